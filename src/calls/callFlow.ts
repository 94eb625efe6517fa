import type { Call, CallAnswer, Doing, Spoken } from '../domain/call.ts';
import type { FoundMeeting, Heard, Learned, Need, Turn } from './callTurn.ts';

/** How often a caller is asked for a conference ID, or for a PIN. */
const TRIES = 3;

/** Steps within which a language can be chosen. */
const MOST_CHOICES = 6;

/** Digits that are listened for: more than any conference ID or PIN has. */
const MOST_DIGITS = 16;

/** Seconds of silence after which an answer counts as none. */
const SILENCE = { id: 10, star: 5, pin: 10 } as const;

/** Seconds in which a name can be said. */
const NAME = 5;

/** What a new call begins with. */
export function newCall(
  given: Pick<Call, 'id' | 'from' | 'to' | 'startedAt' | 'languages' | 'records'>,
): Call {
  return {
    ...given,
    language: given.languages[0] ?? 'en-US',
    stage: 'id',
    step: 0,
    idTries: 0,
    pinTries: 0,
    conference: null,
    conferenceId: null,
    isOrganizer: false,
    isNamed: false,
    recording: null,
    dueAt: null,
    dueTries: 0,
    answer: HANG_UP,
  };
}

/** The flow until there is something to say: what it has to know on the way, `find` finds out. */
export async function goOn(
  call: Call,
  event: Heard,
  find: (call: Call, need: Need) => Promise<Learned>,
): Promise<Call> {
  let turn = heard(call, event);
  while (turn.need) turn = learned(turn.call, await find(turn.call, turn.need));
  return turn.call;
}

/** The dial-in attendant: what has happened, and what is said and done next. Knows no engine, no store and no time. */
export function heard(call: Call, event: Heard): Turn {
  if (call.stage === 'ended') return { call };
  if (event.kind === 'left') return { call: ended(call, []) };
  switch (call.stage) {
    case 'id':
      return event.kind === 'arrived' ? { call: greeted(call) } : idGiven(call, keysOf(event));
    case 'star':
      return keysOf(event).startsWith('*') ? { call: askedPin(call, []) } : toTheDoor(call);
    case 'pin':
      return pinGiven(call, keysOf(event));
    case 'name':
      return atTheDoor(call);
    case 'lobby':
      return event.kind === 'waited' ? { call, need: { need: 'knock' } } : { call };
    case 'meeting':
      // The room is the engine's until the caller leaves it.
      return { call };
  }
}

/** Goes on with what was found out. */
export function learned(call: Call, answer: Learned): Turn {
  switch (answer.kind) {
    case 'meeting':
      return answer.meeting === null ? { call: wrongId(call, true) } : toMeeting(call, answer.meeting);
    case 'pin':
      if (answer.isRight) return atTheDoor({ ...call, isOrganizer: true });
      return wrongPin(call, true);
    case 'lobby':
      return { call: waiting(call, answer.admission) };
    case 'room':
      return { call: joined(call, answer) };
    case 'gone':
      return { call: ended(call, [say(call, 'gone'), say(call, 'goodbye')]) };
  }
}

function greeted(call: Call): Call {
  return askedId(call, [say(call, 'welcome')], true);
}

/** Asks for the ID; before the first answer the other languages are offered, each in itself. */
function askedId(call: Call, before: readonly Spoken[], offersLanguages: boolean): Call {
  const others = offersLanguages ? call.languages.slice(1) : [];
  const offers = others.map((language, at) => ({ text: 'language', params: { key: at + 2 }, language }));
  return {
    ...call,
    stage: 'id',
    answer: {
      says: [...before, ...offers, say(call, 'askId')],
      then: gather(MOST_DIGITS, '#', SILENCE.id),
    },
  };
}

function idGiven(call: Call, keys: string): Turn {
  // Whoever chooses a language may go on with the ID at once.
  const [, choice = '', id = ''] = /^([2-9])(\d{7})?$/.exec(keys) ?? [];
  const other = choice === '' ? undefined : call.languages[Number(choice) - 1];
  // Who chooses for ever is on the line for something else.
  if (other !== undefined && call.step < MOST_CHOICES) {
    const spoken = { ...call, language: other };
    if (id !== '') return { call: spoken, need: { need: 'meeting', conferenceId: id } };
    return { call: askedId(spoken, [], false) };
  }
  if (keys === '') return { call: wrongId(call, false) };
  return { call, need: { need: 'meeting', conferenceId: keys } };
}

