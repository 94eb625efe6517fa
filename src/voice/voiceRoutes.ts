import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Attend } from '../calls/callEvent.ts';
import { announce, sendAnnouncement, sendName, type Announcing } from './announcing.ts';
import { end } from './answering.ts';
import { eventOf, type EngineRequest } from './engineRequest.ts';
import { jambonz } from './jambonz.ts';
import { hasKey, listNumbers, mapConference, type Mapper } from './jitsi.ts';
import { holdMusic } from './music.ts';
import type { Rendering } from './rendering.ts';
import { hasSecret, isSignedByTwilio } from './signatures.ts';
import { twiml } from './twiml.ts';

/** What answering telephony engines needs. */
export interface VoiceOptions extends Announcing {
  attend: Attend;
  /** Whether names can be recorded, and announced. */
  records: boolean;
  /** Local mode: whoever is on this machine may be an engine. */
  unsigned: boolean;
  /** Null where calls do not come from such an engine. */
  twilioAuthToken: string | null;
  jambonzSecret: string | null;
  /** The key of who may ask for IDs and numbers; null: nobody, but in local mode. */
  mapperKey: string | null;
  mapper: () => Mapper;
}

/** The most bytes of a webhook. */
const LARGEST = 64 * 1024;

/**
 * Answers `POST /voice/twilio`, `POST /voice/jambonz`, both also with `/status`, `POST /voice/twilio/announcement`,
 * `GET /voice/names/…`, `GET /voice/music.wav`, and what Jitsi Meet asks for.
 */
export function voiceRoutes(options: VoiceOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://voice');
    const path = pathname.replace(/^\/voice/, '').replace(/\/$/, '');
    if (path === '/music.wav' && request.method === 'GET') return sendMusic(response);
    if (path === '/conferenceMapper' || path === '/phoneNumberList')
      return answerMapper(options, path, request, searchParams, response);
    const name = /^\/names\/([\w-]+)$/.exec(path)?.[1];
    if (name !== undefined && request.method === 'GET') return sendName(options, name, response);
    const isAnnouncement = path === '/twilio/announcement';
    const engine = isAnnouncement ? 'twilio' : engineOf(path);
    if (!engine) return end(response, 404);
    if (request.method !== 'POST') return end(response, 405);
    const body = await readBody(request);
    if (body === undefined) return end(response, 413);
    const url = `${options.url()}${path}${search}`;
    const told =
      engine === 'twilio' ? fromTwilio(options, request, url, body) : fromJambonz(options, request, body);
    if (typeof told === 'number') return end(response, told);
    if (isAnnouncement) return sendAnnouncement(options, searchParams, response);
    const records = engine === 'twilio' && options.records;
    const event = eventOf({ ...told, engine, records, query: searchParams });
    if (!event) return end(response, 400);
    // A status is told, not asked about.
    const isStatus = path.endsWith('/status');
    if (isStatus && (event.kind === 'arrived' || event.kind === 'heard')) return end(response, 204);
    const attended = await options.attend(event);
    announce(options, attended);
    if (isStatus) return end(response, 204);
    const { answer, step } = attended;
    const rendering = renderingOf(options, engine, step);
    if (engine === 'twilio') return end(response, 200, 'text/xml; charset=utf-8', twiml(answer, rendering));
    return end(response, 200, 'application/json; charset=utf-8', JSON.stringify(jambonz(answer, rendering)));
  };
}

/** What a system with rooms of its own asks for, for whoever has the key. */
async function answerMapper(
  { unsigned, mapperKey, mapper }: VoiceOptions,
  path: string,
  { method, headers }: IncomingMessage,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET') return end(response, 405);
  const isKnown = mapperKey === null ? unsigned : hasKey(mapperKey, headers);
  if (!isKnown) return end(response, 403);
  const answer =
    path === '/phoneNumberList' ? await listNumbers(mapper()) : await mapConference(query, mapper());
  end(response, 200, 'application/json; charset=utf-8', JSON.stringify(answer));
}

function engineOf(path: string): EngineRequest['engine'] | undefined {
  return /^\/(twilio|jambonz)(?:\/status)?$/.exec(path)?.[1] as EngineRequest['engine'] | undefined;
}

type Told = Omit<EngineRequest, 'engine' | 'query' | 'records'>;

/** A form, signed; the status to answer where it is not. */
function fromTwilio(
  options: VoiceOptions,
  { headers }: IncomingMessage,
  url: string,
  body: string,
): Told | number {
  const fields = Object.fromEntries(new URLSearchParams(body));
  const signature = headers['x-twilio-signature'];
  const token = options.twilioAuthToken;
  if (!options.unsigned) {
    const isSigned = token !== null && isSignedByTwilio(token, one(signature), url, fields);
    if (!isSigned) return 403;
  }
  return {
    callId: fields['CallSid'] ?? '',
    from: fields['From'],
    to: fields['To'],
    // Who has left the room has left the meeting, whatever the engine does with the call.
    status: fields['StatusCallbackEvent'] === 'participant-leave' ? 'completed' : fields['CallStatus'],
    digits: fields['Digits'],
    room: roomOf(fields),
    recording: recordingOf(fields),
  };
}

function roomOf(fields: Record<string, string>): EngineRequest['room'] {
  const { StatusCallbackEvent: event = '', FriendlyName: room = '', ConferenceSid: engineRoom = '' } = fields;
  const what = { 'participant-join': 'entered', 'conference-end': 'closed' } as const;
  return room !== '' && Object.hasOwn(what, event)
    ? { what: what[event as keyof typeof what], room, engineRoom }
    : undefined;
}

/** The engine's name of a recording: the last part of its address, which leads elsewhere and is not asked. */
function recordingOf(fields: Record<string, string>): EngineRequest['recording'] {
  const name = /\/([\w-]{1,64})(?:\.\w+)?$/.exec(fields['RecordingUrl'] ?? '')?.[1];
  return name === undefined ? undefined : { name, isTold: fields['RecordingStatus'] !== undefined };
}

/** JSON, with the agreed secret; the status to answer where it is not. */
function fromJambonz(options: VoiceOptions, { headers }: IncomingMessage, body: string): Told | number {
  const secret = options.jambonzSecret;
  if (!options.unsigned && (secret === null || !hasSecret(secret, headers.authorization))) return 403;
  let fields: unknown;
  try {
    fields = JSON.parse(body);
  } catch {
    return 400;
  }
  if (typeof fields !== 'object' || fields === null) return 400;
  const text = (name: string) => {
    const value = (fields as Record<string, unknown>)[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    callId: text('call_sid') ?? '',
    from: text('from'),
    to: text('to'),
    status: text('call_status'),
    digits: text('digits'),
  };
}

function renderingOf({ url, speak }: VoiceOptions, engine: EngineRequest['engine'], step: number): Rendering {
  const base = url();
  return {
    step: (what) => `${base}/${engine}?step=${step}${what === undefined ? '' : `&what=${what}`}`,
    music: `${base}/music.wav`,
    status: `${base}/${engine}/status`,
    speak,
  };
}

function sendMusic(response: ServerResponse): void {
  response.statusCode = 200;
  response.setHeader('Cache-Control', 'public, max-age=86400');
  response.setHeader('Content-Type', 'audio/wav');
  response.end(holdMusic());
}

/** The body as text; undefined when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A header that counts only when it is there once. */
function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
