import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import type { User } from '../domain/user.ts';
import { Bridges } from './bridges.ts';
import { changeNumbersOf, numberLine } from './defaultNumbers.ts';
import { checkEach, mustBeEnabled } from './enabledUser.ts';
import { people } from './field.ts';
import { checkSendOptions, SEND_FIELDS } from './sendOptions.ts';
import { phoneOrNone } from './numberFields.ts';
import { numbersBack } from './numbersBack.ts';
import { ADMINS, operation, type Change } from './operation.ts';
import { mustFit } from './serviceNumbers.ts';

/** Gives people a toll-free default number of their bridge, or takes it away (rule 11, E2). */
export const setTollFreeNumber = operation({
  name: 'setTollFreeNumber',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingUser', trigger: 'TollFreeServiceNumber' },
  right: { ...ADMINS, ownRefusal: 'own-ask' },
  fields: { people: people(), tollFreeServiceNumber: phoneOrNone('TollFreeServiceNumber'), ...SEND_FIELDS },
  form: ['people', 'tollFreeServiceNumber'],
  under: 'numbers',
  changes: true,
  personal: true,
  each: async (work, user, input) => check(await Bridges.of(work.tx), user, input.tollFreeServiceNumber),
  undoes: (work, row) => numbersBack(work, row, 'setTollFreeNumber', 'tollFreeServiceNumber'),
  async run(work, { people: users, tollFreeServiceNumber: number, ...options }) {
    checkSendOptions(options);
    const bridges = await Bridges.of(work.tx);
    await checkEach(users, (user) => check(bridges, user, number));
    const change: Change & Required<Pick<Change, 'notes' | 'before' | 'after'>> = {
      lines: [],
      notes: [],
      people: users,
      before: {},
      after: {},
    };
    for (const user of users) {
      const changes = { tollFreeServiceNumber: number, bridge: bridges.bridgeOf(user) };
      const { changed, notes } = await changeNumbersOf(work, user, changes, options);
      const what = number === null ? 'done.noTollFreeNumber' : 'done.tollFreeNumber';
      change.notes.push(...notes);
      if (!changed.allowTollFreeDialIn)
        change.notes.push(message('note.tollFreeOff', { person: user.displayName }));
      change.lines.push(numberLine(user, what, user.tollFreeServiceNumber, number));
      change.before[user.upn] = user.tollFreeServiceNumber;
      change.after[user.upn] = number;
    }
    return change;
  },
});

/** Everything that stands against this number, or against having none, for this person. */
function check(bridges: Bridges, user: User, number: string | null): void {
  mustBeEnabled(user);
  if (number !== null) mustFit(bridges, user, number, 'toll-free');
  if (user.tollFreeServiceNumber !== number) return;
  const person = user.displayName;
  throw number === null
    ? new Refusal('number-none-yet', { person })
    : new Refusal('number-same', { value: formatPhoneNumber(number), person });
}
