import {
  DAY,
  isEnabled,
  isThirdParty,
  isWithheldFrom,
  MICROSOFT,
  No,
  NONE,
  numbersIn,
  ownerOf,
  put,
  QUARANTINE_DAYS,
  unknownOf,
  type DialIn,
  type Person,
  type Role,
  type Row,
  type Send,
  type State,
  type ThirdParty,
  type What,
  type WantOf,
} from './model.ts';
import {
  addressLast,
  AS_SET,
  goesElsewhere,
  notify,
  numbersOf,
  supersede,
  tellAnyway,
  type Doing,
} from './notices.ts';

/** What the rules say of one kind of want. */
export interface Rule<Wanted> {
  role: Role;
  /** The refusal for those who ask it for themselves. */
  own?: string;
  /** The setting that lets everybody do it to themselves. */
  selfIf?: 'AllowSelfServicePinReset';
  /** In one command with others it is done last. */
  last?: boolean;
  /** Throws what cannot be read. */
  read?(want: Wanted): void;
  /** Whether a Yes is asked for first; throws what stands against it. */
  asks?(doing: Doing, people: readonly Person[], want: Wanted): boolean;
  /** Does it, or throws what stands against it; people by name. Gives back what the record keeps. */
  does(doing: Doing, names: readonly string[], want: Wanted, actor: Actor): Pick<Row, 'before' | 'after'>;
}

/** Who asks. */
export interface Actor {
  name: string;
  key: string;
  role: Role;
}

const NOTHING = { before: {}, after: {} };

