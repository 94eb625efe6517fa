import type { CallerRules } from '../domain/callerRules.ts';
import { type Conference, type Participant } from '../domain/conference.ts';

const HOUR = 3_600;

/** Seconds for which a call may last. */
export const LONGEST_CALL = 24 * HOUR;

/** Seconds for which a meeting lasts that callers have started, without anybody's PIN. */
export const LONGEST_WITHOUT_PIN = 4 * HOUR;

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
  rules: Pick<CallerRules, 'start' | 'admission'>,
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
        isOpen: rules.admission !== 'organizer',
      }
    : conference;
  const place = begun.startedAt === null ? 'lobby' : 'room';
  const others = begun.participants.filter(({ call }) => call !== entrant.call);
  const { call, from, isOrganizer } = entrant;
  return {
    conference: { ...begun, participants: [...others, { call, from, isOrganizer, place, since: at }] },
    place,
    starts,
  };
}

/** Whether somebody who waits may go in now. */
export function mayGoIn(conference: Conference): boolean {
  return conference.startedAt !== null && conference.isOpen;
}

/** The conference after somebody who waited has gone in. */
export function goIn(conference: Conference, call: string, now: Date): Conference {
  return {
    ...conference,
    participants: conference.participants.map((one) =>
      one.call === call ? { ...one, place: 'room', since: now.toISOString() } : one,
    ),
  };
}

/** The conference without somebody who has left: when nobody is in the room the meeting is over. */
export function leave(conference: Conference, call: string): Conference {
  const participants = conference.participants.filter((one) => one.call !== call);
  const left = { ...conference, participants };
  if (participants.some(({ place }) => place === 'room')) return left;
  return { ...left, startedAt: null, startedBy: null, isOpen: false };
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
