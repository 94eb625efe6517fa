import type { CallerRules } from '../domain/callerRules.ts';
import type { Conference, Participant } from '../domain/conference.ts';

const HOUR = 3_600;

/** Seconds for which a call may last. */
export const LONGEST_CALL = 24 * HOUR;

/** Seconds for which a meeting lasts that callers have started, without anybody's PIN. */
export const LONGEST_WITHOUT_PIN = 4 * HOUR;

/** Seconds within which somebody who waits is heard of again: the music is much shorter. */
const SILENCE_IN_LOBBY = 180;

/** Seconds that an engine may take to end what has lasted long enough. */
const MARGIN = 60;

/** Where a caller gets, and the conference with them. */
export interface Entered {
  conference: Conference;
  place: Participant['place'];
  /** Whether the meeting begins with this. */
  starts: boolean;
}

/** How somebody comes in. */
export interface Entrant {
  call: string;
  from: string | null;
  callStartedAt: string;
  /** Proven by the PIN of this conference's organizer. */
  isOrganizer: boolean;
}

/**
 * Lets a caller in, or has them wait. Started: everybody joins. Not started: whoever may start it does, the organizer by their
 * PIN and, where callers may, the first of them; the others wait. `newRoom` names the room of a meeting that begins.
 */
export function enter(
  conference: Conference,
  entrant: Entrant,
  rules: Pick<CallerRules, 'start'>,
  now: Date,
  newRoom: () => string,
): Entered {
  const mayStart = entrant.isOrganizer || rules.start === 'anybody';
  const starts = conference.startedAt === null && mayStart;
  const at = now.toISOString();
  const begun: Conference = starts
    ? {
        ...conference,
        room: newRoom(),
        startedAt: at,
        startedBy: entrant.isOrganizer ? 'organizer' : 'callers',
        isOpen: false,
        engineRoom: null,
      }
    : conference;
  const place = begun.startedAt === null ? 'lobby' : 'room';
  const others = begun.participants.filter(({ call }) => call !== entrant.call);
  const { call, from, isOrganizer, callStartedAt } = entrant;
  const until = untilOf(begun, place, callStartedAt, now);
  const participant: Participant = { call, from, isOrganizer, place, since: at, until, isInside: false };
  return {
    conference: { ...begun, participants: [...others, participant] },
    place,
    starts,
  };
}

/** Whether somebody who waits may go in now: the meeting has started, and the settings let everybody in with that, or the organizer has. */
export function mayGoIn({ startedAt, isOpen }: Conference, admission: CallerRules['admission']): boolean {
  return startedAt !== null && (isOpen || admission !== 'organizer');
}

/** The conference after somebody who waited has gone in. */
export function goIn(conference: Conference, call: string, callStartedAt: string, now: Date): Conference {
  const until = untilOf(conference, 'room', callStartedAt, now);
  return {
    ...conference,
    participants: conference.participants.map((one) =>
      one.call === call ? { ...one, place: 'room', since: now.toISOString(), until } : one,
    ),
  };
}

/** Those whom the engine has told to be in the room, but for one call. */
export function othersInside(conference: Conference, call: string): Participant[] {
  return conference.participants.filter((one) => one.isInside && one.call !== call);
}

/** The conference after the engine has told that somebody is in the room; null where it knew, or where nobody of that name has got there. */
export function inside(conference: Conference, call: string, engineRoom: string): Conference | null {
  const one = conference.participants.find((each) => each.call === call);
  if (one?.place !== 'room' || one.isInside) return null;
  return {
    ...conference,
    engineRoom,
    participants: conference.participants.map((each) => (each === one ? { ...each, isInside: true } : each)),
  };
}

/** The conference after somebody who waits was heard of again; the same one where that was but a moment ago. */
export function stillThere(conference: Conference, call: string, now: Date): Conference {
  const one = conference.participants.find((each) => each.call === call);
  const left = one ? new Date(one.until).getTime() - now.getTime() : Infinity;
  if (left > (SILENCE_IN_LOBBY * 1_000) / 2) return conference;
  const until = later(now, SILENCE_IN_LOBBY);
  return {
    ...conference,
    participants: conference.participants.map((each) => (each.call === call ? { ...each, until } : each)),
  };
}

/**
 * The conference without somebody who has left. When the last one in the room leaves, the meeting is over; while nobody has got there
 * yet, it goes on for those who were let in and still listen to the music.
 */
export function leave(conference: Conference, call: string): Conference {
  const leaver = conference.participants.find((one) => one.call === call);
  const participants = conference.participants.filter((one) => one !== leaver);
  const left = { ...conference, participants };
  if (participants.some(({ place }) => place === 'room')) return left;
  if (leaver?.place === 'lobby' && participants.length > 0) return left;
  return { ...left, startedAt: null, startedBy: null, isOpen: false, engineRoom: null };
}

/** Milliseconds in which somebody who was let in gets into the room. */
const ON_THE_WAY = 60_000;

/**
 * The conference after the engine has closed a room: without whoever was in there. Where the engine had not told who is, that is who has
 * had time to get there: somebody may be on the way to a new room while the end of the last one is told, or told again.
 */
export function withoutRoom(conference: Conference, engineRoom: string | null, now: Date): Conference {
  const known = conference.engineRoom;
  if (known !== null && engineRoom !== null && known !== engineRoom) return conference;
  const isThere = ({ place, isInside, since }: Participant) =>
    place === 'room' && (known === null ? now.getTime() - new Date(since).getTime() > ON_THE_WAY : isInside);
  const gone = conference.participants.filter(isThere);
  const left = gone.reduce((rest, { call }) => leave(rest, call), conference);
  return known === null ? left : { ...left, engineRoom: null };
}

/** The conference without those who must be gone, though nobody has said so; its card is to show that. */
export function withoutGone(conference: Conference, now: Date): Conference {
  const gone = conference.participants.filter(({ until }) => new Date(until) <= now);
  if (gone.length === 0) return conference;
  // Those in the lobby first: else their meeting would seem to go on for them.
  const inOrder = [...gone].sort((one, other) => one.place.localeCompare(other.place));
  const { card } = conference;
  const shownAnew: Conference = { ...conference, card: card && { ...card, isDue: true } };
  return inOrder.reduce((rest, { call }) => leave(rest, call), shownAnew);
}

/** Seconds for which a caller may stay in the room from now on. */
export function secondsLeft(conference: Conference, callStartedAt: string, now: Date): number {
  const since = (at: string) => Math.floor((now.getTime() - new Date(at).getTime()) / 1_000);
  const ofCall = LONGEST_CALL - since(callStartedAt);
  const { startedAt, startedBy } = conference;
  const ofMeeting =
    startedBy === 'callers' && startedAt !== null ? LONGEST_WITHOUT_PIN - since(startedAt) : ofCall;
  return Math.max(1, Math.min(ofCall, ofMeeting));
}

function untilOf(
  conference: Conference,
  place: Participant['place'],
  callStartedAt: string,
  now: Date,
): string {
  const isWaiting = place === 'lobby';
  return later(now, isWaiting ? SILENCE_IN_LOBBY : secondsLeft(conference, callStartedAt, now) + MARGIN);
}

function later(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1_000).toISOString();
}
