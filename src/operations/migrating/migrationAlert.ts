import { message } from '../../domain/message.ts';
import type { MeetingMigration } from '../../domain/meetingMigration.ts';
import type { Transaction } from '../../ports/store.ts';
import { adminsOf } from '../asking/deciders.ts';
import { button } from '../buttons.ts';
import { queueCard } from '../notices.ts';
import type { Gate } from '../operation.ts';
import { sourceWork } from '../sourceRecord.ts';

/** Milliseconds in which failures for one reason are told by one card: where the calendar fails for all, one is enough. */
const QUIET = 3_600_000;

/** Failures that are looked at for that. */
const LOOKED_AT = 20;

/** Tells the admins that invitations of a person could not be changed, why, and offers to try again. */
export async function tellOfFailure(
  tx: Transaction,
  { house }: Gate,
  now: Date,
  failed: MeetingMigration,
): Promise<void> {
  const since = new Date(now.getTime() - QUIET);
  const { rows } = await tx.migrations.list({ state: 'Failed', from: since }, 0, LOOKED_AT);
  const isTold = rows.some(
    ({ userKey, reason }) =>
      userKey !== failed.userKey && reason === failed.reason && reason !== 'meetings-failed',
  );
  if (isTold) return;
  const work = await sourceWork('calendar', tx, house, now);
  const view = {
    kind: 'note' as const,
    title: message('migration.failed', { person: failed.displayName }),
    notes: [
      message(`migrationReason.${failed.reason}`, { detail: failed.detail ?? '' }),
      message('migration.notUpdated', { updated: failed.counts.updated, failed: failed.counts.failed }),
      message('migration.moreMayFail'),
    ],
    buttons: [
      button('migrateMeetings', { people: [failed.upn] }, { title: message('button.retryMigration') }),
      button('meetingMigrations', { state: 'Failed' }, { title: message('button.failedMigrations') }),
    ],
  };
  for (const admin of await adminsOf(work))
    await queueCard(work, admin, 'migration', { about: work.correlationId, view });
}
