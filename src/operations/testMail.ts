import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { mailAddress, text } from './field.ts';
import { queueNotices } from './notices.ts';
import { ADMINS, operation } from './operation.ts';

/** Sends the asker a mail, from the configured sender or one that is being tried. */
export const testMail = operation({
  name: 'testMail',
  right: ADMINS,
  fields: { fromAddress: mailAddress(), fromDisplayName: text() },
  changes: true,
  async run(work, { fromAddress, fromDisplayName }) {
    const { user } = work.actor;
    if (!work.house.mailAvailable) throw new Refusal('no-mail-transport');
    if (!user.hasMailbox || user.email === null) throw new Refusal('no-own-mailbox');
    if ((fromAddress === undefined) !== (fromDisplayName === undefined))
      throw new Refusal('sender-half', { value: fromAddress ?? fromDisplayName ?? '' });
    const options = {
      sendEmail: true,
      sendEmailToAddress: undefined,
      sendEmailFromAddress: fromAddress,
      sendEmailFromDisplayName: fromDisplayName,
    };
    const notes = await queueNotices(work, user, 'testMail', options);
    return {
      lines: [{ person: null, what: message('done.testMail', { address: user.email }), facts: [] }],
      notes,
      people: [user],
    };
  },
});
