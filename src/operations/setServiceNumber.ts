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

/** Gives people another default number: a toll number of their bridge (rule 11, E2). */
export const setServiceNumber = operation({
  name: 'setServiceNumber',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingUser', trigger: 'ServiceNumber' },
  right: { ...ADMINS, ownRefusal: 'own-ask' },
  fields: { people: people(), serviceNumber: phoneOrNone('ServiceNumber'), ...SEND_FIELDS },
  form: ['people', 'serviceNumber'],
  under: 'numbers',
  changes: true,
  personal: true,
  each: async (work, user, input) => check(await Bridges.of(work.tx), user, input.serviceNumber),
  undoes: (work, row) => numbersBack(work, row, 'setServiceNumber', 'serviceNumber'),
  async run(work, { people: users, serviceNumber, ...options }) {
    checkSendOptions(options);
    const bridges = await Bridges.of(work.tx);
    await checkEach(users, (user) => check(bridges, user, serviceNumber));
    const change: Change & Required<Pick<Change, 'notes' | 'before' | 'after'>> = {
      lines: [],
      notes: [],
      people: users,
      before: {},
      after: {},
    };
    for (const user of users) {
      const bridge = bridges.bridgeOf(user);
      const { notes } = await changeNumbersOf(work, user, { serviceNumber, bridge }, options);
      change.notes.push(...notes);
      change.lines.push(numberLine(user, 'done.serviceNumber', user.serviceNumber, serviceNumber));
      change.before[user.upn] = user.serviceNumber;
      change.after[user.upn] = serviceNumber;
    }
    return change;
  },
});

/** Everything that stands against this number for this person. */
function check(bridges: Bridges, user: User, number: string | null): void {
  mustBeEnabled(user);
  if (number === null) throw new Refusal('number-required', { person: user.displayName });
  mustFit(bridges, user, number, 'toll');
  if (user.serviceNumber === number)
    throw new Refusal('number-same', { value: formatPhoneNumber(number), person: user.displayName });
}
