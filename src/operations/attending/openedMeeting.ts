import { conferenceOfMeeting, standingConference } from '../../domain/conference.ts';
import { isEnabled, type User } from '../../domain/user.ts';
import type { ServiceNumber } from '../../domain/serviceNumber.ts';
import { Bridges } from '../bridges.ts';
import type { CallWork } from './callWork.ts';

/** A meeting that a conference ID opens. */
export interface OpenedMeeting {
  /** Of its conference. */
  key: string;
  organizer: User;
  conferenceId: string;
}

/**
 * The meeting that an ID opens on a number; undefined for an ID that is unknown, retired, withheld or of somebody who is not
 * enabled, or whose meetings this number does not lead to. All of these are looked for in the same way, so that they take the same time.
 */
export async function openedBy(
  work: Pick<CallWork, 'tx' | 'settings'>,
  conferenceId: string,
  number: ServiceNumber,
): Promise<OpenedMeeting | undefined> {
  const bridges = await Bridges.of(work.tx);
  const opened = await opensAnywhere(work, conferenceId);
  if (!opened || bridges.bridgeOf(opened.organizer) !== number.bridge) return undefined;
  if (number.type === 'toll-free' && !opened.organizer.allowTollFreeDialIn) return undefined;
  return opened;
}

/** The meeting that an ID opens, by whatever way one comes to it. */
export async function opensAnywhere(
  { tx, settings }: Pick<CallWork, 'tx' | 'settings'>,
  conferenceId: string,
): Promise<OpenedMeeting | undefined> {
  const owner = await tx.users.byConferenceId(conferenceId);
  const own = await tx.meetings.byConferenceId(conferenceId);
  // Where each meeting has an ID of its own, people's own IDs are kept and open nothing; and the other way round.
  const dynamic = settings.UseUniqueConferenceIds;
  const [person, meeting] = dynamic ? [undefined, own] : [owner, undefined];
  const organizer = await tx.users.get(person?.key ?? meeting?.organizerKey ?? conferenceId);
  if (!organizer || !isEnabled(organizer)) return undefined;
  const key = meeting ? conferenceOfMeeting(meeting.id) : standingConference(organizer.key);
  return { key, organizer, conferenceId };
}
