import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cryptoRandom } from '../../src/adapters/crypto/random.ts';
import { createSecrets, KEY_BYTES } from '../../src/adapters/crypto/secrets.ts';
import { openLowdbStore, type LowdbStore } from '../../src/adapters/lowdb/store.ts';
import type { AuditRow } from '../../src/domain/audit.ts';
import type { QuarantinedId } from '../../src/domain/conferenceId.ts';
import { DELIVERY_STATES } from '../../src/domain/notice.ts';
import type { OutboxRow } from '../../src/domain/outboxRow.ts';
import type { SeenRequest } from '../../src/domain/seenRequest.ts';
import type { SentCard } from '../../src/domain/sentCard.ts';
import { DEFAULT_SETTINGS, type TenantSettings } from '../../src/domain/settings.ts';
import { emptyThirdPartyRecord, type ThirdPartyRecord, type User } from '../../src/domain/user.ts';
import { CATALOGUE } from '../../src/operations/catalogue.ts';
import type { Gate, House } from '../../src/operations/operation.ts';
import type { Transaction } from '../../src/ports/store.ts';
import { NO_DIRECTORY_ROLES } from '../../src/ports/directory.ts';
import { aConversation, aServiceNumber, aStoredPin, aUser } from '../support/builders.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { isThirdParty, NUMBERS, type Person, type State, type ThirdParty } from './model.ts';
import { PinHunt } from './pinHunt.ts';

/** Sequences after which the store's files are searched, and another store is begun. */
const SEQUENCES_A_STORE = 100;

const EVERYTHING = Number.MAX_SAFE_INTEGER;

/** Later than everything. */
const END_OF_TIME = new Date('9999-01-01T00:00:00.000Z');

/** What the store holds; records that did not change are the same objects as before. */
export interface Dump {
  users: User[];
  outbox: OutboxRow[];
  settings: TenantSettings;
  roles: { userKey: string; role: string }[];
  /** The record of this sequence, newest first. */
  audit: AuditRow[];
  /** How long the IDs that were asked about are withheld, and from whom not. */
  quarantine: QuarantinedId[];
  /** What is remembered of the request that was asked about. */
  seen: SeenRequest | undefined;
  /** The cards of its answer that will be changed later. */
  cards: SentCard[];
}

/** What a dump looks up besides. */
export interface Wanted {
  conferenceIds: Iterable<string>;
  requestId: string;
  correlationId: string;
}

/** The chance of the program, with what it must not take offered first, and a fault at will. */
class TemptingRandom {
  #offers: string[] = [];
  #untilFault = Infinity;
  /** Whether the fault has come. */
  faulted = false;

  /** From here on these digits come first, and the UUID with a number (counted from 1) cannot be made. */
  tempt(offers: readonly string[], faultAt: number | null): void {
    this.#offers = [...offers];
    this.#untilFault = faultAt ?? Infinity;
    this.faulted = false;
  }

  digits(count: number): string {
    const at = this.#offers.findIndex((offer) => offer.length === count);
    const [offer] = at < 0 ? [] : this.#offers.splice(at, 1);
    return offer ?? cryptoRandom.digits(count);
  }

  uuid(): string {
    this.#untilFault -= 1;
    if (this.#untilFault > 0) return cryptoRandom.uuid();
    this.#untilFault = Infinity;
    this.faulted = true;
    throw new Error('no more chance');
  }

  fraction(): number {
    return cryptoRandom.fraction();
  }
}

/** The real thing: store, rules and clock, used by one sequence after the other. */
export class World {
  readonly random = new TemptingRandom();
  /** The PINs that were shown since the store was opened. */
  readonly hunt = new PinHunt();
  /** Faults that the program has logged. */
  faults = 0;
  gate!: Gate;
  sequence = 0;
  #began = new Date(0);
  #folder = '';
  #clock!: FakeClock;
  #store: LowdbStore | undefined;
  /** IDs that the sequence has put into quarantine. */
  readonly #withheld = new Set<string>();
  readonly #log = { info() {}, warn() {}, error: () => (this.faults += 1) };
  readonly #secrets = createSecrets(Buffer.alloc(KEY_BYTES, 7));

  get now(): Date {
    return this.#clock.now();
  }

  get secrets(): House['secrets'] {
    return this.#secrets;
  }

  /** Makes the store what the model says: other people than those of the sequence before, and nothing from then but the record. */
  async begin(stateOf: (sequence: number, now: Date) => State): Promise<State> {
    this.sequence += 1;
    if (this.sequence % SEQUENCES_A_STORE === 1) await this.#changeStore();
    this.faults = 0;
    this.random.tempt([], null);
    this.#clock.jump(1_000);
    this.#began = this.#clock.now();
    const state = stateOf(this.sequence, this.#began);
    const house = {
      random: this.random,
      secrets: this.#secrets,
      mailAvailable: state.mailAvailable,
      local: false,
      pinVisibleMinutes: 10,
      directoryRoles: NO_DIRECTORY_ROLES,
      recordsNames: false,
      calendar: null,
      catalogue: CATALOGUE,
    };
    this.gate = { store: this.#opened, clock: this.#clock, log: this.#log, house };
    await this.#opened.transaction(async (tx) => {
      await removeAll(tx, this.#withheld);
      await this.#fill(tx, state);
    });
    this.#withheld.clear();
    for (const conferenceId of state.quarantine.keys()) this.#withheld.add(conferenceId);
    return state;
  }

  /** Lets time pass. Nothing that comes by itself is set off: the store is given its snapshots at the end. */
  pass(milliseconds: number): void {
    this.#clock.jump(milliseconds);
  }

  /** Everything in the store that a request may not change unless it is done. */
  async dump(wanted: Wanted): Promise<Dump> {
    const dump = await this.#opened.transaction(async (tx) => ({
      users: (await tx.users.list({}, 0, EVERYTHING)).rows,
      outbox: (await tx.outbox.inStates(DELIVERY_STATES, 0, EVERYTHING)).rows,
      settings: await tx.settings.get(),
      roles: (await tx.roles.list()).sort((one, other) => (one.userKey < other.userKey ? -1 : 1)),
      audit: await tx.audit.find({ from: this.#began }, 0, EVERYTHING),
      quarantine: await all([...wanted.conferenceIds].map((id) => tx.quarantine.get(id))),
      seen: await tx.seenRequests.get(wanted.requestId),
      cards: await tx.sentCards.ofCorrelation(wanted.correlationId),
    }));
    for (const { conferenceId } of dump.quarantine) this.#withheld.add(conferenceId);
    return dump;
  }

