import { PassThrough } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { MailDelivery } from '../../ports/delivery.ts';
import { compose, isSendable, type Sender } from './compose.ts';
import { translateSmtpError } from './smtpError.ts';

/** Milliseconds; `SMTP_URL` may set others, e.g. `smtp://host?socketTimeout=60000`. */
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/** Mails over SMTP; `url` is `smtp://` or `smtps://`, with user, password and options of nodemailer in it. */
export function createSmtpDelivery({ url, defaultFrom }: { url: string; defaultFrom: Sender }): MailDelivery {
  const transport = createTransport({ ...TIMEOUTS, ...timeoutsOf(url), url });
  const beginnings = new WeakMap<object, () => void>();
  // nodemailer reads the message only when the server has answered DATA; its errors do not tell this.
  transport.use('stream', (mail, done) => {
    const begin = beginnings.get(mail.data.headers as object);
    mail.message.processFunc((input) => {
      const watched = new PassThrough();
      watched.once('resume', () => begin?.());
      input.once('error', (error) => watched.destroy(error));
      return input.pipe(watched);
    });
    done();
  });
  return {
    available: true,
    async send(mail) {
      if (!isSendable(mail, defaultFrom))
        return { outcome: 'failed', reason: 'rejected', detail: 'EENVELOPE' };
      const composed = compose(mail, defaultFrom);
      let dataBegan = false;
      beginnings.set(composed.headers as object, () => (dataBegan = true));
      try {
        await transport.sendMail(composed);
        return { outcome: 'sent' };
      } catch (error) {
        return translateSmtpError(error, dataBegan);
      }
    },
  };
}

/** The timeouts that the URL sets, because explicit options go before those of the URL. */
function timeoutsOf(url: string): Partial<typeof TIMEOUTS> {
  const given = new URL(url).searchParams;
  const names = Object.keys(TIMEOUTS).filter((name) => Number(given.get(name)) > 0);
  return Object.fromEntries(names.map((name) => [name, Number(given.get(name))]));
}
