import { AuditRow, type DayCount } from '../../domain/audit.ts';
import type { Role } from '../../domain/actor.ts';
import { DEFAULT_SETTINGS, type TenantSettings } from '../../domain/settings.ts';
import type { ServiceNumber } from '../../domain/serviceNumber.ts';
import type { Audit, Roles, Table, Transaction } from '../../ports/store.ts';
import type { AuditFiles } from './auditFiles.ts';
import type { Changes } from './changes.ts';
import { frozen } from './collection.ts';
import { SETTINGS_KEY, type Collections, type RoleRecord } from './collections.ts';
import { OutboxTable } from './outboxTable.ts';
import { QuestionsTable } from './questionsTable.ts';
import { RecordTable, Session } from './recordTable.ts';
import { SentCardsTable } from './sentCardsTable.ts';
import { UsersTable } from './usersTable.ts';

/** Opens a transaction on the collections; after `end` nothing that the body kept of it works any more. */
export function openTransaction(
  collections: Collections,
  changes: Changes,
  audit: AuditFiles,
): { tx: Transaction; end: () => void } {
  const session = new Session();
  const tx: Transaction = {
    users: new UsersTable(collections.users, session, collections.outbox),
    outbox: new OutboxTable(collections.outbox, session),
    audit: new AuditTrail(audit, changes, session),
    questions: new QuestionsTable(collections.questions, session),
    sentCards: new SentCardsTable(collections.sentCards, session),
    roles: rolesOf(collections.roles, session),
    settings: settingsOf(collections.settings, session),
    localActors: new RecordTable(collections.localActors, session),
    conversations: new RecordTable(collections.conversations, session),
    seenRequests: new RecordTable(collections.seenRequests, session),
    quarantine: new RecordTable(collections.quarantine, session),
    serviceNumbers: new ServiceNumbersTable(collections.serviceNumbers, session),
    prune: async (before) => {
      session.assertOpen();
      return prune(collections, before.toISOString());
    },
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

  async ofPerson(userKey: string, limit: number): Promise<AuditRow[]> {
    this.session.assertOpen();
    return this.files.ofPerson(userKey, limit, this.changes.audit);
  }

  async countByDay(firstDay: string): Promise<DayCount[]> {
    this.session.assertOpen();
    return this.files.countByDay(firstDay, this.changes.audit);
  }
}

class ServiceNumbersTable
  extends RecordTable<ServiceNumber, Collections['serviceNumbers']>
  implements Table<ServiceNumber>
{
  async list(): Promise<ServiceNumber[]> {
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

/** Removes requests, questions and cards from before a moment, and ended notices that would have expired before it. */
function prune(collections: Collections, before: string): number {
  const { seenRequests, questions, sentCards, outbox } = collections;
  const old = [
    ...[seenRequests, questions, sentCards].map(
      (collection) => [collection, collection.indexes.age] as const,
    ),
    [outbox, outbox.indexes.ended] as const,
  ].map(([collection, index]) => [collection, index.ascending(Infinity, '', before)] as const);
  for (const [collection, keys] of old) for (const key of keys) collection.delete(key);
  return old.reduce((sum, [, keys]) => sum + keys.length, 0);
}
