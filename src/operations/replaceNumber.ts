import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import type { User } from '../domain/user.ts';
import { button } from './buttons.ts';
import { Bridges } from './bridges.ts';
import { moveAll, mustBeFew } from './defaultNumbers.ts';
import { invitationsFollow } from './migrating/invitationsFollow.ts';
import { migrationsWith } from './migrating/numberLeft.ts';
import { phone } from './numberFields.ts';
import { ADMINS, operation, type Work } from './operation.ts';
import { firstNames, fittingNumbers, mustBeOurs, mustStay, peopleWith, shown } from './serviceNumbers.ts';

/** Moves everybody off a number to another one and removes it, after a *Yes*: the end of *retire number* (rule 11, E2). */
export const replaceNumber = operation({
  name: 'replaceNumber',
  cmdlet: { name: 'Unregister-CsOnlineDialInConferencingServiceNumber', trigger: 'ReplacementNumber' },
  right: ADMINS,
  fields: { number: phone('Identity'), replacement: phone('ReplacementNumber') },
  form: ['number', 'replacement'],
  under: 'numbers',
  changes: true,
  undoes: 'undo-impossible',
  personal: true,
  async confirms(work, { number, replacement }) {
    const { known, people } = await checked(work, number, replacement);
    return {
      title: message('question.replaceNumber', {
        number: formatPhoneNumber(number),
        replacement: formatPhoneNumber(replacement),
      }),
      facts: [
        {
          label: 'usedBy',
          value: message('text.usedBy', { count: people.length, names: firstNames(people) }),
        },
      ],
      notes: [
        message('question.everybodyIsTold', { count: people.length }),
        ...invitationsFollow(work),
        ...(known.isDefault
          ? [message('question.defaultGoesOver', { number: formatPhoneNumber(replacement) })]
          : []),
      ],
    };
  },
  async run(work, { number, replacement }) {
    const { known, to, people } = await checked(work, number, replacement);
    const notes = await moveAll(work, people, { type: known.type, to });
    if (known.isDefault) await work.tx.serviceNumbers.put({ ...to, isDefault: true });
    // Invitations that still have it have to be answered.
    const waiting = (await migrationsWith(work, number)).underWay;
    if (waiting.length > 0) await work.tx.serviceNumbers.put({ ...known, isDefault: false, retiring: true });
    else await work.tx.serviceNumbers.delete(number);
    return {
      lines: [
        {
          person: null,
          what: message(waiting.length > 0 ? 'done.replaceNumberLater' : 'done.replaceNumber', {
            number: formatPhoneNumber(number),
            replacement: formatPhoneNumber(replacement),
            count: people.length,
          }),
          facts: [
            {
              label: 'moved',
              value: message('text.usedBy', { count: people.length, names: firstNames(people) }),
            },
          ],
        },
      ],
      notes: [
        ...notes,
        ...(known.isDefault ? [message('note.newDefault', { number: formatPhoneNumber(replacement) })] : []),
        ...(waiting.length > 0
          ? [message('note.numberStays', { number: formatPhoneNumber(number), count: waiting.length })]
          : []),
      ],
      buttons: waiting.length > 0 ? [button('migrateNumber', { number }), button('meetingMigrations')] : [],
      people,
      before: { number, people: people.length, isDefault: known.isDefault },
      after: { number: replacement },
    };
  },
});

/** What goes, what comes in its place, and who moves; throws the refusals. */
async function checked(
  work: Work,
  number: string,
  replacement: string,
): Promise<{ known: ServiceNumber; to: ServiceNumber; people: User[] }> {
  const bridges = await Bridges.of(work.tx);
  const known = mustBeOurs(bridges, number);
  const to = mustReplace(bridges, known, replacement);
  const people = await peopleWith(work.tx, number);
  mustBeFew(work, people, { type: known.type, from: number, to, among: {} });
  return { known, to, people };
}

/** The number that takes another one's place: of the same bridge and type. */
export function mustReplace(bridges: Bridges, known: ServiceNumber, replacement: string): ServiceNumber {
  const value = formatPhoneNumber(replacement);
  if (known.number === replacement) throw new Refusal('number-replaces-itself', { value });
  const fitting = fittingNumbers(bridges, known.bridge, known.type, known.country);
  const choices = shown(fitting.filter((one) => one.number !== known.number));
  const to = bridges.number(replacement);
  if (!to) throw new Refusal('number-unknown', { value }, choices);
  if (to.type !== known.type)
    throw new Refusal(known.type === 'toll' ? 'number-not-toll' : 'number-not-toll-free', { value }, choices);
  mustStay(to);
  if (to.bridge !== known.bridge) {
    const names = { bridge: bridges.nameOf(to.bridge), own: bridges.nameOf(known.bridge) };
    throw new Refusal('number-other-bridge', { value, ...names }, choices);
  }
  return to;
}
