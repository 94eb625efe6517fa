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
  { tx, settings }: Pick<CallWork, 'tx' | 'settings'>,
  conferenceId: string,
  number: ServiceNumber,
): Promise<OpenedMeeting | undefined> {
  const owner = await tx.users.byConferenceId(conferenceId);
  const meeting = await tx.meetings.byConferenceId(conferenceId);
  const bridges = await Bridges.of(tx);
  // Where each meeting has an ID of its own, people's own IDs are kept and open nothing.
  const person = settings.UseUniqueConferenceIds ? undefined : owner;
  const organizer = await tx.users.get(person?.key ?? meeting?.organizerKey ?? conferenceId);
  if (!organizer || !isEnabled(organizer)) return undefined;
  if (bridges.bridgeOf(organizer) !== number.bridge) return undefined;
  if (number.type === 'toll-free' && !organizer.allowTollFreeDialIn) return undefined;
  const key = meeting ? conferenceOfMeeting(meeting.id) : standingConference(organizer.key);
  return { key, organizer, conferenceId };
}
