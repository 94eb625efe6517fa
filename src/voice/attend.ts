import type { Heard } from '../calls/callFlow.ts';
import type { CallAnswer } from '../domain/call.ts';

/** What an engine tells of a call, in no engine's words. */
export type CallEvent =
  | { kind: 'arrived'; call: string; from: string | null; to: string | null }
  | { kind: 'heard'; call: string; step: number; heard: Heard }
  | { kind: 'ended'; call: string }
  | { kind: 'closed'; room: string };

/** The attendant: what to say and do, and the step under which the engine tells what came of it. */
export type Attend = (event: CallEvent) => Promise<{ answer: CallAnswer; step: number }>;
