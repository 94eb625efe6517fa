import type { Call } from '../domain/call.ts';

/** What a caller does. */
export type Heard =
  | { kind: 'arrived' }
  /** Without the key that ended them; empty when nothing was pressed. */
  | { kind: 'keys'; keys: string }
  /** Null when nothing was said. */
  | { kind: 'recorded'; recording: string | null }
  /** The music has been played to its end. */
  | { kind: 'waited' }
  /** They have left the room, or have hung up. */
  | { kind: 'left' };

/** What the flow has to know before it can go on: whoever calls it finds out and tells it. */
export type Need =
  | { need: 'meeting'; conferenceId: string }
  | { need: 'pin'; pin: string }
  /** The caller comes to the door of the meeting. */
  | { need: 'entry' }
  /** The caller, who waits, asks again. */
  | { need: 'knock' };

/** The meeting that an ID opens, as far as the flow has to know it. */
export interface FoundMeeting {
  conference: string;
  conferenceId: string;
  /** Whether somebody has to start it by PIN, and nobody has yet. */
  needsOrganizer: boolean;
  /** Whether those in it are told who comes and goes by name. */
  tellsNames: boolean;
}

/** The answer to a need. */
export type Learned =
  | { kind: 'meeting'; meeting: FoundMeeting | null }
  | { kind: 'pin'; isRight: boolean }
  /** `admission`: who lets those in who wait; null where callers may start. */
  | { kind: 'lobby'; admission: 'auto' | 'organizer' | null }
  | { kind: 'room'; room: string; tone: boolean; seconds: number; starts: boolean }
  /** There is no such meeting any more. */
  | { kind: 'gone' };

/** A call after something has happened; where `need` is there, its answer decides how it goes on. */
export interface Turn {
  call: Call;
  need?: Need;
}
