import type { Heard } from '../calls/callTurn.ts';
import { parsePhoneNumber } from '../domain/phoneNumber.ts';
import type { CallEvent } from '../calls/callEvent.ts';

/** What telephony engines write in place of a number that is not told, spelt on the keys of a telephone. */
const HIDDEN = ['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253'];

/** States in which there is no call any more. */
const OVER = ['completed', 'busy', 'failed', 'no-answer', 'canceled', 'cancelled'];

/** What an engine tells in place of keys where the caller has hung up. Source: Twilio, "TwiML Voice: Record". */
const HUNG_UP = 'hangup';

/** Characters of a number that is none of ours, as far as the log has it. */
const LONGEST_DIALLED = 60;

/** A webhook, as both engines send it but for the names. */
export interface EngineRequest {
  engine: 'twilio' | 'jambonz';
  callId: string;
  from: string | undefined;
  to: string | undefined;
  status: string | undefined;
  /** Absent where no keys were asked for, or none was pressed. */
  digits: string | undefined;
  /** What has happened to a room, which is told by our name and by the engine's. */
  room?: { what: 'entered' | 'closed'; room: string; engineRoom: string } | undefined;
  /** What was recorded, by the engine's name; `isTold`: this is told by itself, and not of a step. */
  recording?: { name: string; isTold: boolean } | undefined;
  /** Whether this engine can record a name and announce it. */
  records: boolean;
  /** Of the address, as we wrote it. */
  query: URLSearchParams;
}

/** What a webhook tells; undefined for one that we never asked for. */
export function eventOf(request: EngineRequest): CallEvent | undefined {
  const { engine, callId, query, status, digits, room: happened } = request;
  const { room = '', engineRoom = '' } = happened ?? {};
  if (happened?.what === 'closed') return { kind: 'closed', room, engineRoom: engineRoom || null };
  if (callId === '') return undefined;
  const call = `${engine}:${callId}`;
  const recording = request.recording?.name ?? null;
  if (recording !== null && request.recording?.isTold) return { kind: 'recorded', call, recording };
  const isOver = (status !== undefined && OVER.includes(status)) || digits === HUNG_UP;
  if (isOver) return { kind: 'ended', call, recording };
  if (happened && engineRoom !== '') return { kind: 'entered', call, room, engineRoom };
  const step = query.get('step');
  if (step === null) {
    const { from, to, records } = request;
    return {
      kind: 'arrived',
      call,
      from: callerOf(from),
      to: numberOf(to),
      dialled: (to ?? '').slice(0, LONGEST_DIALLED),
      records,
    };
  }
  if (!/^\d{1,9}$/.test(step)) return undefined;
  return { kind: 'heard', call, step: Number(step), heard: heardOf(query.get('what'), digits, recording) };
}

function heardOf(what: string | null, digits: string | undefined, recording: string | null): Heard {
  if (what === 'waited' || what === 'left') return { kind: what };
  if (what === 'recorded') return { kind: 'recorded', recording };
  return { kind: 'keys', keys: (digits ?? '').slice(0, 32) };
}

/** A caller's number; null when it is hidden, or none at all. */
function callerOf(from: string | undefined): string | null {
  const number = numberOf(from);
  return number !== null && HIDDEN.includes(number) ? null : number;
}

/** A number in E.164, also out of a SIP address. */
function numberOf(text: string | undefined): string | null {
  const user = /^sips?:([^@;]+)/i.exec(text ?? '')?.[1] ?? text ?? '';
  return parsePhoneNumber(user) ?? null;
}
