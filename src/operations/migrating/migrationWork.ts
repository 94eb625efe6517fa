import {
  isUnderWay,
  MOST_LARGE,
  NO_COUNTS,
  RETRY_MINUTES,
  type MeetingMigration,
  type MigrationCounts,
  type MigrationReason,
} from '../../domain/meetingMigration.ts';
import type { PlannedMeeting } from '../../ports/calendar.ts';
import type { Gate } from '../operation.ts';
import { recordMigration } from '../sourceRecord.ts';
import { tellOfLarge } from './largeMeetings.ts';
import { tellOfFailure, tellOfNumber } from './migrationAlert.ts';

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
    const attempt = gate.house.random.uuid();
    return { ...migration, state: 'InProgress', attempt, toCount: false, counts, large: [] };
  });
}

/** Whether an attempt is to go on: no other program has begun one, and what it works with is still what is wanted. */
export async function goesOn({ store }: Gate, { userKey, attempt }: MeetingMigration): Promise<boolean> {
  const now = await store.transaction((tx) => tx.migrations.get(userKey));
  return now?.attempt === attempt && now.againAt === null;
}

/**
 * Notes how many invitations a migration will change that is as it was when they were counted; null where the calendar did not tell.
 * Gives it as it is then.
 */
export function noteExpected(
  gate: Gate,
  { userKey, correlationIds }: MeetingMigration,
  expected: number | null,
): Promise<MeetingMigration | undefined> {
  return changed(gate, userKey, (migration) =>
    migration.toCount && migration.correlationIds.join() === correlationIds.join()
      ? { ...migration, expected, toCount: false }
      : undefined,
  );
}

/** Counts one more meeting of an attempt. */
export async function count(
  gate: Gate,
  { userKey, attempt }: MeetingMigration,
  what: keyof MigrationCounts,
  { attendees, endsAt }: PlannedMeeting,
): Promise<void> {
  await changed(gate, userKey, (migration) => {
    if (migration.attempt !== attempt) return undefined;
    const counts = { ...migration.counts, [what]: migration.counts[what] + 1 };
    const large = what === 'large' ? [{ attendees, endsAt: endsAt?.toISOString() ?? null }] : [];
    return { ...migration, counts, large: [...migration.large, ...large].slice(0, MOST_LARGE) };
  });
}

/** Ends an attempt: it has succeeded, is tried again later, or has failed for good, of which the admins are told. */
export async function end(
  gate: Gate,
  { userKey, attempt, counts: before }: MeetingMigration,
  shortfall: Shortfall | null,
): Promise<void> {
  await gate.store.transaction(async (tx) => {
    const migration = await tx.migrations.get(userKey);
    if (migration?.state !== 'InProgress' || migration.attempt !== attempt) return;
    const now = gate.clock.now();
    const ended = {
      ...endedBy(migration, before.updated, shortfall, now),
      attempt: null,
      modifiedAt: now.toISOString(),
    };
    if (ended.state === 'Pending') return tx.migrations.put(ended);
    // Once it is told, nobody has to know it any more.
    await tx.migrations.put({ ...ended, large: [] });
    await tellOfLarge(tx, gate, now, ended);
    await recordMigration(tx, gate.house, now, ended);
    if (ended.state === 'Failed') await tellOfFailure(tx, gate, now, ended);
    for (const number of ended.previous.numbers) await tellOfNumber(tx, gate, now, number);
  });
}

/** The migration after an attempt, before which so many invitations had been updated. */
function endedBy(
  migration: MeetingMigration,
  before: number,
  shortfall: Shortfall | null,
  now: Date,
): MeetingMigration {
  const { againAt } = migration;
  // What was updated by an earlier attempt was found to be right by this one.
  const counts = { ...migration.counts, current: Math.max(0, migration.counts.current - before) };
  const ended = { ...migration, counts, againAt: null };
  // What was changed meanwhile is done in any case, and what is still missing with it.
  if (againAt !== null) return { ...ended, state: 'Pending', dueAt: againAt, toCount: true, expected: null };
  if (!shortfall) return { ...ended, state: 'Succeeded', dueAt: null, reason: null, detail: null };
  const { reason, detail, until } = shortfall;
  // Where something is done each time, it will come to an end.
  const retries = counts.updated > before ? 0 : migration.retries;
  const pause = RETRY_MINUTES[retries];
  if (pause === undefined) return { ...ended, state: 'Failed', dueAt: null, reason, detail };
  const next = new Date(Math.max(now.getTime() + pause * MINUTE, until?.getTime() ?? 0));
  return { ...ended, state: 'Pending', dueAt: next.toISOString(), retries: retries + 1, reason, detail };
}

/** Changes a migration as it is now, if there is something to change; gives what it has become. */
function changed(
  gate: Gate,
  userKey: string,
  change: (migration: MeetingMigration, now: Date) => MeetingMigration | undefined,
): Promise<MeetingMigration | undefined> {
  return gate.store.transaction(async (tx) => {
    const migration = await tx.migrations.get(userKey);
    const now = gate.clock.now();
    const after = migration && change(migration, now);
    if (after) await tx.migrations.put({ ...after, modifiedAt: now.toISOString() });
    return after;
  });
}
