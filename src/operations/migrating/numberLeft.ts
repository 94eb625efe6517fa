import { isUnderWay, type MeetingMigration } from '../../domain/meetingMigration.ts';
import { formatPhoneNumber } from '../../domain/phoneNumber.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Transaction } from '../../ports/store.ts';

/** The most names that a refusal has. */
const MOST_NAMES = 5;

/** Migrations of people whose invitations may still have a number: those that go on, and those that have failed. */
export async function migrationsWith(
  tx: Transaction,
  number: string,
): Promise<{ underWay: MeetingMigration[]; failed: MeetingMigration[] }> {
  const all = await tx.migrations.withNumber(number);
  return { underWay: all.filter(isUnderWay), failed: all.filter((one) => !isUnderWay(one)) };
}

/** Refuses to remove a number while invitations that have it are still to be changed; gives those that could not be. */
export async function mustBeMigrated(tx: Transaction, number: string): Promise<MeetingMigration[]> {
  const { underWay, failed } = await migrationsWith(tx, number);
  if (underWay.length === 0) return failed;
  const last =
    underWay
      .map(({ dueAt }) => dueAt ?? '')
      .sort()
      .at(-1) ?? '';
  throw new Refusal('number-migrations-open', {
    value: formatPhoneNumber(number),
    count: underWay.length,
    names: namesIn(underWay),
    at: `${last.slice(0, 10)} ${last.slice(11, 16)} UTC`,
  });
}

/** The first names, and that there are more. */
export function namesIn(migrations: readonly MeetingMigration[]): string {
  const names = migrations.slice(0, MOST_NAMES).map(({ displayName }) => displayName);
  return migrations.length > names.length ? `${names.join(', ')} …` : names.join(', ');
}
