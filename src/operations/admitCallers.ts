import { withoutGone } from '../calls/admission.ts';
import { conferenceOfMeeting, standingConference, waitingIn, type Conference } from '../domain/conference.ts';
import { message } from '../domain/message.ts';
import type { View } from '../domain/view.ts';
import { keep } from './attending/conferenceDoor.ts';
import { text } from './field.ts';
import { EVERYBODY, operation, type Change, type Work } from './operation.ts';

/** Lets in who waits in the lobbies of one's own meetings; a meeting that has not started begins with it, as with the PIN. */
export const admitCallers = operation({
  name: 'admitCallers',
  right: EVERYBODY,
  /** Without one, all of one's own. */
  fields: { conference: text(null) },
  under: 'myInfo',
  changes: true,
  personal: true,
  async run(work, { conference: wanted }): Promise<View | Change> {
    const { user } = work.actor;
    let count = 0;
    for (const conference of await ownConferences(work, wanted)) {
      const waiting = waitingIn(conference).length;
      if (waiting === 0) continue;
      count += waiting;
      await keep(work, user, conference, opened(work, conference));
    }
    if (count === 0) return { kind: 'note', title: message('title.nobodyWaits'), notes: [], buttons: [] };
    return {
      lines: [{ person: user.displayName, what: message('done.admitCallers', { count }), facts: [] }],
      notes: [message('note.admitSoon')],
      people: [user],
      after: { admitted: count },
    };
  },
  undoes: 'undo-impossible',
});

/** One's own conferences, or the one of them that is wanted, as they are now. */
async function ownConferences({ tx, actor, now }: Work, wanted: string | undefined): Promise<Conference[]> {
  const meetings = await tx.meetings.ofOrganizer(actor.user.key);
  const keys = [standingConference(actor.user.key), ...meetings.map(({ id }) => conferenceOfMeeting(id))];
  const chosen = keys.filter((key) => wanted === undefined || key === wanted);
  const found = await Promise.all(chosen.map((key) => tx.conferences.get(key)));
  return found.flatMap((conference) => (conference ? [withoutGone(conference, now)] : []));
}

/** The conference with its door open; begun by its organizer where it had not. */
function opened({ now, house }: Work, conference: Conference): Conference {
  const begun =
    conference.startedAt === null
      ? {
          room: house.random.uuid(),
          engineRoom: null,
          startedAt: now.toISOString(),
          startedBy: 'organizer' as const,
        }
      : {};
  return { ...conference, ...begun, isOpen: true };
}
