import fc from 'fast-check';
import { DAY, MICROSOFT, NONE, type Person, type Role, type Settings, type State } from './model.ts';
import { upnOf } from './rules.ts';

/** What differs between organisations at the beginning of a sequence. */
export interface Beginning extends Settings {
  mailAvailable: boolean;
  secondBridge: boolean;
}

/** Now and then. */
export const seldom = fc.constantFrom(false, false, false, true);

/** Mostly. */
export const often = seldom.map((one) => !one);

/** Organisations. */
export const beginnings: fc.Arbitrary<Beginning> = fc.record({
  PinLength: fc.constantFrom(4, 5, 6, 8, 12, 12),
  AutomaticallySendEmailsToUsers: often,
  NotifyUsersInChat: often,
  AutomaticallyReplaceAcpProvider: seldom,
  AllowSelfServicePinReset: seldom,
  mailAvailable: often,
  secondBridge: seldom,
});

/** Two admins, one of the help desk, and users of every standing. Typed IDs are as long as no PIN here, so that none is one by chance. */
const PEOPLE: Record<string, Partial<Person>> = {
  adele: {},
  ben: { chat: false },
  henri: {},
  amos: {},
  oda: { country: 'SE', toll: '+46850521890', tollFree: null, mailbox: false, chat: false },
  lia: { country: 'SE', licensed: false, provider: NONE },
  nils: { provider: NONE, mailbox: false, replaced: [{ name: 'PGi', typedId: '5566778' }] },
  ivy: { provider: 'InterCall', typedId: '9988776', replaced: [{ name: 'PGi', typedId: '' }] },
  pia: { licensed: false, provider: 'PGi' },
  uma: { licensed: false },
};

const ROLES: [name: string, role: Role][] = [
  ['adele', 'admin'],
  ['ben', 'admin'],
  ['henri', 'helpDesk'],
];

/** Everybody's names; the last one is of somebody who is not there at first. */
export const NAMES = [...Object.keys(PEOPLE), 'xenia'];

/** The state in which a sequence begins; its number makes keys that no sequence before had. */
export function stateOf(beginning: Beginning, sequence: number, now: Date): State {
  const { mailAvailable, secondBridge, ...settings } = beginning;
  const people = Object.entries(PEOPLE).map(([name, traits], at): [string, Person] => [
    name,
    personOf(`${sequence} ${name}`, upnOf(name), `82719${at + 60}`, traits),
  ]);
  const until = now.getTime() + 60 * DAY;
  return {
    now: now.getTime(),
    mailAvailable,
    secondBridge,
    settings,
    people: new Map(people),
    roles: new Map(ROLES),
    quarantine: new Map([
      ['8271901', { ownerKey: `${sequence} amos`, until }],
      ['8271902', { ownerKey: `${sequence} somebody who has gone`, until }],
    ]),
    notices: [],
    questions: [],
    history: [],
  };
}

function personOf(key: string, upn: string, conferenceId: string, traits: Partial<Person>): Person {
  const person: Person = {
    key,
    upn,
    country: 'US',
    mailbox: true,
    chat: true,
    licensed: true,
    provider: MICROSOFT,
    bridge: 'Contoso',
    conferenceId: null,
    pin: null,
    toll: null,
    tollFree: null,
    typedId: '',
    replaced: [],
    ...traits,
  };
  if (!person.licensed || person.provider !== MICROSOFT) return person;
  const own = { conferenceId, pin: '24680', toll: '+14255550100', tollFree: '+18005550199' };
  return { ...person, ...own, ...traits };
}
