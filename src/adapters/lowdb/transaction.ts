import { AUDIT_CHAIN_KEY, AuditRow, type AuditChain, type DayCount } from '../../domain/audit.ts';
import { BATCH_STATES, partId } from '../../domain/batch.ts';
import type { Role, RoleRecord } from '../../domain/actor.ts';
import type { Bridge } from '../../domain/bridge.ts';
import { DIRECTORY_BOOKMARK_KEY, type DirectoryBookmark } from '../../domain/directoryPerson.ts';
import { DEFAULT_SETTINGS, SETTINGS_KEY, type TenantSettings } from '../../domain/settings.ts';
import type { ServiceNumber } from '../../domain/serviceNumber.ts';
import type { Transaction } from '../../ports/store.ts';
import type { Audit, AuditFilter, Roles } from '../../ports/tables.ts';
import type { AuditFiles } from './auditFiles.ts';
import { AsksTable } from './asksTable.ts';
import { BatchesTable } from './batchesTable.ts';
import type { Changes } from './changes.ts';
import { frozen } from './collection.ts';
import type { Collections } from './collections.ts';
import { CallsTable, ConferencesTable, MeetingsTable, QuarantineTable } from './conferenceTables.ts';
import { MigrationsTable } from './migrationsTable.ts';
import { OutboxTable } from './outboxTable.ts';
import { QuestionsTable } from './questionsTable.ts';
import { RecordTable, Session, type Records } from './recordTable.ts';
import { SentCardsTable } from './sentCardsTable.ts';
import { UsersTable } from './usersTable.ts';

/** Opens a transaction on the collections; after `end` nothing that the body kept of it works any more. */
export function openTransaction(
  collections: Collections,
  changes: Changes,
  audit: AuditFiles,
  instance: string,
): { tx: Transaction; end: () => void } {
  const session = new Session();
  const tx: Transaction = {
    users: new UsersTable(collections.users, session, collections.outbox),
    outbox: new OutboxTable(collections.outbox, session),
    audit: new AuditTrail(audit, changes, session),
    questions: new QuestionsTable(collections.questions, session),
    sentCards: new SentCardsTable(collections.sentCards, session),
    asks: new AsksTable(collections.asks, session),
    batches: new BatchesTable(collections.batches, session),
    batchParts: new RecordTable(collections.batchParts, session),
    roles: rolesOf(collections.roles, session),
    settings: settingsOf(collections.settings, session),
    auditChain: oneOf<AuditChain>(collections.auditChain, AUDIT_CHAIN_KEY, session),
    directoryBookmark: oneOf<DirectoryBookmark>(
      collections.directoryBookmark,
      DIRECTORY_BOOKMARK_KEY,
      session,
    ),
    localActors: new RecordTable(collections.localActors, session),
    conversations: new RecordTable(collections.conversations, session),
    seenRequests: new RecordTable(collections.seenRequests, session),
    quarantine: new QuarantineTable(collections.quarantine, session),
    bridges: new ListedTable<Bridge>(collections.bridges, session),
    serviceNumbers: new ListedTable<ServiceNumber>(collections.serviceNumbers, session),
    meetings: new MeetingsTable(collections.meetings, session),
    conferences: new ConferencesTable(collections.conferences, session),
    calls: new CallsTable(collections.calls, session),
    callDays: new RecordTable(collections.callDays, session),
    pinGuards: new RecordTable(collections.pinGuards, session),
    migrations: new MigrationsTable(collections.migrations, session),
    prune: async (before) => {
      session.assertOpen();
      return prune(collections, before.toISOString());
    },
    instances: async () => [instance],
  };
  return { tx, end: () => session.end() };
}

class AuditTrail implements Audit {
  constructor(
    private readonly files: AuditFiles,
    private readonly changes: Changes,
    private readonly session: Session,
  ) {}

