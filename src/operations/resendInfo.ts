import { message } from '../domain/message.ts';
import { mustBeEnabled } from './enabledUser.ts';
import { queueNotices } from './notices.ts';
import { EVERYBODY, operation } from './operation.ts';

/** Sends people their own conference ID and numbers by chat and mail, never the PIN (E5). */
export const resendInfo = operation({
  name: 'resendInfo',
  right: EVERYBODY,
  fields: {},
  changes: true,
  personal: true,
  async run(work) {
    const { user } = work.actor;
    mustBeEnabled(user);
    const none = {
      sendEmail: false,
      sendEmailToAddress: undefined,
      sendEmailFromAddress: undefined,
      sendEmailFromDisplayName: undefined,
    };
    const notes = await queueNotices(work, user, 'E5', none);
    return {
      lines: [{ person: user.displayName, what: message('done.resendInfo'), facts: [] }],
      notes,
      people: [user],
    };
  },
});
