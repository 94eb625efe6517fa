/** What a person may do. */
export type Role = 'admin' | 'helpDesk' | 'user';

/** A third party that somebody had: its name, and the conference ID that was typed in for it. */
export interface ThirdParty {
  name: string;
  typedId: string;
}

/** What matters of a person. Never changed in place: a change puts another object. */
export interface Person {
  key: string;
  upn: string;
  country: string;
  mailbox: boolean;
  /** Whether a chat to them can still be found once their record is gone. */
  chat: boolean;
  licensed: boolean;
  provider: string;
  bridge: string | null;
  conferenceId: string | null;
  /** The PIN itself, as it was shown: the model may know what the store must not. */
  pin: string | null;
  toll: string | null;
  tollFree: string | null;
  typedId: string;
  replaced: readonly ThirdParty[];
}

/** The tenant settings that commands here change. */
export interface Settings {
  PinLength: number;
  AutomaticallySendEmailsToUsers: boolean;
  NotifyUsersInChat: boolean;
  AutomaticallyReplaceAcpProvider: boolean;
  AllowSelfServicePinReset: boolean;
}

/** The kinds of notices (the table of rule 12), and the warning that a PIN went to another address. */
export type Kind = 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'pinElsewhere';

/** A notice that is owed to somebody on one channel. */
export interface Notice {
  /** The number of the request that caused it. */
  request: number;
  userKey: string;
  kind: Kind;
  channel: 'chat' | 'mail';
  state: 'waiting' | 'sent' | 'givenUp' | 'superseded';
  /** Whether the PIN travels with it. */
  sealed: boolean;
  to: string | null;
  conferenceId: string | null;
  previousConferenceId: string | null;
  numbers: string;
}

/** How a command wants its mails: forced, or to an address. */
export interface Send {
  mail: boolean;
  to: string | null;
}

interface Sent {
  send: Send;
}

/** What each kind of want says besides whom it is about. */
interface Details {
  resetPin: Sent;
  resetConferenceId: Sent;
  setConferenceId: Sent & { id: string };
  enableUser: Sent & { replace: boolean };
  disableUser: Sent;
  /** `own` is an ID that the person had: nobody can say it, but an undo does. */
  assignLicense: Sent & { replace: boolean; own?: string; only?: boolean };
  removeLicense: Sent;
  setProvider: Sent & { provider: string; replace: boolean; own?: string };
  restoreProvider: Sent & { name?: string };
  setServiceNumber: Sent & { number: string | null };
  setTollFreeNumber: Sent & { number: string | null };
  sendInfo: Sent;
  resendInfo: object;
  removePerson: object;
  addPerson: object;
  changeSettings: { changes: Partial<Settings> };
}

/** What can be asked for, by the names of the operations. */
export type What = keyof Details;

/** One thing of a kind that is asked for; people by their names in `State.people`. */
export type WantOf<Kind extends What> = {
  [One in Kind]: { what: One; people: string[] } & Details[One];
}[Kind];

/** One thing that is asked for. */
export type Want = WantOf<What>;

/** A line of the record of something done: enough to take it back. */
export interface Row {
  what: What;
  /** The people concerned, by key. */
  people: readonly string[];
  before: Readonly<Record<string, unknown>>;
  after: Readonly<Record<string, unknown>>;
  /** The number of the request that it took back. */
  undoes: number | null;
}

/** A request that was done. */
export interface Done {
  request: number;
  actorKey: string;
  at: number;
  rows: readonly Row[];
}

/** A question that was put to somebody. */
export interface Question {
  /** The number of the request that it answers. */
  request: number;
  askerKey: string;
  wants: readonly PlannedWant[];
  /** The conference IDs of the people concerned when it was put. */
  ids: readonly (readonly [key: string, conferenceId: string | null])[];
  at: number;
  answered: boolean;
  /** Its asker has gone on to something else: only its own buttons answer it. */
  aside: boolean;
}

/** A want of an undo bears the number of the request that it takes back. */
export type PlannedWant = Want & { undoes: number | null };

/** A conference ID that nobody but its former owner may have for a while. */
export interface Withheld {
  ownerKey: string;
  until: number;
}

/** All that the rules are about. */
export interface State {
  /** Milliseconds. */
  now: number;
  mailAvailable: boolean;
  /** Whether there is a second bridge: nobody is then put on one unasked. */
  secondBridge: boolean;
  settings: Settings;
  people: Map<string, Person>;
  roles: Map<string, Role>;
  quarantine: Map<string, Withheld>;
  notices: Notice[];
  questions: Question[];
  history: Done[];
}