/** The rules of everything that is modelled (product rules 1 to 13). */
export const RULES: { [Kind in What]: Rule<WantOf<Kind>> } = {
  resetPin: {
    role: 'helpDesk',
    own: 'pin-own',
    selfIf: 'AllowSelfServicePinReset',
    last: true,
    does(doing, names, { send }, actor) {
      const { state } = doing;
      mustFitTogether(send);
      for (const name of names) {
        const person = personOf(state, name);
        mustBeEnabled(person);
        if (state.roles.get(name) === 'admin' && actor.role !== 'admin') throw new No('pin-of-admin');
        if (goesElsewhere(person, send) && actor.role !== 'admin') throw new No('pin-elsewhere-admins-only');
      }
      for (const name of names) {
        const person = put(state, name, { pin: unknownOf('pin', personOf(state, name).key) });
        supersede(state, person.key, ['E3']);
        notify(doing, person, 'E3', send, { pin: true });
      }
      return NOTHING;
    },
  },
  resetConferenceId: {
    role: 'admin',
    own: 'own-ask',
    asks(_doing, people, { send }) {
      mustFitTogether(send);
      people.forEach(mustBeEnabled);
      return true;
    },
    does(doing, names, { send }) {
      const people = names.map((name) => personOf(doing.state, name));
      mustFitTogether(send);
      people.forEach(mustBeEnabled);
      const after = names.map((name) => giveId(doing, name, null, send));
      return {
        before: Object.fromEntries(people.map((one) => [one.upn, one.conferenceId])),
        after: Object.fromEntries(after.map((one) => [one.upn, one.conferenceId])),
      };
    },
  },
  setConferenceId: {
    role: 'admin',
    asks({ state }, [person], { id, send }) {
      mayHaveId(state, person, id, send);
      return true;
    },
    does(doing, [name = ''], { id, send }) {
      const person = personOf(doing.state, name);
      mayHaveId(doing.state, person, id, send);
      if (!isThirdParty(person)) {
        giveId(doing, name, id, send);
        return { before: { conferenceId: person.conferenceId }, after: { conferenceId: id } };
      }
      put(doing.state, name, { typedId: id });
      return { before: { conferenceId: person.typedId }, after: { conferenceId: id } };
    },
  },
  disableUser: {
    role: 'admin',
    asks(_doing, people, { send }) {
      mustFitTogether(send);
      return people.some(isEnabled);
    },
    does(doing, names, { send }) {
      mustFitTogether(send);
      return told(doing, names, (name, person) => {
        if (isEnabled(person)) turnOff(doing, name, { provider: NONE }, send);
      });
    },
  },
  removeLicense: {
    role: 'admin',
    asks(_doing, people, { send }) {
      mustFitTogether(send);
      return people.some((person) => person.licensed);
    },
    does(doing, names, { send }) {
      mustFitTogether(send);
      return told(doing, names, (name, { licensed, provider }) => {
        const left = provider === MICROSOFT ? NONE : provider;
        if (licensed) turnOff(doing, name, { licensed: false, provider: left }, send);
      });
    },
  },
  enableUser: {
    role: 'admin',
    own: 'own-ask',
    asks({ state }, people, want) {
      if (!people.some(isThirdParty)) return false;
      for (const person of people) mayBeOn(state, person, want);
      return true;
    },
    does(doing, names, want) {
      mustFitTogether(want.send);
      for (const name of names) mayBeOn(doing.state, personOf(doing.state, name), want);
      return told(doing, names, (name, person) => {
        if (!isEnabled(person)) turnOn(doing, name, want.send);
        else tellAnyway(doing, person, want.send);
      });
    },
  },
  assignLicense: {
    role: 'admin',
    asks({ state }, people, want) {
      if (!people.some((person) => isThirdParty(person) && licenceEnables(state, person, want))) return false;
      for (const person of people) mayGetLicence(state, person, want);
      return true;
    },
    does(doing, names, want) {
      const { state } = doing;
      mustFitTogether(want.send);
      for (const name of names) mayGetLicence(state, personOf(state, name), want);
      return told(doing, names, (name, person) => {
        if (licenceEnables(state, person, want)) return turnOn(doing, name, want.send, want.own);
        put(state, name, { licensed: true });
        tellAnyway(doing, person, want.send);
      });
    },
  },
  setProvider: {
    role: 'admin',
    asks({ state }, people, want) {
      if (!people.some((person) => loses(person, want.provider))) return false;
      mustFitTogether(want.send);
      for (const person of people) mayMove(state, person, want);
      return true;
    },
    does(doing, names, want) {
      const { state } = doing;
      mustFitTogether(want.send);
      for (const name of names) mayMove(state, personOf(state, name), want);
      return told(doing, names, (name, person) => {
        if (hasProvider(person, want.provider)) return tellAnyway(doing, person, want.send);
        if (want.provider === MICROSOFT) turnOn(doing, name, want.send, want.own);
        else turnOff(doing, name, { ...keptOf(person), provider: want.provider }, want.send);
      });
    },
  },
  restoreProvider: {
    role: 'admin',
    asks(_doing, [person], { send, name }) {
      mustFitTogether(send);
      keptUnder(person, name);
      return person !== undefined && (isEnabled(person) || isThirdParty(person));
    },
    does(doing, names, { send, name: wanted }) {
      mustFitTogether(send);
      return told(doing, names, (name, person) => {
        const kept = keptUnder(person, wanted);
        const others = { ...person, replaced: person.replaced.filter((one) => one !== kept) };
        turnOff(doing, name, { ...keptOf(others), provider: kept.name, typedId: kept.typedId }, send);
      });
    },
  },
  setServiceNumber: {
    role: 'admin',
    own: 'own-ask',
    does: (doing, names, { number, send }) => giveNumber(doing, names, 'toll', number, send),
  },
  setTollFreeNumber: {
    role: 'admin',
    own: 'own-ask',
    does: (doing, names, { number, send }) => giveNumber(doing, names, 'tollFree', number, send),
  },
  sendInfo: {
    role: 'helpDesk',
    last: true,
    does(doing, names, { send }) {
      const people = names.map((name) => personOf(doing.state, name));
      people.forEach(mustBeEnabled);
      for (const person of people) notify(doing, person, 'E5', { ...send, mail: true });
      return NOTHING;
    },
  },
  resendInfo: {
    role: 'user',
    does(doing, _names, _want, actor) {
      const person = personOf(doing.state, actor.name);
      mustBeEnabled(person);
      notify(doing, person, 'E5', AS_SET);
      return NOTHING;
    },
  },
  removePerson: {
    role: 'admin',
    asks(doing, people) {
      mustLeaveAnAdmin(doing.state, people);
      return true;
    },
    does(doing, names) {
      const { state } = doing;
      mustLeaveAnAdmin(
        state,
        names.map((name) => personOf(state, name)),
      );
      for (const name of names) {
        const person = personOf(state, name);
        supersede(state, person.key, 'all');
        if (isEnabled(person)) notify(doing, person, 'E4', AS_SET);
        addressLast(doing, person);
        withhold(state, person);
        state.people.delete(name);
        state.roles.delete(name);
      }
      return NOTHING;
    },
  },
  addPerson: {
    role: 'admin',
    does({ state }, [name = '']) {
      if (state.people.has(name)) throw new No('person-exists');
      const person = newPerson(name);
      state.people.set(name, person);
      return { before: {}, after: { upn: person.upn } };
    },
  },
  changeSettings: {
    role: 'admin',
    read({ changes: { PinLength } }) {
      if (PinLength !== undefined && (PinLength < 4 || PinLength > 12)) throw new No('pin-length');
    },
    does({ state }, _names, { changes }) {
      const before = Object.fromEntries(
        Object.keys(changes).map((name) => [name, state.settings[name as keyof typeof changes]]),
      );
      state.settings = { ...state.settings, ...changes };
      return { before, after: { ...changes } };
    },
  },
};

