import { message } from '../domain/message.ts';
import { changeNumbersOf } from './defaultNumbers.ts';
import { checkEach, mustBeEnabled } from './enabledUser.ts';
import { people } from './field.ts';
import { tellAnyway } from './notices.ts';
import { checkSendOptions, SEND_FIELDS } from './sendOptions.ts';
import { switchable } from './numberFields.ts';
import { ADMINS, operation, type Change } from './operation.ts';

/** Says whether people's meetings can be joined by a toll-free number; their number itself is kept (E2 when callers see it). */
export const allowTollFree = operation({
  name: 'allowTollFree',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingUser', trigger: 'AllowTollFreeDialIn' },
  right: ADMINS,
  fields: { people: people(), allowTollFreeDialIn: switchable('AllowTollFreeDialIn'), ...SEND_FIELDS },
  form: ['people', 'allowTollFreeDialIn'],
  under: 'numbers',
  changes: true,
  each: (_work, user, { people: _people, allowTollFreeDialIn: _allowed, ...options }) => {
    checkSendOptions(options);
    mustBeEnabled(user);
  },
  hasAlready: (user, { allowTollFreeDialIn, sendEmail }) =>
    user.allowTollFreeDialIn === allowTollFreeDialIn && !sendEmail,
  undoes: 'undo-impossible',
  personal: true,
  async run(work, { people: users, allowTollFreeDialIn, ...options }) {
    checkSendOptions(options);
    await checkEach(users, mustBeEnabled);
    const change: Change & Required<Pick<Change, 'notes' | 'before' | 'after'>> = {
      lines: [],
      notes: [],
      people: users,
      before: {},
      after: {},
    };
    for (const user of users) {
      const isSame = user.allowTollFreeDialIn === allowTollFreeDialIn;
      const what = isSame
        ? 'tollFreeAlready'
        : allowTollFreeDialIn
          ? 'tollFreeAllowed'
          : 'tollFreeDisallowed';
      change.lines.push({
        person: user.displayName,
        what: message(`done.${what}`, { person: user.displayName }),
        facts: [],
      });
      if (isSame) change.notes.push(...(await tellAnyway(work, user, options)));
      if (isSame) continue;
      const { notes } = await changeNumbersOf(work, user, { allowTollFreeDialIn }, options);
      change.notes.push(...notes);
      if (allowTollFreeDialIn && user.tollFreeServiceNumber === null)
        change.notes.push(message('note.noTollFreeNumber', { person: user.displayName }));
      change.before[user.upn] = user.allowTollFreeDialIn;
      change.after[user.upn] = allowTollFreeDialIn;
    }
    return change;
  },
});
