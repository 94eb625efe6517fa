import { message } from '../../domain/message.ts';
import type { MeetingMigration } from '../../domain/meetingMigration.ts';
import { formatPhoneNumber } from '../../domain/phoneNumber.ts';
import type { Transaction } from '../../ports/store.ts';
import { adminsOf } from '../asking/deciders.ts';
import { button } from '../buttons.ts';
import { queueCard } from '../notices.ts';
import type { Gate } from '../operation.ts';
import { sourceWork } from '../sourceRecord.ts';
import { migrationsWith } from './numberLeft.ts';

/** Milliseconds in which failures for one reason are told by one card: where the calendar fails for all, one is enough. */
const QUIET = 3_600_000;

/** The latest failures, which are looked at for that. */
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
  const told = rows.find(
    ({ userKey, reason, toldAt }) =>
      userKey !== failed.userKey && reason === failed.reason && toldAt !== null && new Date(toldAt) > since,
  );
  const isTold = failed.reason !== 'meetings-failed' && told !== undefined;
  // The moment goes from one to the next, so that the latest ones tell it, however many there are.
  await tx.migrations.put({ ...failed, toldAt: isTold ? told.toldAt : now.toISOString() });
  if (isTold) return;
  const work = await sourceWork('calendar', tx, house, now);
  const title = message('button.retryMigration');
  // Somebody who is no more cannot be named.
  const user = await tx.users.get(failed.userKey);
  const retry = user
    ? button('migrateMeetings', { people: [user.upn] }, { title })
    : button('retryMigrations', {}, { title });
  const view = {
    kind: 'note' as const,
    title: message('migration.failed', { person: failed.displayName }),
    notes: [
      message(`migrationReason.${failed.reason}`, { detail: failed.detail ?? '' }),
      message('migration.notUpdated', { updated: failed.counts.updated, failed: failed.counts.failed }),
      message('migration.moreMayFail'),
    ],
    buttons: [
      retry,
      button('meetingMigrations', { state: 'Failed' }, { title: message('button.failedMigrations') }),
    ],
  };
  for (const admin of await adminsOf(work))
    await queueCard(work, admin, 'migration', { about: work.correlationId, view });
}

/** Tells the admins that a number which is about to go can go: no invitation is still to be changed because of it. */
export async function tellOfNumber(
  tx: Transaction,
  { house }: Gate,
  now: Date,
  number: string,
): Promise<void> {
  const known = await tx.serviceNumbers.get(number);
  if (!known?.retiring || (await migrationsWith({ tx, house }, number)).underWay.length > 0) return;
  const work = await sourceWork('calendar', tx, house, now);
  const view = {
    kind: 'note' as const,
    title: message('migration.numberFree', { number: formatPhoneNumber(number) }),
    notes: [message('migration.numberFreeNext')],
    buttons: [button('retireNumber', { number })],
  };
  for (const admin of await adminsOf(work))
    await queueCard(work, admin, 'migration', { about: work.correlationId, view });
}