/** The person of a name, who is known to be there. */
export function personOf(state: State, name: string): Person {
  const person = state.people.get(name);
  if (!person) throw new Error(`the model lost ${name}`);
  return person;
}

/** The user name of a person. */
export function upnOf(name: string): string {
  return `${name}@contoso.com`;
}

/** Somebody who was just added: nothing but a name and a mailbox. */
function newPerson(name: string): Person {
  return {
    key: unknownOf('key', name),
    upn: upnOf(name),
    country: '',
    mailbox: true,
    chat: false,
    licensed: false,
    provider: NONE,
    bridge: null,
    conferenceId: null,
    pin: null,
    toll: null,
    tollFree: null,
    typedId: '',
    replaced: [],
  };
}

/** Rule 12: an address only with `-SendEmail`. */
function mustFitTogether({ mail, to }: Send): void {
  if (to !== null && !mail) throw new No('send-to-without-send');
}

/** Rule 10. */
function mustBeEnabled(person: Person): void {
  if (isThirdParty(person)) throw new No('third-party');
  if (person.provider !== MICROSOFT) throw new No('no-provider');
  mustBeLicensed(person);
}

function mustBeLicensed(person: Person): void {
  if (!person.licensed) throw new No('not-licensed');
}

/** Rules 5 and 6; a third party's ID is whatever it is (rule 10). */
function mayHaveId(state: State, person: Person | undefined, id: string, send: Send): void {
  mustFitTogether(send);
  if (!person || isThirdParty(person)) return;
  mustBeEnabled(person);
  if (!/^[1-9]\d{6}$/.test(id)) throw new No('conference-id-malformed');
  if (person.conferenceId === id) throw new No('conference-id-same');
  if (ownerOf(state, id)) throw new No('conference-id-taken');
  if (isWithheldFrom(state, id, person.key)) throw new No('conference-id-quarantined');
}

/** Rule 6: the old ID is dead at once, and withheld. */
function giveId(doing: Doing, name: string, id: string | null, send: Send): Person {
  const { state } = doing;
  const before = personOf(state, name);
  const after = put(state, name, { conferenceId: id ?? unknownOf('id', before.key) });
  if (id !== null) state.quarantine.delete(id);
  withhold(state, before);
  supersede(state, before.key, ['E2']);
  notify(doing, after, 'E2', send, { previousConferenceId: before.conferenceId });
  return after;
}

