import { isUnderWay, NO_COUNTS, numbersLeft, type MeetingMigration } from '../../domain/meetingMigration.ts';
import type { TenantSettings } from '../../domain/settings.ts';
import type { User } from '../../domain/user.ts';
import { detailsOf } from '../inviting/dialInDetails.ts';
import type { Work } from '../operation.ts';

/** Milliseconds. */
const MINUTE = 60_000;

/** IDs that invitations may still say, the latest ones. */
const MOST_IDS = 50;

/** Requests whose cards show how far a person's invitations are. */
const MOST_REQUESTS = 3;

/** What has to be known of a person to find their calendar, and what it may still say. */
type Owner = Pick<User, 'key' | 'id' | 'upn' | 'displayName' | 'hasMailbox'>;

/**
 * After a change of a person, or of the settings: where callers have to be told something else, the invitations of their future
 * meetings follow, held for a while so that several changes become one. Nothing follows where no calendar is connected, or the
 * tenant does not want it.
 */
export async function followChange(
  work: Work,
  before: User,
  after: User | null,
  settingsBefore: TenantSettings = work.settings,
): Promise<void> {
  const { house, settings, now } = work;
  if (!house.calendar || !settings.AutomaticallyMigrateUserMeetings) return;
  const [was, is] = [detailsOf(before, settingsBefore), after && detailsOf(after, settings)];
  if (JSON.stringify(was) === JSON.stringify(is)) return;
  const ids = [before.conferenceId, was?.conferenceId ?? null].filter((id) => id !== null);
  const left = { conferenceIds: ids, numbers: [...(was?.numbers ?? [])] };
  await queue(
    work,
    before,
    left,
    was !== null,
    new Date(now.getTime() + house.calendar.holdMinutes * MINUTE),
  );
}

/** Begins a person's migration now, whether or not anything has changed (`Start-CsExMeetingMigration`). */
export async function startNow(work: Work, user: Owner): Promise<void> {
  await queue(work, user, { conferenceIds: [], numbers: [] }, true, work.now);
}

/** Begins again what waits or has failed, also of people who are gone; gives those who are not. */
export async function startAgain(work: Work, migrations: readonly MeetingMigration[]): Promise<User[]> {
  const people: User[] = [];
  for (const { userKey, ...left } of migrations) {
    const user = await work.tx.users.get(userKey);
    // Without a mailbox there is nothing to change any more.
    if (user && !user.hasMailbox) await work.tx.migrations.delete(userKey);
    // Whoever is gone has invitations all the same.
    else await startNow(work, user ?? { ...left, key: userKey, id: left.objectId, hasMailbox: true });
    if (user) people.push(user);
  }
  return people;
}

/** Joins what waits for this person or has failed; what is just being done is done once more afterwards. */
async function queue(
  { tx, now, correlationId }: Work,
  owner: Owner,
  left: MeetingMigration['previous'],
  had: boolean,
  dueAt: Date,
): Promise<void> {
  if (!owner.hasMailbox) return;
  const known = await tx.migrations.get(owner.key);
  const open = known?.state === 'Succeeded' ? undefined : known;
  const due = dueAt.toISOString();
  await tx.migrations.put({
    userKey: owner.key,
    displayName: owner.displayName,
    upn: owner.upn,
    objectId: owner.id,
    state: open?.state === 'InProgress' ? 'InProgress' : 'Pending',
    // Cards of the changes before go on to show what is so.
    correlationIds: joined(known?.correlationIds, [correlationId]).slice(-MOST_REQUESTS),
    previous: {
      // Meetings that were left as they are may have any of those that there ever were.
      conferenceIds: joined(known?.previous.conferenceIds, left.conferenceIds).slice(-MOST_IDS),
      numbers: joined(known && numbersLeft(known), left.numbers),
    },
    had: open?.had ?? had,
    createdAt: open?.createdAt ?? now.toISOString(),
    modifiedAt: now.toISOString(),
    dueAt: open?.dueAt && isUnderWay(open) && open.dueAt < due ? open.dueAt : due,
    againAt: open?.state === 'InProgress' ? due : null,
    attempt: open?.attempt ?? null,
    retries: 0,
    reason: null,
    detail: null,
    toldAt: null,
    expected: null,
    toCount: dueAt > now,
    counts: open?.state === 'InProgress' ? open.counts : NO_COUNTS,
    large: open?.state === 'InProgress' ? open.large : [],
  });
}

function joined(known: readonly string[] | undefined, more: readonly string[]): string[] {
  return [...new Set([...(known ?? []), ...more])];
}
