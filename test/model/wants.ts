import fc from 'fast-check';
import { NAMES, seldom } from './beginning.ts';
import {
  MICROSOFT,
  NONE,
  NUMBERS,
  THIRD_PARTIES,
  type Send,
  type Settings,
  type State,
  type Want,
} from './model.ts';
import { upnOf } from './rules.ts';

/** How an ID is chosen: by what it is at that moment. */
export type IdChoice =
  | { of: 'pool'; at: number }
  | { of: 'person'; name: string }
  | { of: 'quarantine'; own: boolean }
  | { of: 'malformed' };

/** What is wanted, with an ID that is still to be found. */
export type Chosen =
  | Exclude<Want, { what: 'setConferenceId' }>
  | { what: 'setConferenceId'; people: string[]; id: IdChoice; send: Send };

/** IDs that nobody has at first. */
const POOL = ['5550001', '5550002'];

/** The want, with the ID that the choice means now. */
export function wantFor(state: State, chosen: Chosen): Want {
  if (chosen.what !== 'setConferenceId') return chosen;
  return { ...chosen, id: idFor(state, chosen.id, chosen.people[0] ?? '') };
}

function idFor(state: State, choice: IdChoice, name: string): string {
  const key = state.people.get(name)?.key;
  const [pooled = ''] = POOL;
  if (choice.of === 'malformed') return '0271964';
  if (choice.of === 'pool') return POOL[choice.at] ?? pooled;
  if (choice.of === 'person') return state.people.get(choice.name)?.conferenceId ?? pooled;
  const withheld = [...state.quarantine].filter(([, { ownerKey }]) => (ownerKey === key) === choice.own);
  return withheld.at(-1)?.[0] ?? pooled;
}

type Weighted = [weight: number, names: string[]];

function someOf(...weighted: Weighted[]): fc.Arbitrary<string> {
  return fc.oneof(...weighted.map(([weight, names]) => ({ weight, arbitrary: fc.constantFrom(...names) })));
}

const anybody = someOf([4, ['amos']], [2, ['ivy', 'nils', 'lia', 'pia', 'oda']], [1, NAMES]);
const enabled = someOf([7, ['amos']], [2, ['oda', 'henri', 'ben']], [1, NAMES]);
const disabled = someOf([4, ['ivy', 'nils', 'lia']], [2, ['pia', 'uma', 'amos']], [1, NAMES]);

/** One person, or two now and then. */
function oneOrTwo(name: fc.Arbitrary<string>): fc.Arbitrary<string[]> {
  return fc.oneof(
    { weight: 6, arbitrary: name.map((one) => [one]) },
    { weight: 1, arbitrary: fc.uniqueArray(name, { minLength: 2, maxLength: 2 }) },
  );
}

const nobody = fc.constant<string[]>([]);

const send: fc.Arbitrary<Send> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ mail: false, to: null }) },
  { weight: 1, arbitrary: fc.constant({ mail: true, to: null }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { mail: true, to: 'private@hotmail.com' },
      { mail: true, to: 'private@hotmail.com' },
      { mail: true, to: upnOf('amos') },
      { mail: false, to: 'private@hotmail.com' },
    ),
  },
);

const id: fc.Arbitrary<IdChoice> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ of: fc.constant('pool' as const), at: fc.nat(POOL.length - 1) }) },
  { weight: 2, arbitrary: fc.record({ of: fc.constant('quarantine' as const), own: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ of: fc.constant('person' as const), name: enabled }) },
  { weight: 1, arbitrary: fc.constant({ of: 'malformed' as const }) },
);

const allNumbers: (string | null)[] = [...NUMBERS.map((known) => known.number), '+14255559999', null];

/** A number that mostly is of the right type. */
function numberOf(type: 'toll' | 'toll-free'): fc.Arbitrary<string | null> {
  const fitting = NUMBERS.filter((one) => one.type === type).map((one) => one.number);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...fitting) },
    { weight: 1, arbitrary: fc.constantFrom(...allNumbers) },
  );
}

const changes: fc.Arbitrary<Partial<Settings>> = fc.oneof(
  fc.constantFrom(3, 4, 5, 6, 8, 12, 13).map((PinLength) => ({ PinLength })),
  fc.boolean().map((AutomaticallySendEmailsToUsers) => ({ AutomaticallySendEmailsToUsers })),
  fc.boolean().map((NotifyUsersInChat) => ({ NotifyUsersInChat })),
  fc.boolean().map((AllowSelfServicePinReset) => ({ AllowSelfServicePinReset })),
  fc.boolean().map((on) => ({ AutomaticallyReplaceAcpProvider: on, NotifyUsersInChat: !on })),
);

const kind = <Kind extends Chosen['what']>(...kinds: Kind[]) => fc.constantFrom(...kinds);
const ofEnabled = { people: oneOrTwo(enabled), send };
const ofDisabled = { people: oneOrTwo(disabled), send };
const ofAnybody = { people: oneOrTwo(anybody), send };

/** One thing that is wanted. */
const oneWant: fc.Arbitrary<Chosen> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: kind('resetPin', 'resetConferenceId'), ...ofEnabled }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: kind('setConferenceId'),
      people: fc.oneof(enabled, enabled, anybody).map((one) => [one]),
      id,
      send,
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: kind('disableUser', 'removeLicense'), ...ofAnybody }) },
  {
    weight: 3,
    arbitrary: fc.record({ what: kind('enableUser', 'assignLicense'), replace: fc.boolean(), ...ofDisabled }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: kind('setProvider'),
      provider: fc.constantFrom(MICROSOFT, NONE, ...THIRD_PARTIES),
      replace: fc.boolean(),
      ...ofAnybody,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: kind('restoreProvider'),
      people: someOf([3, ['nils', 'ivy']], [1, ['amos']]).map((one) => [one]),
      send,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: kind('setServiceNumber'), number: numberOf('toll'), ...ofEnabled }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: kind('setTollFreeNumber'), number: numberOf('toll-free'), ...ofEnabled }),
  },
  { weight: 1, arbitrary: fc.record({ what: kind('sendInfo'), ...ofEnabled }) },
  { weight: 1, arbitrary: fc.record({ what: kind('resendInfo'), people: nobody }) },
  { weight: 1, arbitrary: fc.record({ what: kind('removePerson'), people: oneOrTwo(anybody) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: kind('addPerson'),
      people: someOf([4, ['xenia']], [1, ['amos']]).map((one) => [one]),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: kind('changeSettings'), people: nobody, changes }) },
);

/** One command that changes PIN, ID and numbers of the same people, or some of these. */
const severalWants: fc.Arbitrary<Chosen[]> = fc
  .tuple(oneOrTwo(enabled), send, numberOf('toll'), seldom, fc.subarray([0, 1, 2, 3], { minLength: 2 }))
  .map(([people, how, number, none, which]) => {
    const all: Chosen[] = [
      { what: 'resetPin', people, send: how },
      { what: 'resetConferenceId', people, send: how },
      { what: 'setServiceNumber', people, number, send: how },
      { what: 'setTollFreeNumber', people, number: none ? null : '+18005550198', send: how },
    ];
    return which.flatMap((at) => all[at] ?? []);
  });

/** What one command wants. */
export const wants: fc.Arbitrary<Chosen[]> = fc.oneof(
  { weight: 6, arbitrary: oneWant.map((want) => [want]) },
  { weight: 1, arbitrary: severalWants },
);

/** Who asks: mostly an admin, whose requests get further. */
export const actor = someOf([6, ['adele']], [1, ['henri']], [1, ['ben', 'amos', 'amos', 'xenia']]);

/** Whom something happens to. */
export const somebody = anybody;
