import * as z from 'zod';
import { ConferenceId } from './conferenceId.ts';

/** A caller of a conference. */
export const Participant = z.object({
  /** The id of the call. */
  call: z.string(),
  /** E.164; null for a hidden number. */
  from: z.string().nullable(),
  place: z.enum(['lobby', 'room']),
  isOrganizer: z.boolean(),
  since: z.iso.datetime(),
  /** Whether the engine has told that they are in the room. */
  isInside: z.boolean().default(false),
  /** When they must have gone, unless they are heard of again: the word of an engine that a call has ended can get lost. */
  until: z.iso.datetime(),
});

/** A caller of a conference. */
export type Participant = z.infer<typeof Participant>;

/** A meeting with callers, for as long as it has any. The room itself is held by the telephony engine. */
export const Conference = z.object({
  /** `user` or `meeting`, a colon, and its key: whose standing conference it is, or which meeting. */
  key: z.string().min(1),
  organizerKey: z.string(),
  /** The ID under which it was entered. */
  conferenceId: ConferenceId,
  /** The engine's name for the room: tells nothing, and is new with every start. */
  room: z.string().min(1),
  /** What the engine itself calls the room while somebody is in it; null before it has told. */
  engineRoom: z.string().nullable().default(null),
  /** When it was started; null while all wait for that. */
  startedAt: z.iso.datetime().nullable(),
  /** Who has started it; null before. */
  startedBy: z.enum(['organizer', 'callers']).nullable(),
  /** Whether whoever waits is let in. */
  isOpen: z.boolean(),
  participants: z.array(Participant),
  /** The organizer's card that tells who waits, and whether it does not show yet what is so now; null before anybody has waited. */
  card: z.object({ about: z.string(), isDue: z.boolean() }).nullable(),
});

/** A meeting with callers. */
export type Conference = z.infer<typeof Conference>;

/** A meeting with a conference ID of its own, as every one has with dynamic IDs. */
export const Meeting = z.object({
  id: z.string().min(1),
  organizerKey: z.string(),
  conferenceId: ConferenceId,
  title: z.string(),
  /** Which one it is in its organizer's calendar, where its invitation was given the ID. */
  event: z.string().optional(),
  createdAt: z.iso.datetime(),
});

/** A meeting with a conference ID of its own. */
export type Meeting = z.infer<typeof Meeting>;

/** The key of a person's standing conference, which their own ID opens. */
export function standingConference(userKey: string): string {
  return `user:${userKey}`;
}

/** The key of the conference of a meeting with an ID of its own. */
export function conferenceOfMeeting(id: string): string {
  return `meeting:${id}`;
}

/** What a conference's card is about: names the conference, and is another one each time. */
export function cardAbout(key: string, uuid: string): string {
  return `${key} ${uuid}`;
}

/** The key of the conference that a card is about. */
export function conferenceAbout(about: string): string {
  return about.split(' ')[0] ?? about;
}

/** Those who wait. */
export function waitingIn(conference: Conference): Participant[] {
  return conference.participants.filter(({ place }) => place === 'lobby');
}