/** The state before a change, for the change: what is in it is never changed in place. */
export function copyOf(state: State): State {
  return {
    ...state,
    people: new Map(state.people),
    roles: new Map(state.roles),
    quarantine: new Map(state.quarantine),
    notices: [...state.notices],
    questions: [...state.questions],
    history: [...state.history],
  };
}

/** A no that the rules give, by its code. */
export class No extends Error {
  override readonly name = 'No';

  constructor(readonly code: string) {
    super(code);
  }
}

/** Milliseconds. */
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** Days for which an ID is withheld (rule 6). */
export const QUARANTINE_DAYS = 90;

/** The names of providers. */
export const MICROSOFT = 'Microsoft';
export const NONE = 'None';
export const THIRD_PARTIES = ['InterCall', 'PGi'];

/** A dial-in number of the organisation. */
export interface DialIn {
  number: string;
  type: 'toll' | 'toll-free';
  bridge: string;
  country: string;
  isDefault: boolean;
}

/** The numbers that there are; the last one only where there is a second bridge. */
export const NUMBERS: readonly DialIn[] = [
  { number: '+14255550100', type: 'toll', bridge: 'Contoso', country: 'US', isDefault: true },
  { number: '+14255550101', type: 'toll', bridge: 'Contoso', country: 'US', isDefault: false },
  { number: '+46850521890', type: 'toll', bridge: 'Contoso', country: 'SE', isDefault: false },
  { number: '+18005550198', type: 'toll-free', bridge: 'Contoso', country: 'US', isDefault: false },
  { number: '+18005550199', type: 'toll-free', bridge: 'Contoso', country: 'US', isDefault: false },
  { number: '+33170950103', type: 'toll', bridge: 'Fabrikam', country: 'FR', isDefault: true },
];

/** The numbers that there are in a state. */
export function numbersIn(state: State): readonly DialIn[] {
  return NUMBERS.filter((one) => one.bridge === 'Contoso' || state.secondBridge);
}

/** Rule 8: licensed, and with Microsoft. */
export function isEnabled(person: Person): boolean {
  return person.licensed && person.provider === MICROSOFT;
}

/** Whether another company runs a person's conferencing. */
export function isThirdParty(person: Person): boolean {
  return person.provider !== MICROSOFT && person.provider !== NONE;
}

/** Whether nobody but its former owner may have an ID now. */
export function isWithheldFrom(state: State, conferenceId: string, key: string | null): boolean {
  const withheld = state.quarantine.get(conferenceId);
  return withheld !== undefined && withheld.ownerKey !== key && withheld.until > state.now;
}

/** The person who has a conference ID. */
export function ownerOf(state: State, conferenceId: string): Person | undefined {
  return [...state.people.values()].find((person) => person.conferenceId === conferenceId);
}

/** The person under a key. */
export function byKey(state: State, key: string): [name: string, person: Person] | undefined {
  return [...state.people].find(([, person]) => person.key === key);
}

/** Puts a person in the place of one of the same name. */
export function put(state: State, name: string, changes: Partial<Person>): Person {
  const before = state.people.get(name);
  if (!before) throw new Error(`the model knows no ${name}`);
  const after = { ...before, ...changes };
  state.people.set(name, after);
  return after;
}

/** What stands for a key, a conference ID or a PIN that chance chooses, until it is known. */
export function unknownOf(what: 'key' | 'id' | 'pin', whose: string): string {
  return `?${what} ${whose}`;
}

/** Puts what chance has chosen into the place of what stood for it. */
export function learn(state: State, unknown: string, known: string): void {
  const told = <Value>(value: Value) => (value === unknown ? known : value) as Value;
  const inAll = (values: object): Row['before'] =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]: [string, unknown]) => [
        name,
        typeof value === 'object' && value !== null ? inAll(value) : told(value),
      ]),
    );
  for (const [name, { key, conferenceId, pin }] of state.people)
    if ([key, conferenceId, pin].includes(unknown))
      put(state, name, { key: told(key), conferenceId: told(conferenceId), pin: told(pin) });
  state.notices = state.notices.map((notice) =>
    notice.conferenceId === unknown ? { ...notice, conferenceId: known } : notice,
  );
  state.quarantine.delete(known);
  const last = state.history.pop();
  if (!last) return;
  const rows = last.rows.map((row) => ({
    ...row,
    people: row.people.map(told),
    before: inAll(row.before),
    after: inAll(row.after),
  }));
  state.history.push({ ...last, rows });
}