function withhold(state: State, { conferenceId, key }: Person): void {
  if (conferenceId === null) return;
  state.quarantine.set(conferenceId, { ownerKey: key, until: state.now + QUARANTINE_DAYS * DAY });
}

/** Rule 8: a third party goes only when that is said, and there has to be a number to give. */
function mayBeEnabled(
  state: State,
  people: readonly Person[],
  { send }: { send: Send },
  replace: boolean,
): void {
  mustFitTogether(send);
  for (const person of people) {
    if (isEnabled(person)) continue;
    if (isThirdParty(person) && !mayReplace(state, replace)) throw new No('provider-not-replaced');
    if (placeOf(state, person).toll === null) throw new No('no-number-to-give');
  }
}

function mayBeOn(state: State, person: Person, want: WantOf<'enableUser'>): void {
  mayBeEnabled(state, [person], want, want.replace);
  mustBeLicensed(person);
}

function mayReplace(state: State, replace: boolean): boolean {
  return replace || state.settings.AutomaticallyReplaceAcpProvider;
}

function licenceEnables(state: State, person: Person, { replace, only }: WantOf<'assignLicense'>): boolean {
  if (isEnabled(person) || only) return false;
  if (!isThirdParty(person)) return !person.licensed;
  return mayReplace(state, replace) && (replace || !person.licensed);
}

function mayGetLicence(state: State, person: Person, want: WantOf<'assignLicense'>): void {
  mustFitTogether(want.send);
  if (!licenceEnables(state, person, want)) return;
  mayBeEnabled(state, [person], want, true);
  mustBeOwn(state, person, want.own);
}

/** Whoever takes a change back gives somebody their own ID back, and no other. */
function mustBeOwn(state: State, person: Person, id: string | undefined): void {
  if (id !== undefined && state.quarantine.get(id)?.ownerKey !== person.key)
    throw new No('conference-id-quarantined');
}

/** Changes people one by one, and records what has become of their licence, provider and ID where that is something else. */
function told(
  { state }: Doing,
  names: readonly string[],
  change: (name: string, person: Person) => void,
): Pick<Row, 'before' | 'after'> {
  const rows = names.map((name) => {
    const before = personOf(state, name);
    change(name, before);
    const after = personOf(state, name);
    const differing = (['licensed', 'provider', 'conferenceId', 'typedId'] as const).filter(
      (trait) => before[trait] !== after[trait],
    );
    const traitsOf = (person: Person) => Object.fromEntries(differing.map((trait) => [trait, person[trait]]));
    return { upn: before.upn, before: traitsOf(before), after: traitsOf(after) };
  });
  return {
    before: Object.fromEntries(rows.map((row) => [row.upn, row.before])),
    after: Object.fromEntries(rows.map((row) => [row.upn, row.after])),
  };
}

function hasProvider(person: Person, provider: string): boolean {
  return provider === MICROSOFT ? isEnabled(person) : person.provider === provider;
}

/** Whether a change of provider takes something from a person. */
function loses(person: Person, provider: string): boolean {
  return !hasProvider(person, provider) && (isEnabled(person) || isThirdParty(person));
}

function mayMove(state: State, person: Person, want: WantOf<'setProvider'>): void {
  const { provider, replace, send, own } = want;
  if (hasProvider(person, provider) || provider === NONE) return;
  mustBeOwn(state, person, own);
  if (provider === MICROSOFT) {
    mayBeEnabled(state, [person], { send }, replace);
    mustBeLicensed(person);
  } else if (isThirdParty(person) && !mayReplace(state, replace)) throw new No('provider-not-replaced');
}

/** A person without their third party, which is kept. */
function keptOf(person: Person): Pick<Person, 'replaced' | 'typedId'> {
  const { provider: name, typedId, replaced } = person;
  return { typedId: '', replaced: isThirdParty(person) ? [...replaced, { name, typedId }] : replaced };
}

