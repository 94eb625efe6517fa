import {
  enter,
  goIn,
  inside,
  leave,
  mayGoIn,
  othersInside,
  secondsLeft,
  stillThere,
  withoutGone,
  withoutRoom,
} from '../../calls/admission.ts';
import type { Coming } from '../../calls/callAnnouncement.ts';
import type { Attended } from '../../calls/callEvent.ts';
import type { FoundMeeting, Learned } from '../../calls/callTurn.ts';
import type { Call } from '../../domain/call.ts';
import { callerRules, type CallerRules } from '../../domain/callerRules.ts';
import type { Conference } from '../../domain/conference.ts';
import type { ServiceNumber } from '../../domain/serviceNumber.ts';
import type { User } from '../../domain/user.ts';
import { countCall } from './callCounts.ts';
import type { CallWork } from './callWork.ts';
import { lobbyChanged } from './lobbyCard.ts';
import { openedBy, type OpenedMeeting } from './openedMeeting.ts';

/** The meeting that an ID opens, and whether it has to be started by PIN. */
export async function findMeeting(
  work: CallWork,
  conferenceId: string,
  number: ServiceNumber,
): Promise<FoundMeeting | null> {
  const opened = await openedBy(work, conferenceId, number);
  if (!opened) return null;
  const conference = await conferenceNow(work, opened);
  const { start, announcement } = callerRules(opened.organizer, work.settings);
  return {
    conference: opened.key,
    conferenceId,
    needsOrganizer: start === 'organizer' && conference.startedAt === null,
    tellsNames: announcement === 'names',
  };
}

/** Whose meeting a call is about; undefined when its ID does not open it any more. */
export async function organizerOf(work: CallWork, call: Call): Promise<User | undefined> {
  return (await stillOpened(work, call))?.organizer;
}

/** A caller comes to the door: into the room, into the lobby, or there is no such meeting any more. */
export async function comeIn(work: CallWork, call: Call): Promise<Learned> {
  const opened = await stillOpened(work, call);
  if (!opened) return { kind: 'gone' };
  const rules = callerRules(opened.organizer, work.settings);
  const before = await conferenceNow(work, opened);
  const { conference, place, starts } = enter(before, entrantOf(call), rules, work.now, () =>
    work.house.random.uuid(),
  );
  if (starts) await countCall(work, 'started');
  await keep(work, opened.organizer, before, conference);
  if (place === 'lobby') return { kind: 'lobby', admission: rules.admission };
  return roomFor(work, call, conference, rules, starts);
}

/** Somebody who waits asks again whether they may go in. */
export async function knock(work: CallWork, call: Call): Promise<Learned> {
  const opened = await stillOpened(work, call);
  if (!opened) return { kind: 'gone' };
  const before = await conferenceNow(work, opened);
  if (secondsLeft(before, call.startedAt, work.now) <= 1) return { kind: 'gone' };
  const rules = callerRules(opened.organizer, work.settings);
  const isThere = before.participants.some((one) => one.call === call.id);
  // Who was not heard of for too long comes anew, as does everybody where callers may start from now on.
  if (!isThere || (before.startedAt === null && rules.start === 'anybody')) return comeIn(work, call);
  if (!mayGoIn(before, rules.admission)) {
    const known = stillThere(before, call.id, work.now);
    if (known !== before) await keep(work, opened.organizer, before, known);
    return { kind: 'lobby', admission: rules.admission };
  }
  const conference = goIn(before, call.id, call.startedAt, work.now);
  await keep(work, opened.organizer, before, conference);
  return roomFor(work, call, conference, rules, false);
}

/** The engine has told that somebody is in the room; what the others there are to be told of it. */
export async function comeInside(
  work: CallWork,
  call: Call,
  room: string,
  engineRoom: string,
): Promise<Attended['tell']> {
  const before = await conferenceOf(work, call);
  const after = before?.room === room ? inside(before, call.id, engineRoom) : null;
  if (!after) return undefined;
  await work.tx.conferences.put(after);
  return tellOthers(work, call, after, 'entered');
}

