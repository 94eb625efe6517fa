import { includesRole } from '../domain/actor.ts';
import type { Meeting } from '../domain/conference.ts';
import { ConferenceId } from '../domain/conferenceId.ts';
import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { withholdMeetingId } from './conferenceIds.ts';
import { value } from './field.ts';
import { EVERYBODY, operation, type Change, type Work } from './operation.ts';

/** Ends a meeting that has a conference ID of its own: the ID is dead, and nobody else gets it for a while. Everybody their own, admins any. */
export const endMeeting = operation({
  name: 'endMeeting',
  right: EVERYBODY,
  fields: { conferenceId: value(ConferenceId, 'conference-id-malformed') },
  form: ['conferenceId'],
  under: 'myInfo',
  changes: true,
  personal: true,
  async confirms(work, { conferenceId }) {
    const { title } = await meetingWith(work, conferenceId);
    return {
      title: message('question.endMeeting', { conferenceId }),
      facts: title === '' ? [] : [{ label: 'title', value: title }],
      notes: [message('question.meetingDies')],
    };
  },
  async run(work, { conferenceId }): Promise<Change> {
    const meeting = await meetingWith(work, conferenceId);
    const organizer = await work.tx.users.get(meeting.organizerKey);
    await work.tx.meetings.delete(meeting.id);
    await withholdMeetingId(work, meeting);
    return {
      lines: [
        {
          person: organizer?.displayName ?? null,
          what: message('done.endMeeting', { conferenceId }),
          facts: [],
        },
      ],
      people: organizer ? [organizer] : [],
      before: { conferenceId, title: meeting.title },
      after: {},
    };
  },
  undoes: 'undo-impossible',
});

/** The meeting with an ID, if the asker may end it; of others' meetings nothing is told. */
async function meetingWith({ tx, actor }: Work, conferenceId: string): Promise<Meeting> {
  const meeting = await tx.meetings.byConferenceId(conferenceId);
  const isTheirs = meeting?.organizerKey === actor.user.key || includesRole(actor.role, 'admin');
  if (!meeting || !isTheirs) throw new Refusal('meeting-unknown', { value: conferenceId });
  return meeting;
}
