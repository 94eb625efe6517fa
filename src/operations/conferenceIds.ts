import type { Meeting } from '../domain/conference.ts';
import { CONFERENCE_ID_LENGTH, ConferenceId, neighboursOf, QUARANTINE_DAYS } from '../domain/conferenceId.ts';
import { Refusal } from '../domain/refusal.ts';
import type { User } from '../domain/user.ts';
import { value, type Field } from './field.ts';
import type { Work } from './operation.ts';
import { supersede } from './waitingNotices.ts';

/** How many free IDs are offered in place of one that cannot be had. */
const OFFERED = 3;

const DAY = 86_400_000;

/** A random conference ID that nobody has and nobody had lately (rule 5). */
export async function freeConferenceId(work: Work): Promise<string> {
  for (;;) {
    const candidate = work.house.random.digits(CONFERENCE_ID_LENGTH);
    if (!ConferenceId.safeParse(candidate).success) continue;
    if ((await stateOf(work, candidate, null)) === 'free') return candidate;
  }
}

/** Refuses an ID that a person cannot have, offering free ones near it; their own one in quarantine they may take back. */
export async function mustBeFree(work: Work, conferenceId: string, user: User): Promise<void> {
  if (conferenceId === user.conferenceId)
    throw new Refusal('conference-id-same', { value: conferenceId, person: user.displayName });
  const state = await stateOf(work, conferenceId, user.key);
  if (state === 'free') return;
  throw new Refusal(
    state === 'taken' ? 'conference-id-taken' : 'conference-id-quarantined',
    { value: conferenceId },
    await freeNear(work, conferenceId),
  );
}

/** An ID that was somebody's own, for whoever takes a change back; no cmdlet and no phrase can say it. */
export function ownId(): Field<string | undefined> {
  return value(ConferenceId.optional(), 'conference-id-malformed');
}

/** Refuses an ID that is not the person's own, still in quarantine. */
export async function mustBeOwn(work: Work, user: User, conferenceId: string | undefined): Promise<void> {
  if (conferenceId === undefined) return;
  const withheld = await work.tx.quarantine.get(conferenceId);
  const isOwn = withheld?.userKey === user.key && !(await work.tx.meetings.byConferenceId(conferenceId));
  if (!isOwn) throw new Refusal('conference-id-quarantined', { value: conferenceId });
}

/** Gives a person an ID: the old one is dead at once and goes into quarantine (rule 6). Returns the changed person. */
export async function giveConferenceId(work: Work, user: User, conferenceId: string): Promise<User> {
  const changed = { ...user, conferenceId };
  await work.tx.users.put(changed);
  await work.tx.quarantine.delete(conferenceId);
  await supersede(work.tx, user.key, ['E2'], 'newer-details');
  await withholdConferenceId(work, user);
  return changed;
}

/** Puts the ID that a person had into quarantine, if they had one: nobody else gets it (rules 6 and 9). */
export async function withholdConferenceId(work: Work, user: User): Promise<void> {
  if (user.conferenceId === null) return;
  const until = new Date(work.now.getTime() + QUARANTINE_DAYS * DAY).toISOString();
  await work.tx.quarantine.put({ conferenceId: user.conferenceId, userKey: user.key, until });
}

/** Ends the meetings that have an ID of their own: those IDs are dead, and nobody else gets them. */
export async function endMeetings(work: Work, user: User): Promise<void> {
  for (const meeting of await work.tx.meetings.ofOrganizer(user.key)) {
    await work.tx.meetings.delete(meeting.id);
    await withholdMeetingId(work, meeting);
  }
}

/** Puts the ID of a meeting that is over into quarantine. */
export async function withholdMeetingId(
  { tx, now }: Work,
  { conferenceId, organizerKey }: Meeting,
): Promise<void> {
  const until = new Date(now.getTime() + QUARANTINE_DAYS * DAY).toISOString();
  await tx.quarantine.put({ conferenceId, userKey: organizerKey, until });
}

/** Whether an ID is free for a person (`userKey`), or for anybody (null). */
async function stateOf(
  work: Work,
  conferenceId: string,
  userKey: string | null,
): Promise<'free' | 'taken' | 'quarantined'> {
  if (await work.tx.users.byConferenceId(conferenceId)) return 'taken';
  if (await work.tx.meetings.byConferenceId(conferenceId)) return 'taken';
  const withheld = await work.tx.quarantine.get(conferenceId);
  if (!withheld || withheld.userKey === userKey || new Date(withheld.until) <= work.now) return 'free';
  return 'quarantined';
}

/** Free IDs near one that cannot be had. */
async function freeNear(work: Work, conferenceId: string): Promise<string[]> {
  const free: string[] = [];
  for (const candidate of neighboursOf(conferenceId)) {
    if ((await stateOf(work, candidate, null)) === 'free') free.push(candidate);
    if (free.length === OFFERED) break;
  }
  return free;
}