  /** Looks something up, or changes it behind everybody's back. */
  async inStore<Result>(body: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.#opened.transaction(body);
  }

  /** Looks for PINs in the files of the store: in the journal word by word, then in what a snapshot makes of it. */
  async searchFiles(): Promise<void> {
    this.#search();
    await this.#opened.checkpoint();
    this.#search();
  }

  /** Closes the store and removes it. */
  async close(): Promise<void> {
    await this.#store?.close();
    this.#store = undefined;
    this.hunt.clear();
    if (this.#folder !== '') rmSync(this.#folder, { recursive: true, force: true });
  }

  get #opened(): LowdbStore {
    if (!this.#store) throw new Error('the world has not begun');
    return this.#store;
  }

  async #changeStore(): Promise<void> {
    if (this.#store) await this.searchFiles();
    await this.close();
    this.#folder = mkdtempSync(join(tmpdir(), 'switchboard-model-'));
    this.#clock = new FakeClock();
    const options = { folder: this.#folder, clock: this.#clock, log: this.#log };
    this.#store = await openLowdbStore(options);
    await this.#store.transaction(async (tx) => {
      for (const number of NUMBERS) await tx.serviceNumbers.put(aServiceNumber(number));
    });
  }

  #search(): void {
    const files = readdirSync(this.#folder, { recursive: true, withFileTypes: true });
    for (const file of files.filter((one) => one.isFile()))
      this.hunt.search(readFileSync(join(file.parentPath, file.name), 'utf8'), file.name);
  }

  async #fill(tx: Transaction, state: State): Promise<void> {
    await tx.settings.put({ ...DEFAULT_SETTINGS, ...state.settings });
    for (const number of NUMBERS.filter((one) => one.bridge !== 'Contoso')) {
      if (state.secondBridge) await tx.serviceNumbers.put(aServiceNumber(number));
      else await tx.serviceNumbers.delete(number.number);
    }
    for (const [name, person] of state.people) {
      await tx.users.put(this.#userOf(name, person));
      const role = state.roles.get(name);
      if (role) await tx.roles.put(person.key, role);
      if (person.chat) await tx.conversations.put(aConversation({ userKey: person.key }));
    }
    for (const [conferenceId, { ownerKey, until }] of state.quarantine)
      await tx.quarantine.put({ conferenceId, userKey: ownerKey, until: new Date(until).toISOString() });
  }

  /** The record of a person of the model. */
  #userOf(name: string, person: Person): User {
    const { key, upn, country, licensed, provider, bridge, conferenceId, toll, tollFree, typedId } = person;
    const salt = 'salt-of-a-pin';
    const pin =
      person.pin === null
        ? null
        : aStoredPin({
            hash: this.#secrets.hashPin(key, salt, person.pin),
            keyId: this.#secrets.keyId,
            salt,
            length: person.pin.length,
          });
    return aUser({
      ...{ key, upn, country, licensed, provider, bridge, conferenceId, pin },
      displayName: nameOf(name),
      email: person.mailbox ? upn : null,
      hasMailbox: person.mailbox,
      serviceNumber: toll,
      tollFreeServiceNumber: tollFree,
      thirdParty: isThirdParty(person) ? recordOf({ name: provider, typedId }) : null,
      replacedProviders: person.replaced.map((one) => ({ records: [recordOf(one)], at: null, by: null })),
    });
  }
}

async function all<Found>(found: Promise<Found | undefined>[]): Promise<Found[]> {
  return (await Promise.all(found)).filter((one) => one !== undefined);
}

function recordOf({ name, typedId }: ThirdParty): ThirdPartyRecord {
  return { ...emptyThirdPartyRecord(name), conferenceId: typedId };
}

/** What people read of a person whom the model knows by their first name. */
export function nameOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} Testing`;
}

/** Removes what the sequence before has left, but for the record, from which nothing can be removed. */
async function removeAll(tx: Transaction, withheld: ReadonlySet<string>): Promise<void> {
  for (const { key } of (await tx.users.list({}, 0, EVERYTHING)).rows) {
    await tx.users.delete(key);
    await tx.conversations.delete(key);
  }
  for (const { userKey } of await tx.roles.list()) await tx.roles.put(userKey, 'user');
  for (const { id } of (await tx.outbox.inStates(DELIVERY_STATES, 0, EVERYTHING)).rows)
    await tx.outbox.delete(id);
  for (const conferenceId of withheld) await tx.quarantine.delete(conferenceId);
  await tx.prune(END_OF_TIME);
}
