import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { numbersOf } from '../domain/user.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { freeConferenceId } from './conferenceIds.ts';
import { mustBeEnabled } from './enabledUser.ts';
import { text } from './field.ts';
import { EVERYBODY, operation, type Change } from './operation.ts';

/** Meetings that somebody may have at a time, with those of their calendar. */
const MOST_MEETINGS = 1_000;

/** Gives a new meeting a conference ID of its own, where each meeting has one (rule 7). */
export const newMeeting = operation({
  name: 'newMeeting',
  right: EVERYBODY,
  fields: { title: text(null) },
  form: ['title'],
  under: 'myInfo',
  changes: true,
  personal: true,
  async run(work, { title = '' }): Promise<Change> {
    const { user } = work.actor;
    mustBeEnabled(user);
    if (!work.settings.UseUniqueConferenceIds)
      throw new Refusal('meeting-static', { value: user.conferenceId ?? '–' });
    const { length: count } = await work.tx.meetings.ofOrganizer(user.key);
    if (count >= MOST_MEETINGS) throw new Refusal('meetings-too-many', { count });
    const meeting = {
      id: work.house.random.uuid(),
      organizerKey: user.key,
      conferenceId: await freeConferenceId(work),
      title,
      createdAt: work.now.toISOString(),
    };
    await work.tx.meetings.put(meeting);
    return {
      lines: [
        {
          person: user.displayName,
          what: message(title === '' ? 'done.newMeeting' : 'done.newMeetingTitled', { title }),
          facts: [
            { label: 'conferenceId', value: meeting.conferenceId },
            ...numbersOf(user).map((number) => ({
              label: 'serviceNumber',
              value: formatPhoneNumber(number),
            })),
          ],
        },
      ],
      people: [user],
      after: { conferenceId: meeting.conferenceId, title },
    };
  },
  undoes: 'undo-impossible',
});
