import { MOST_ATTENDEES, type MigrationCounts } from '../../domain/meetingMigration.ts';
import {
  CalendarError,
  type Calendar,
  type CalendarOwner,
  type Invitation,
  type PlannedMeeting,
} from '../../ports/calendar.ts';
import { withDialIn, type BlockChange } from '../inviting/dialInBlock.ts';

/** A meeting that was looked at: left as it is, by the name of what it is counted as, or to be given another text. */
export type Looked =
  | { meeting: PlannedMeeting; what: Exclude<keyof MigrationCounts, 'updated' | 'failed'> }
  | { meeting: PlannedMeeting; what: 'failed'; detail: string }
  | { meeting: PlannedMeeting; what: 'due'; invitation: Invitation };

/** What a person's invitations are to say. */
export interface Wanted {
  owner: CalendarOwner;
  /** What is to be changed in one of them. */
  changeFor: (meeting: PlannedMeeting, invitation: Invitation) => Promise<BlockChange>;
  now: Date;
}

/** Goes through the meetings that a person organizes, and says of each what there is to do. Throws CalendarError. */
export async function* lookThrough(calendar: Calendar, wanted: Wanted): AsyncIterable<Looked> {
  for await (const page of calendar.meetings(wanted.owner))
    for (const meeting of page) {
      const looked = await look(calendar, wanted, meeting);
      if (looked) yield looked;
    }
}

/** One of them; undefined when it is no more. What is in the way of this one alone is in the way of no other. */
export async function look(
  calendar: Calendar,
  wanted: Wanted,
  meeting: PlannedMeeting,
): Promise<Looked | undefined> {
  if (meeting.endsAt !== null && meeting.endsAt <= wanted.now) return { meeting, what: 'past' };
  if (meeting.attendees > MOST_ATTENDEES) return { meeting, what: 'large' };
  try {
    return await lookInto(calendar, wanted, meeting);
  } catch (error) {
    if (isOfOneMeeting(error)) return { meeting, what: 'failed', detail: error.detail };
    throw error;
  }
}

/** Whether a calendar has refused one meeting, or failed over it: the next one may fare better. */
export function isOfOneMeeting(error: unknown): error is CalendarError {
  return error instanceof CalendarError && (error.kind === 'refused' || error.detail.startsWith('500'));
}

async function lookInto(
  calendar: Calendar,
  { owner, changeFor }: Wanted,
  meeting: PlannedMeeting,
): Promise<Looked | undefined> {
  const invitation = await calendar.invitation(owner, meeting.id);
  if (!invitation) return undefined;
  const { body, found } = withDialIn(invitation, await changeFor(meeting, invitation));
  // The same text is not sent again, however often it is looked at: nobody is told twice of one change.
  if (body === invitation.body) return { meeting, what: found > 0 ? 'current' : 'without' };
  return { meeting, what: 'due', invitation: { ...invitation, body } };
}
