import { isUnderWay, NO_COUNTS, numbersLeft, type MeetingMigration } from '../../domain/meetingMigration.ts';
import type { TenantSettings } from '../../domain/settings.ts';
import type { User } from '../../domain/user.ts';
import { detailsOf } from '../inviting/dialInDetails.ts';
import type { Work } from '../operation.ts';

/** Milliseconds. */
const MINUTE = 60_000;

/** IDs that invitations may still say, the latest ones. */
const MOST_IDS = 50;

/** What has to be known of a person to find their calendar, and what it may still say. */
export type Owner = Pick<User, 'key' | 'id' | 'upn' | 'displayName' | 'hasMailbox'>;

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
  const adds = was === null;
  const ids = [before.conferenceId, was?.conferenceId ?? null].filter((id) => id !== null);
  const left = { conferenceIds: ids, numbers: [...(was?.numbers ?? [])] };
  await queue(work, before, left, adds, new Date(now.getTime() + house.calendar.holdMinutes * MINUTE));
}

/** Begins a person's migration now, whether or not anything has changed (`Start-CsExMeetingMigration`). */
export async function startNow(work: Work, user: Owner): Promise<void> {
  await queue(work, user, { conferenceIds: [], numbers: [] }, false, work.now);
}

/** Joins what waits for this person or has failed; what is just being done is done once more afterwards. */
async function queue(
  { tx, now, correlationId }: Work,
  owner: Owner,
  left: MeetingMigration['previous'],
  adds: boolean,
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
    correlationIds: joined(open?.correlationIds, [correlationId]),
    previous: {
      // Meetings that were left as they are may have any of those that there ever were.
      conferenceIds: joined(known?.previous.conferenceIds, left.conferenceIds).slice(-MOST_IDS),
      numbers: joined(known && numbersLeft(known), left.numbers),
    },
    adds: adds || open?.adds === true,
    createdAt: open?.createdAt ?? now.toISOString(),
    modifiedAt: now.toISOString(),
    dueAt: open?.dueAt && isUnderWay(open) && open.dueAt < due ? open.dueAt : due,
    againAt: open?.state === 'InProgress' ? due : null,
    retries: 0,
    reason: null,
    detail: null,
    expected: null,
    toCount: dueAt > now,
    counts: open?.state === 'InProgress' ? open.counts : NO_COUNTS,
  });
}

function joined(known: readonly string[] | undefined, more: readonly string[]): string[] {
  return [...new Set([...(known ?? []), ...more])];
}
