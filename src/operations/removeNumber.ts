import { message, type Message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import { Bridges } from './bridges.ts';
import { mustBeMigrated } from './migrating/numberLeft.ts';
import { phone } from './numberFields.ts';
import { ADMINS, operation, type Work } from './operation.ts';
import { firstNames, mustBeOurs, peopleWith } from './serviceNumbers.ts';

/** Removes a service number that nobody uses and that is no default, after a *Yes* (rule 11). */
export const removeNumber = operation({
  name: 'removeNumber',
  cmdlet: { name: 'Unregister-CsOnlineDialInConferencingServiceNumber' },
  right: ADMINS,
  fields: { number: phone('Identity') },
  form: ['number'],
  under: 'numbers',
  changes: true,
  undoes: 'undo-impossible',
  personal: true,
  async confirms(work, { number }) {
    const { known, bridges, left } = await checked(work, number);
    return {
      title: message('question.removeNumber', { number: formatPhoneNumber(number) }),
      facts: [{ label: 'bridge', value: bridges.nameOf(known.bridge) }],
      notes: [message('question.nobodyUsesIt'), ...left],
    };
  },
  async run(work, { number }) {
    const { known } = await checked(work, number);
    await work.tx.serviceNumbers.delete(number);
    return {
      lines: [
        {
          person: null,
          what: message('done.removeNumber', { number: formatPhoneNumber(number) }),
          facts: [],
        },
      ],
      before: { ...known },
      after: {},
    };
  },
});

/** The number, if nothing stands against its going. */
async function checked(
  work: Work,
  number: string,
): Promise<{ known: ServiceNumber; bridges: Bridges; left: Message[] }> {
  const bridges = await Bridges.of(work.tx);
  const known = mustBeOurs(bridges, number);
  const value = formatPhoneNumber(number);
  const users = await peopleWith(work.tx, number);
  if (users.length > 0)
    throw new Refusal('number-in-use', { value, count: users.length, names: firstNames(users) });
  if (known.isDefault)
    throw new Refusal('number-is-default', { value, bridge: bridges.nameOf(known.bridge) });
  return { known, bridges, left: await mustBeMigrated(work, number) };
}