/** A call has ended: who was in the room or in the lobby is there no longer; what the others are to be told of it. */
export async function goOut(work: CallWork, call: Call): Promise<Attended['tell']> {
  const conference = await conferenceOf(work, call);
  const leaver = conference?.participants.find((one) => one.call === call.id);
  if (!conference || !leaver) return undefined;
  if (call.stage === 'lobby') await countCall(work, 'waitedInVain');
  const organizer = await work.tx.users.get(conference.organizerKey);
  await keep(work, organizer, conference, leave(conference, call.id));
  return leaver.isInside ? tellOthers(work, call, conference, 'left') : undefined;
}

/** Nobody is told anything while they are alone, or when names are not to be told any more. */
async function tellOthers(
  work: CallWork,
  call: Call,
  conference: Conference,
  coming: Coming,
): Promise<Attended['tell']> {
  const { engineRoom, organizerKey } = conference;
  if (engineRoom === null || othersInside(conference, call.id).length === 0) return undefined;
  const organizer = await work.tx.users.get(organizerKey);
  if (!organizer || !isAnnounced(call, callerRules(organizer, work.settings))) return undefined;
  return { call: call.id, coming, engineRoom };
}

/** Whether the others are told the name of this caller: the engine knows it, and the settings still want it. */
function isAnnounced({ isNamed }: Call, { announcement }: Pick<CallerRules, 'announcement'>): boolean {
  return isNamed && announcement === 'names';
}

/** The conference that a call is in, or waits for. */
async function conferenceOf(work: CallWork, { conference }: Call): Promise<Conference | undefined> {
  return conference === null ? undefined : work.tx.conferences.get(conference);
}

/** A room is no more: nobody is in it. The engine may have opened another one meanwhile, or be about to, for who comes next. */
export async function closeRoom(work: CallWork, room: string, engineRoom: string | null): Promise<void> {
  const conference = await work.tx.conferences.byRoom(room);
  if (!conference) return;
  const after = withoutRoom(conference, engineRoom, work.now);
  if (after === conference) return;
  const organizer = await work.tx.users.get(conference.organizerKey);
  await keep(work, organizer, conference, after);
}

/** Writes a conference and has its card changed where it has to be; one in which nobody is, and that shows nowhere, is forgotten. */
export async function keep(
  work: CallWork,
  organizer: User | undefined,
  before: Conference,
  after: Conference,
): Promise<void> {
  const shown = organizer ? await lobbyChanged(work, organizer, before, after) : after;
  const { key, card, participants } = shown;
  if (participants.length > 0) await work.tx.conferences.put(shown);
  else if (card === null) await work.tx.conferences.delete(key);
  // What its card shows is looked at once more, and then the conference is forgotten.
  else await work.tx.conferences.put({ ...shown, card: { ...card, isDue: true } });
}

/** The meeting of a call, if the ID that was given still opens it. */
async function stillOpened(work: CallWork, call: Call): Promise<OpenedMeeting | undefined> {
  const number = await work.tx.serviceNumbers.get(call.to);
  if (!number || call.conferenceId === null) return undefined;
  const opened = await openedBy(work, call.conferenceId, number);
  return opened?.key === call.conference ? opened : undefined;
}

/** The conference of a meeting as it is now, without those who must be gone. */
export async function conferenceNow(
  work: CallWork,
  { key, organizer, conferenceId }: OpenedMeeting,
): Promise<Conference> {
  const known = await work.tx.conferences.get(key);
  const fresh: Conference = {
    key,
    organizerKey: organizer.key,
    conferenceId,
    room: work.house.random.uuid(),
    engineRoom: null,
    startedAt: null,
    startedBy: null,
    isOpen: false,
    participants: [],
    card: null,
  };
  return known ? { ...withoutGone(known, work.now), conferenceId } : fresh;
}

function entrantOf({ id, from, isOrganizer, startedAt }: Call) {
  return { call: id, from, isOrganizer, callStartedAt: startedAt };
}

function roomFor(
  work: CallWork,
  call: Call,
  conference: Conference,
  rules: CallerRules,
  starts: boolean,
): Learned {
  return {
    kind: 'room',
    room: conference.room,
    // Where the engine cannot tell names, a tone is better than nothing.
    tone: rules.announcement !== 'none' && !isAnnounced(call, rules),
    seconds: secondsLeft(conference, call.startedAt, work.now),
    starts,
  };
}
