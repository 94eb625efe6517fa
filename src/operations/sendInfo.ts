import { message } from '../domain/message.ts';
import { checkEach, mustBeEnabled } from './enabledUser.ts';
import { people } from './field.ts';
import { queueNotices } from './notices.ts';
import { checkSendOptions, SEND_FIELDS } from './sendOptions.ts';
import { HELP_DESK, operation, type Change } from './operation.ts';

/** Sends people their conference ID and numbers, never the PIN (E5); also to another address. */
export const sendInfo = operation({
  name: 'sendInfo',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingUser', trigger: 'SendEmail', last: true },
  right: HELP_DESK,
  fields: { people: people(), ...SEND_FIELDS },
  form: ['people', 'sendEmailToAddress'],
  changes: true,
  undoes: 'undo-impossible',
  afterOthers: true,
  personal: true,
  each: (_work, user) => mustBeEnabled(user),
  async run(work, { people: users, ...asked }) {
    const options = { ...asked, sendEmail: true };
    checkSendOptions(options);
    await checkEach(users, mustBeEnabled);
    const change: Change & Required<Pick<Change, 'notes'>> = { lines: [], notes: [], people: users };
    for (const user of users) {
      change.notes.push(...(await queueNotices(work, user, 'E5', options)));
      change.lines.push({
        person: user.displayName,
        what: message('done.sendInfo', { person: user.displayName }),
        facts: [],
      });
    }
    return change;
  },
});
