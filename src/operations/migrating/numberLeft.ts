import { shortMoment } from '../../domain/day.ts';
import { isUnderWay, type MeetingMigration } from '../../domain/meetingMigration.ts';
import { message, type Message } from '../../domain/message.ts';
import { formatPhoneNumber } from '../../domain/phoneNumber.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Work } from '../operation.ts';

/** The most names that a refusal has. */
const MOST_NAMES = 5;

/** Migrations of people whose invitations may still have a number: those that go on, those that have failed, those that left large meetings. */
export async function migrationsWith(
  { tx, house }: Pick<Work, 'tx' | 'house'>,
  number: string,
): Promise<Record<'underWay' | 'failed' | 'large', MeetingMigration[]>> {
  const all = await tx.migrations.withNumber(number);
  // Without a calendar nothing goes on.
  const goesOn = (one: MeetingMigration) => isUnderWay(one) && house.calendar !== null;
  return {
    underWay: all.filter(goesOn),
    failed: all.filter((one) => one.state !== 'Succeeded' && !goesOn(one)),
    large: all.filter(({ state, counts }) => state === 'Succeeded' && counts.large > 0),
  };
}

/** Refuses to remove a number while invitations that have it are still to be changed; gives what to know of those that will not be. */
export async function mustBeMigrated(work: Work, number: string): Promise<Message[]> {
  const { underWay, failed, large } = await migrationsWith(work, number);
  if (underWay.length === 0)
    return [...left('question.invitationsHaveIt', failed), ...left('question.largeHaveIt', large)];
  const last =
    underWay
      .map(({ dueAt }) => dueAt ?? '')
      .sort()
      .at(-1) ?? '';
  throw new Refusal('number-migrations-open', {
    value: formatPhoneNumber(number),
    number,
    count: underWay.length,
    names: namesIn(underWay),
    at: shortMoment(last),
  });
}

function left(key: string, migrations: readonly MeetingMigration[]): Message[] {
  return migrations.length > 0
    ? [message(key, { count: migrations.length, names: namesIn(migrations) })]
    : [];
}

/** The first names, and that there are more. */
function namesIn(migrations: readonly MeetingMigration[]): string {
  const names = migrations.slice(0, MOST_NAMES).map(({ displayName }) => displayName);
  return migrations.length > names.length ? `${names.join(', ')} …` : names.join(', ');
}