/** The same words for every ID that opens nothing, whatever the reason. */
function wrongId(call: Call, wasGiven: boolean): Call {
  const tried = { ...call, idTries: call.idTries + 1 };
  const told = [say(call, wasGiven ? 'wrongId' : 'nothingHeard')];
  if (tried.idTries >= TRIES) return ended(tried, [...told, say(call, 'goodbye')]);
  return askedId(tried, told, false);
}

/** Whoever may go in does; where the organizer has to come first, the caller may say that they are it. */
function toMeeting(call: Call, meeting: FoundMeeting): Turn {
  const { conference, conferenceId, needsOrganizer, tellsNames } = meeting;
  const known = { ...call, conference, conferenceId, isNamed: tellsNames && call.records };
  if (!needsOrganizer) return toTheDoor(known);
  return {
    call: {
      ...known,
      stage: 'star',
      answer: { says: [say(call, 'askStar')], then: gather(1, '', SILENCE.star) },
    },
  };
}

function askedPin(call: Call, before: readonly Spoken[]): Call {
  return {
    ...call,
    stage: 'pin',
    answer: { says: [...before, say(call, 'askPin')], then: gather(MOST_DIGITS, '#', SILENCE.pin) },
  };
}

function pinGiven(call: Call, keys: string): Turn {
  return keys === '' ? wrongPin(call, false) : { call, need: { need: 'pin', pin: keys } };
}

/** After three tries the caller is a participant like others. */
function wrongPin(call: Call, wasGiven: boolean): Turn {
  const tried = { ...call, pinTries: call.pinTries + 1 };
  if (tried.pinTries >= TRIES) return toTheDoor(tried);
  return { call: askedPin(tried, [say(call, wasGiven ? 'wrongPin' : 'nothingHeard')]) };
}

/** Whoever is announced by name says it first; the organizer's is known. */
function toTheDoor(call: Call): Turn {
  if (!call.isNamed) return atTheDoor(call);
  const says = [...asParticipant(call), say(call, 'askName')];
  return { call: { ...call, stage: 'name', answer: { says, then: { do: 'record', seconds: NAME } } } };
}

/** What is said first to somebody whose PINs were all wrong. */
function asParticipant(call: Call): Spoken[] {
  return call.stage === 'pin' ? [say(call, 'asParticipant')] : [];
}

function atTheDoor(call: Call): Turn {
  return { call, need: { need: 'entry' } };
}

/** What to wait for is said once; then there is music until something changes. */
function waiting(call: Call, admission: 'auto' | 'organizer' | null): Call {
  if (call.stage === 'lobby' && call.answer.says.length === 0) return call;
  if (call.stage === 'lobby') return { ...call, answer: { ...call.answer, says: [] } };
  return {
    ...call,
    stage: 'lobby',
    answer: {
      says: [...asParticipant(call), say(call, admission === 'organizer' ? 'lobbyOrganizer' : 'lobby')],
      then: { do: 'wait' },
    },
  };
}

function joined(call: Call, { room, tone, seconds, starts }: Extract<Learned, { kind: 'room' }>): Call {
  return {
    ...call,
    stage: 'meeting',
    answer: { says: [say(call, starts ? 'starting' : 'joining')], then: { do: 'join', room, tone, seconds } },
  };
}

function ended(call: Call, says: Spoken[]): Call {
  return { ...call, stage: 'ended', answer: { says, then: { do: 'hangUp' } } };
}

const HANG_UP: CallAnswer = { says: [], then: { do: 'hangUp' } };

function gather(most: number, endKey: '#' | '', seconds: number): Doing {
  return { do: 'gather', most, endKey, seconds };
}

function say({ language }: Call, text: string): Spoken {
  return { text, params: {}, language };
}

/** What was pressed, without the key that ends an answer. */
function keysOf(event: Heard): string {
  return event.kind === 'keys' ? event.keys.replace(/#$/, '') : '';
}
