import type { CallAnswer } from '../domain/call.ts';
import type { Coming } from './callAnnouncement.ts';
import type { Heard } from './callTurn.ts';

/** What a telephony engine tells, in no engine's words; `call` is the engine's name, a colon, and its name for the call. */
export type CallEvent =
  /**
   * Numbers in E.164; a caller who hides theirs has none. `dialled`: what was called, as the engine writes it. `records`: the engine
   * can record a name and announce it.
   */
  | {
      kind: 'arrived';
      call: string;
      from: string | null;
      to: string | null;
      dialled: string;
      records: boolean;
    }
  /** What the caller has done after the answer with this step. */
  | { kind: 'heard'; call: string; step: number; heard: Heard }
  /** The call has ended, for whatever reason; with what was being recorded then. */
  | { kind: 'ended'; call: string; recording: string | null }
  /** The caller is in the room, which the engine itself calls `engineRoom`. */
  | { kind: 'entered'; call: string; room: string; engineRoom: string }
  /** Something was recorded in a call, whatever has become of that since. */
  | { kind: 'recorded'; call: string; recording: string }
  /** The engine has closed a room, which it has called `engineRoom` if it says so: nobody is in it any more. */
  | { kind: 'closed'; room: string; engineRoom: string | null };

/** What the engine is to say and do, and the step under which it tells what came of it. */
export interface Attended {
  answer: CallAnswer;
  step: number;
  /** What those in a room are to be told now, and the engine's name for the room. */
  tell?: { call: string; coming: Coming; engineRoom: string };
}

/** Handles what an engine tells. */
export type Attend = (event: CallEvent) => Promise<Attended>;
