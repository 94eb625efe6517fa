import { LONGEST_CALL } from '../../calls/admission.ts';
import type { Call } from '../../domain/call.ts';

const SECOND = 1_000;
/** Milliseconds that an engine has to end a call by itself. */
const MARGIN = 10 * SECOND;
/** Milliseconds for which a name is needed after its call: to tell that its owner has left. */
const FAREWELL = 120 * SECOND;
/** Tries after which an engine is not asked any more. */
const MOST_TRIES = 40;
/** Milliseconds until the second try; it doubles. */
const FIRST_PAUSE = 60 * SECOND;
const LONGEST_PAUSE = 3_600 * SECOND;

/** When the engine has to be asked something about a call that has got so far; null: never. Whoever has left something, a recording or a place in the lobby, is not let be. */
export function dueOf({ stage, answer, recording, startedAt }: Call, now: Date): string | null {
  if (stage === 'ended') return recording === null ? null : later(now, FAREWELL);
  if (stage === 'meeting' && answer.then.do === 'join')
    return later(now, answer.then.seconds * SECOND + MARGIN);
  const isKnown = recording !== null || stage === 'lobby';
  return isKnown ? later(new Date(startedAt), LONGEST_CALL * SECOND + MARGIN) : null;
}

/** A call after the engine was asked in vain; after very many times it is not asked any more, and `dueAt` is null. */
export function askedInVain(call: Call, now: Date): Call {
  const dueTries = call.dueTries + 1;
  if (dueTries >= MOST_TRIES) return { ...call, dueAt: null, dueTries };
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** call.dueTries);
  return { ...call, dueAt: later(now, pause), dueTries };
}

function later(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}
