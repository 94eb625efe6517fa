import { AUDIT_CHAIN_KEY } from '../../domain/audit.ts';
import type { Role } from '../../domain/actor.ts';
import { DIRECTORY_BOOKMARK_KEY } from '../../domain/directoryPerson.ts';
import { DEFAULT_SETTINGS, SETTINGS_KEY } from '../../domain/settings.ts';
import type { Transaction } from '../../ports/store.ts';
import type { Roles } from '../../ports/tables.ts';
import { AuditTable } from './auditTable.ts';
import { QuestionsTable, SentCardsTable } from './cardTables.ts';
import { AsksTable, BatchesTable } from './decisionTables.ts';
import { CallsTable, ConferencesTable, MeetingsTable, QuarantineTable } from './conferenceTables.ts';
import { FORMS } from './forms.ts';
import { MigrationsTable } from './migrationsTable.ts';
import { OutboxTable } from './outboxTable.ts';
import { INSTANCES } from './presence.ts';
import { ListedTable, RecordTable, type Form } from './recordTable.ts';
import type { Session } from './session.ts';
import { UsersTable } from './usersTable.ts';

/** What goes when it is old; of the rest of the statement `$1` is the moment before which that is. */
const OLD = [
  'seen_requests WHERE at < $1',
  'questions WHERE expires_at < $1',
  'sent_cards WHERE created_at < $1',
  'asks WHERE decided_at < $1',
  'calls WHERE started_at < $1 AND (due_at IS NULL OR due_at < $1)',
  'pin_guards WHERE forgotten_at < $1',
  'outbox WHERE NOT is_open AND expires_at < $1',
];

/** What a body sees of the database. */
export function transactionOn(session: Session): Transaction {
  return {
    users: new UsersTable(session),
    outbox: new OutboxTable(session),
    audit: new AuditTable(session),
    questions: new QuestionsTable(session),
    sentCards: new SentCardsTable(session),
    asks: new AsksTable(session),
    batches: new BatchesTable(session),
    batchParts: new RecordTable(FORMS.batchParts, session),
    roles: rolesOn(session),
    settings: settingsOn(session),
    auditChain: oneOn(FORMS.auditChain, AUDIT_CHAIN_KEY, session),
    directoryBookmark: oneOn(FORMS.directoryBookmark, DIRECTORY_BOOKMARK_KEY, session),
    localActors: new RecordTable(FORMS.localActors, session),
    conversations: new RecordTable(FORMS.conversations, session),
    seenRequests: new RecordTable(FORMS.seenRequests, session),
    quarantine: new QuarantineTable(session),
    bridges: new ListedTable(FORMS.bridges, session),
    serviceNumbers: new ListedTable(FORMS.serviceNumbers, session),
    meetings: new MeetingsTable(session),
    conferences: new ConferencesTable(session),
    calls: new CallsTable(session),
    callDays: new RecordTable(FORMS.callDays, session),
    pinGuards: new RecordTable(FORMS.pinGuards, session),
    migrations: new MigrationsTable(session),
    prune: (before) => prune(session, before.toISOString()),
    instances: async () => (await session.query<{ id: string }>(INSTANCES)).map(({ id }) => id),
  };
}

function rolesOn(session: Session): Roles {
  const table = new ListedTable(FORMS.roles, session);
  return {
    of: async (userKey): Promise<Role> => (await table.get(userKey))?.role ?? 'user',
    put: (userKey, role) => (role === 'user' ? table.delete(userKey) : table.put({ userKey, role })),
    list: () => table.list(),
  };
}

function settingsOn(session: Session): Transaction['settings'] {
  const table = new RecordTable(FORMS.settings, session);
  return {
    get: async () => (await table.get(SETTINGS_KEY)) ?? DEFAULT_SETTINGS,
    put: (settings) => table.put(settings),
  };
}

/** A table with one record. */
function oneOn<Kept extends object>(form: Form<Kept>, key: string, session: Session) {
  const table = new RecordTable(form, session);
  return { get: () => table.get(key), put: (record: Kept) => table.put(record) };
}

/** Removes what is old; batches go with their people, but for those that still run. */
async function prune(session: Session, before: string): Promise<number> {
  let gone = 0;
  for (const old of OLD) gone += (await session.query(`DELETE FROM ${old} RETURNING key`, [before])).length;
  const batches = await session.query<{ key: string }>(
    `DELETE FROM batches WHERE state <> 'running' AND created_at < $1 RETURNING key`,
    [before],
  );
  await session.query('DELETE FROM batch_parts WHERE batch_id = ANY ($1::text[])', [
    batches.map(({ key }) => key),
  ]);
  return gone + batches.length;
}
