import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import type { User } from '../domain/user.ts';
import { Bridges } from './bridges.ts';
import { moveAll, mustBeFew, selectForMove, type NumberMove } from './defaultNumbers.ts';
import { flag, text, type InputOf } from './field.ts';
import { invitationsFollow } from './migrating/invitationsFollow.ts';
import { BRIDGE_FIELDS, country, numberType, phone, phoneOrNone } from './numberFields.ts';
import { ADMINS, operation, type Change, type Confirmation, type Work } from './operation.ts';
import { mustReplace } from './replaceNumber.ts';
import { firstNames, mustBeOurs, mustStay } from './serviceNumbers.ts';

const FIELDS = {
  fromNumber: phoneOrNone('FromNumber'),
  toNumber: phone('ToNumber'),
  type: numberType('NumberType'),
  country: country('Country'),
  state: text('State'),
  city: text('City'),
  ...BRIDGE_FIELDS,
  rescheduleMeetings: flag('RescheduleMeetings'),
};

/** Gives everybody with one default number another one, narrowed by place or bridge, after a *Yes* that says who (rule 11, E2). */
export const changeNumbers = operation({
  name: 'changeNumbers',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingUserDefaultNumber' },
  right: ADMINS,
  fields: FIELDS,
  form: ['fromNumber', 'toNumber', 'country', 'city'],
  under: 'numbers',
  changes: true,
  undoes: 'undo-impossible',
  personal: true,
  async confirms(work, input): Promise<Confirmation> {
    const { move, people } = await selected(work, input);
    return {
      title: message('question.changeNumbers', { ...words(move), count: people.length }),
      facts: factsOf(move, people),
      notes: [
        message('question.everybodyIsTold', { count: people.length }),
        ...invitationsFollow(following(work, input)),
      ],
    };
  },
  async run(work, input): Promise<Change> {
    const { move, people } = await selected(work, input);
    const notes = await moveAll(following(work, input), people, move);
    const what = message('done.changeNumbers', { ...words(move), count: people.length });
    return {
      lines: [{ person: null, what, facts: factsOf(move, people) }],
      notes,
      people,
      before: { number: move.from, people: people.length },
      after: { number: move.to.number },
    };
  },
});

/** With `-RescheduleMeetings` invitations follow, whether or not the tenant wants that by itself. */
function following(work: Work, { rescheduleMeetings }: InputOf<typeof FIELDS>): Work {
  if (!rescheduleMeetings) return work;
  return { ...work, settings: { ...work.settings, AutomaticallyMigrateUserMeetings: true } };
}

/** What is to be done, and with whom; throws the refusals. */
async function selected(
  work: Work,
  input: InputOf<typeof FIELDS>,
): Promise<{ move: NumberMove; people: User[] }> {
  const bridges = await Bridges.of(work.tx);
  if (input.rescheduleMeetings && !work.house.calendar) throw new Refusal('no-calendar');
  const move = moveOf(bridges, input);
  const people = await selectForMove(work, bridges, move);
  if (people.length === 0)
    throw new Refusal(move.from === null ? 'number-nobody-without' : 'number-nobody', {
      value: move.from === null ? '' : formatPhoneNumber(move.from),
      place: placeOf(move) || 'none',
    });
  // What narrows a plan is the number and the country.
  mustBeFew(work, people, move.among.state === undefined && move.among.city === undefined ? move : undefined);
  return { move, people };
}

/** The change as it was asked for; the numbers must be of one bridge and of the type that is named. */
function moveOf(bridges: Bridges, input: InputOf<typeof FIELDS>): NumberMove {
  const { fromNumber: from, toNumber } = input;
  const to = mustBeOurs(bridges, toNumber);
  mustStay(to);
  const value = formatPhoneNumber(to.number);
  const wanted = input.type ?? to.type;
  if (to.type !== wanted)
    throw new Refusal(wanted === 'toll' ? 'number-not-toll' : 'number-not-toll-free', { value });
  if (from !== null) mustReplace(bridges, mustBeOurs(bridges, from), toNumber);
  const named = bridges.namedBy(input);
  const bridge = named === undefined ? to.bridge : bridges.named(named).id;
  if (bridge !== to.bridge) {
    const names = { bridge: bridges.nameOf(to.bridge), own: bridges.nameOf(bridge) };
    throw new Refusal('number-other-bridge', { value, ...names });
  }
  const among = { country: input.country, state: input.state, city: input.city, bridges: [bridge, null] };
  return { type: to.type, from, to, among };
}

/** What titles say of a move. */
function words({ from, to }: NumberMove): Record<string, string | { text: string }> {
  return {
    from: from === null ? { text: 'text.none' } : formatPhoneNumber(from),
    to: formatPhoneNumber(to.number),
  };
}

/** Who it is, and where. */
function factsOf(move: NumberMove, people: readonly User[]) {
  const place = placeOf(move);
  return [
    { label: 'who', value: firstNames(people) },
    ...(place === '' ? [] : [{ label: 'place', value: place }]),
  ];
}

function placeOf({ among }: NumberMove): string {
  return [among.city, among.state, among.country].filter((part) => part !== undefined).join(', ');
}