  async append(row: AuditRow): Promise<void> {
    this.session.assertOpen();
    if (this.files.has(row.id)) return;
    const kept = AuditRow.parse(row);
    this.changes.append(frozen(JSON.parse(JSON.stringify(kept)) as AuditRow));
  }

  async find(filter: AuditFilter, offset: number, limit: number): Promise<AuditRow[]> {
    this.session.assertOpen();
    return this.files.find(filter, offset, limit, this.changes.audit);
  }

  async ofPerson(userKey: string, limit: number): Promise<AuditRow[]> {
    return this.find({ person: userKey }, 0, limit);
  }

  async countByDay(firstDay: string): Promise<DayCount[]> {
    this.session.assertOpen();
    return this.files.countByDay(firstDay, this.changes.audit);
  }
}

/** What a table that is listed in the order of its keys needs of its collection. */
interface Listed<Kept> {
  get(key: string): Kept | undefined;
  put(record: Kept): void;
  delete(key: string): void;
  many(keys: readonly string[]): Kept[];
  readonly indexes: { readonly order: { ascending(): string[] } };
}

class ListedTable<Kept> extends RecordTable<Kept, Listed<Kept>> {
  async list(): Promise<Kept[]> {
    return this.collection.many(this.collection.indexes.order.ascending());
  }
}

function rolesOf(collection: Collections['roles'], session: Session): Roles {
  const table = new RecordTable<RoleRecord>(collection, session);
  return {
    of: async (userKey): Promise<Role> => (await table.get(userKey))?.role ?? 'user',
    put: (userKey, role) => (role === 'user' ? table.delete(userKey) : table.put({ userKey, role })),
    list: async () => {
      session.assertOpen();
      return collection.all();
    },
  };
}

function settingsOf(collection: Collections['settings'], session: Session): Transaction['settings'] {
  const table = new RecordTable<TenantSettings>(collection, session);
  return {
    get: async (): Promise<TenantSettings> => (await table.get(SETTINGS_KEY)) ?? DEFAULT_SETTINGS,
    put: (settings) => table.put(settings),
  };
}

/** A collection with one record. */
function oneOf<Kept>(collection: Records<Kept>, key: string, session: Session) {
  const table = new RecordTable<Kept>(collection, session);
  return { get: () => table.get(key), put: (record: Kept) => table.put(record) };
}

/** Removes requests, questions, calls, cards, asks and batches from before a moment, and ended notices that would have expired before it. */
function prune(collections: Collections, before: string): number {
  const { seenRequests, questions, sentCards, asks, pinGuards, outbox } = collections;
  const old = [
    ...[seenRequests, questions, sentCards, asks, pinGuards].map(
      (collection) => [collection, collection.indexes.age] as const,
    ),
    [outbox, outbox.indexes.ended] as const,
  ].map(([collection, index]) => [collection, index.ascending(Infinity, '', before)] as const);
  for (const [collection, keys] of old) for (const key of keys) collection.delete(key);
  const others = pruneCalls(collections, before) + pruneBatches(collections, before);
  return old.reduce((sum, [, keys]) => sum + keys.length, others);
}

/** Removes calls, but for those about which the engine is still going to be asked something. */
function pruneCalls({ calls }: Collections, before: string): number {
  const old = calls
    .many(calls.indexes.age.ascending(Infinity, '', before))
    .filter(({ dueAt }) => dueAt === null || dueAt < before);
  for (const { id } of old) calls.delete(id);
  return old.length;
}

/** Removes batches with their people, but for those that still run. */
function pruneBatches({ batches, batchParts }: Collections, before: string): number {
  const states = BATCH_STATES.filter((state) => state !== 'running');
  const old = states.flatMap((state) =>
    batches.indexes.stateAndAge.ascending(Infinity, `${state} `, `${state} ${before}`),
  );
  for (const batch of batches.many(old)) {
    for (let part = 0; part < batch.parts; part += 1) batchParts.delete(partId(batch.id, part));
    batches.delete(batch.id);
  }
  return old.length;
}
