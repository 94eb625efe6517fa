import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailDelivery } from '../../ports/delivery.ts';
import { compose, isSendable, type Sender } from './compose.ts';

/** The sender of mails that only ever become files. */
const LOCAL_SENDER: Sender = { address: 'switchboard@localhost.localdomain', name: 'Switchboard' };

const loadBuilder = async () =>
  (await import('nodemailer')).createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/**
 * Mails as files, for local mode: each is `<folder>/<outbox id>.eml`, a complete message (RFC 5322), there at once or not at
 * all. The same notice again replaces its file.
 */
export function createMailFolder(folder: string, defaultFrom: Sender = LOCAL_SENDER): MailDelivery {
  // Loaded by the first mail: a start is quicker without.
  let builder: ReturnType<typeof loadBuilder> | undefined;
  return {
    available: true,
    async send(mail) {
      if (!isSendable(mail, defaultFrom))
        return { outcome: 'failed', reason: 'rejected', detail: 'EENVELOPE' };
      try {
        const { message } = await (await (builder ??= loadBuilder())).sendMail(compose(mail, defaultFrom));
        await mkdir(folder, { recursive: true });
        const temporary = join(folder, `.${mail.id}.tmp`);
        await writeFile(temporary, message as Buffer, { flush: true });
        await rename(temporary, join(folder, `${mail.id}.eml`));
        return { outcome: 'sent' };
      } catch (error) {
        const detail = (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN';
        return { outcome: 'throttled', until: null, reason: 'service-error', detail };
      }
    },
  };
}
