import {
  isUnderWay,
  NO_COUNTS,
  RETRY_MINUTES,
  type MeetingMigration,
  type MigrationCounts,
  type MigrationReason,
} from '../../domain/meetingMigration.ts';
import type { Transaction } from '../../ports/store.ts';
import type { Gate } from '../operation.ts';
import { recordMigration } from '../sourceRecord.ts';
import { tellOfFailure } from './migrationAlert.ts';

/** Milliseconds. */
const MINUTE = 60_000;

/** Why an attempt did not do everything; `until` is when the calendar may be asked again, if it said so. */
export interface Shortfall {
  reason: MigrationReason;
  detail: string | null;
  until: Date | null;
}

/** Begins an attempt; undefined when there is nothing to do any more. What earlier attempts have updated still counts. */
export async function begin(gate: Gate, userKey: string): Promise<MeetingMigration | undefined> {
  return changed(gate, userKey, (migration, now) => {
    if (!isUnderWay(migration) || migration.dueAt === null || new Date(migration.dueAt) > now)
      return undefined;
    const counts = { ...NO_COUNTS, updated: migration.counts.updated };
    return { ...migration, state: 'InProgress', toCount: false, counts };
  });
}

/** Notes how many invitations a waiting migration will change; null where the calendar did not tell. */
export async function noteExpected(gate: Gate, userKey: string, expected: number | null): Promise<void> {
  await changed(gate, userKey, (migration) =>
    migration.toCount ? { ...migration, expected, toCount: false } : undefined,
  );
}

/** Counts one more meeting. */
export async function count(gate: Gate, userKey: string, what: keyof MigrationCounts): Promise<void> {
  await changed(gate, userKey, (migration) => {
    const counts = { ...migration.counts, [what]: migration.counts[what] + 1 };
    return migration.state === 'InProgress' ? { ...migration, counts } : undefined;
  });
}

/** Ends an attempt: it has succeeded, is tried again later, or has failed for good, of which the admins are told. */
export async function end(gate: Gate, userKey: string, shortfall: Shortfall | null): Promise<void> {
  await gate.store.transaction(async (tx) => {
    const migration = await tx.migrations.get(userKey);
    if (migration?.state !== 'InProgress') return;
    const now = gate.clock.now();
    const ended = { ...endedBy(migration, shortfall, now), modifiedAt: now.toISOString() };
    await tx.migrations.put(ended);
    if (ended.state === 'Pending') return;
    await recordMigration(tx, gate.house, now, ended);
    if (ended.state === 'Failed') await tellOfFailure(tx, gate, now, ended);
  });
}

/** The migration after an attempt. */
function endedBy(migration: MeetingMigration, shortfall: Shortfall | null, now: Date): MeetingMigration {
  const { retries, againAt } = migration;
  // What was changed meanwhile is done in any case, and what is still missing with it.
  if (againAt !== null)
    return { ...migration, state: 'Pending', dueAt: againAt, againAt: null, toCount: true, expected: null };
  if (!shortfall)
    return { ...migration, state: 'Succeeded', dueAt: null, adds: false, reason: null, detail: null };
  const { reason, detail, until } = shortfall;
  const pause = RETRY_MINUTES[retries];
  if (pause === undefined) return { ...migration, state: 'Failed', dueAt: null, reason, detail };
  const next = new Date(Math.max(now.getTime() + pause * MINUTE, until?.getTime() ?? 0));
  return { ...migration, state: 'Pending', dueAt: next.toISOString(), retries: retries + 1, reason, detail };
}

/** Changes a migration as it is now, if there is something to change; gives what it has become. */
function changed(
  gate: Gate,
  userKey: string,
  change: (migration: MeetingMigration, now: Date) => MeetingMigration | undefined,
): Promise<MeetingMigration | undefined> {
  return gate.store.transaction(async (tx: Transaction) => {
    const migration = await tx.migrations.get(userKey);
    const now = gate.clock.now();
    const after = migration && change(migration, now);
    if (after) await tx.migrations.put({ ...after, modifiedAt: now.toISOString() });
    return after;
  });
}