function keptUnder(person: Person | undefined, name: string | undefined): ThirdParty {
  const kept = person?.replaced.findLast((one) => name === undefined || one.name === name);
  if (!kept) throw new No('nothing-to-restore');
  return kept;
}

/** Rule 8: an ID, a PIN, a default number, and E1. */
function turnOn(doing: Doing, name: string, send: Send, own?: string): void {
  const { state } = doing;
  const before = personOf(state, name);
  const person = put(state, name, {
    ...keptOf(before),
    ...placeOf(state, before),
    licensed: true,
    provider: MICROSOFT,
    conferenceId: own ?? unknownOf('id', before.key),
    pin: unknownOf('pin', before.key),
  });
  if (own !== undefined) state.quarantine.delete(own);
  supersede(state, person.key, ['E2', 'E4']);
  notify(doing, person, 'E1', send, { pin: true });
}

/** Rule 9: ID and PIN are dead at once, the ID is withheld, E4 takes the place of all that waits. */
function turnOff(doing: Doing, name: string, changes: Partial<Person>, send: Send): void {
  const { state } = doing;
  const before = personOf(state, name);
  const after = put(state, name, { ...changes, conferenceId: null, pin: null });
  if (!isEnabled(before)) return;
  withhold(state, before);
  supersede(state, before.key, 'all');
  notify(doing, after, 'E4', send);
}

/** Rule 8: the number that somebody had, else one of their country, else the default of the bridge. */
function placeOf(state: State, person: Person): Pick<Person, 'bridge' | 'toll'> {
  const bridges = new Set(numbersIn(state).map((one) => one.bridge));
  const [only = null] = bridges.size === 1 ? [...bridges] : [];
  const bridge = person.bridge ?? only;
  const fitting = numbersIn(state).filter((one) => one.bridge === bridge && one.type === 'toll');
  const near = fitting.filter((one) => one.country === person.country);
  const isDefault = (one: DialIn) => one.isDefault;
  const given = near.find(isDefault) ?? near[0] ?? fitting.find(isDefault);
  return { bridge, toll: person.toll ?? given?.number ?? null };
}

/** Rule 11: a number of the right kind and of the person's bridge. */
function giveNumber(
  doing: Doing,
  names: readonly string[],
  which: 'toll' | 'tollFree',
  number: string | null,
  send: Send,
): Pick<Row, 'before' | 'after'> {
  const { state } = doing;
  mustFitTogether(send);
  const people = names.map((name) => personOf(state, name));
  for (const person of people) mayHaveNumber(state, person, which, number);
  for (const name of names) {
    const before = personOf(state, name);
    const after = put(state, name, { [which]: number });
    if (numbersOf(before) === numbersOf(after)) continue;
    supersede(state, after.key, ['E2']);
    notify(doing, after, 'E2', send);
  }
  return {
    before: Object.fromEntries(people.map((person) => [person.upn, person[which]])),
    after: Object.fromEntries(people.map((person) => [person.upn, number])),
  };
}

function mayHaveNumber(
  state: State,
  person: Person,
  which: 'toll' | 'tollFree',
  number: string | null,
): void {
  mustBeEnabled(person);
  if (number === null && which === 'toll') throw new No('number-required');
  const known = numbersIn(state).find((one) => one.number === number);
  const type = which === 'toll' ? 'toll' : 'toll-free';
  if (number !== null && !known) throw new No('number-unknown');
  if (known && known.type !== type) throw new No(`number-not-${type}`);
  if (known && known.bridge !== person.bridge) throw new No('number-other-bridge');
  if (person[which] === number) throw new No(number === null ? 'number-none-yet' : 'number-same');
}

function mustLeaveAnAdmin(state: State, going: readonly Person[]): void {
  const isGoing = (name: string) => going.includes(personOf(state, name));
  const admins = [...state.roles].filter(([, role]) => role === 'admin').map(([name]) => name);
  if (admins.some(isGoing) && admins.every(isGoing)) throw new No('last-admin');
}
