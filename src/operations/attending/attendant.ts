import { goOn, newCall } from '../../calls/callFlow.ts';
import type { Heard, Learned, Need } from '../../calls/callTurn.ts';
import type { Attended, CallEvent } from '../../calls/callEvent.ts';
import { spokenOf } from '../../calls/languages.ts';
import type { Call } from '../../domain/call.ts';
import type { Gate } from '../operation.ts';
import { countCall } from './callCounts.ts';
import { callWorkOf, type CallWork } from './callWork.ts';
import { dueOf } from './callsDue.ts';
import { closeRoom, comeIn, comeInside, findMeeting, goOut, knock, organizerOf } from './conferenceDoor.ts';
import { countWrongId, isCallerLocked, tryPin } from './pinTries.ts';

/**
 * Handles what an engine tells of a call: one transaction each. What comes again, late or out of turn changes nothing, but that a
 * recording is never forgotten, and gets what was answered last.
 */
export async function attend(gate: Gate, event: CallEvent): Promise<Attended> {
  const attended = await gate.store.transaction(async (tx) => {
    const work = await callWorkOf(tx, gate);
    if (event.kind === 'closed') {
      await closeRoom(work, event.room, event.engineRoom);
      return nobody();
    }
    const call = await tx.calls.get(event.call);
    if (event.kind === 'arrived') return call ? again(call) : arrive(work, event);
    if (!call) return nobody();
    if (event.kind === 'entered') {
      const tell = await comeInside(work, call, event.room, event.engineRoom);
      return { ...again(call), ...(tell && { tell }) };
    }
    const isNow = event.kind === 'ended' || (event.kind === 'heard' && event.step === call.step);
    const named = withRecording(call, event);
    if (!isNow || call.stage === 'ended') return again(await remember(work, call, named));
    return step(work, named, event.kind === 'ended' ? { kind: 'left' } : event.heard);
  });
  // An engine leads a number here that nobody has added, or that was removed.
  if (event.kind === 'arrived' && attended.step === 0)
    gate.log.warn({ to: event.dialled }, 'a call to a number that is not ours');
  return attended;
}

/**
 * The call with the recording that an event tells of, however late: the engine keeps it until it is asked not to. Of a call in which
 * nobody was asked for a name it is none of ours.
 */
function withRecording(call: Call, event: CallEvent): Call {
  const told = event.kind === 'heard' ? event.heard : event;
  const recording = 'recording' in told && call.isNamed ? told.recording : null;
  return recording === null || call.recording !== null ? call : { ...call, recording };
}

/** Keeps what was learned of a call that goes on as it was, or has ended. */
async function remember({ tx, now }: CallWork, before: Call, call: Call): Promise<Call> {
  if (call === before) return call;
  const kept = { ...call, dueAt: dueOf(call, now), dueTries: 0 };
  await tx.calls.put(kept);
  return kept;
}

function again({ answer, step }: Call): Attended {
  return { answer, step };
}

/** A call of which nothing is known: there is nothing to say to it. */
function nobody(): Attended {
  return { answer: { says: [], then: { do: 'hangUp' } }, step: 0 };
}

/** A number of ours is called. Any other is none of our business. */
async function arrive(work: CallWork, event: Extract<CallEvent, { kind: 'arrived' }>): Promise<Attended> {
  const number = event.to === null ? undefined : await work.tx.serviceNumbers.get(event.to);
  if (!number) return nobody();
  const call = newCall({
    id: event.call,
    from: event.from,
    to: number.number,
    startedAt: work.now.toISOString(),
    languages: spokenOf([number.primaryLanguage, ...number.secondaryLanguages]),
    records: event.records,
  });
  await countCall(work, 'calls');
  return step(work, call, { kind: 'arrived' });
}

/** One step of the call, and what follows from where it has got to. */
async function step(work: CallWork, call: Call, happened: Heard): Promise<Attended> {
  const after = await goOn(call, happened, (now, need) => find(work, now, need));
  if (after === call) return again(call);
  const tell = after.stage === 'ended' ? await goOut(work, call) : undefined;
  const kept = { ...after, step: call.step + 1, dueAt: dueOf(after, work.now), dueTries: 0 };
  await work.tx.calls.put(kept);
  return { ...again(kept), ...(tell && { tell }) };
}

/** What the flow has to know. */
async function find(work: CallWork, call: Call, need: Need): Promise<Learned> {
  switch (need.need) {
    case 'meeting':
      return findId(work, call, need.conferenceId);
    case 'pin': {
      const organizer = await organizerOf(work, call);
      if (!organizer) return { kind: 'gone' };
      return { kind: 'pin', isRight: await tryPin(work, organizer, call.from, need.pin) };
    }
    case 'entry':
      return comeIn(work, call);
    case 'knock':
      return knock(work, call);
  }
}

/** Looks for an ID; a caller who has guessed too much finds none. */
async function findId(work: CallWork, call: Call, conferenceId: string): Promise<Learned> {
  // Undefined when it is ours no longer.
  const number = await work.tx.serviceNumbers.get(call.to);
  const isLocked = await isCallerLocked(work, call.from);
  const found = number && (await findMeeting(work, conferenceId, number));
  if (found && !isLocked) return { kind: 'meeting', meeting: found };
  await countCall(work, 'wrongIds');
  await countWrongId(work, call.from);
  return { kind: 'meeting', meeting: null };
}
