import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import { LANGUAGES, type Language } from '../domain/language.ts';
import type { Mailbox, MailBody } from '../ports/mailbox.ts';
import type { MeetingList } from '../ports/meetingList.ts';
import {
  Consent,
  consent,
  NotThere,
  Press,
  press,
  Say,
  Search,
  search,
  say,
  Speak,
  speak,
  type ActOutcome,
  type ActParts,
} from './pageActs.ts';
import type { LocalNumber } from './localNumber.ts';
import type { PageFile } from './pageFiles.ts';
import { SaidName, type PageTelephony } from './pageTelephony.ts';

/** What the page's routes work with. */
export interface PageRoutes {
  acts: ActParts;
  file: (name: string) => Promise<PageFile | undefined>;
  texts: (language: Language) => Record<string, string>;
  /** Null when mails leave this machine. */
  mailbox: Mailbox | null;
  /** Null when meetings are kept elsewhere, or nowhere. */
  calendar: MeetingList | null;
  /** Takes over a response as a stream of events. */
  listen: (response: ServerResponse) => Promise<void>;
  numbers: () => Promise<LocalNumber[]>;
  telephony: PageTelephony;
  /** Called after something that may have changed who is who. */
  changed: () => void;
}

/** Nothing from elsewhere, no inline script or style; cards set styles through the object model, which this allows. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A mail or an invitation may bring its own styles and nothing that runs, and stands only in the page's own frame. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin";

/** Words with a file. */
const LARGEST_BODY = 5 * 1024 * 1024;

/** Handles a request for the page or of the page; `path` begins with `/` and is free of its mount. */
export async function servePage(
  routes: PageRoutes,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, kind = '', name = '', ...rest] = path.split('/');
  if (rest.length > 0) return send(response, 404);
  if (request.method === 'POST') return act(routes, kind, request, response);
  if (request.method !== 'GET') return send(response, 405);
  if (kind === '') return sendFile(response, await routes.file('index.html'));
  if (kind === 'page') return sendFile(response, await routes.file(name));
  if (kind === 'texts' && isLanguage(name)) return sendJson(response, 200, routes.texts(name));
  if (kind === 'mail') return sendBody(response, await routes.mailbox?.body(name));
  if (kind === 'meeting') return sendBody(response, await routes.calendar?.body(name));
  if (kind === 'events') return routes.listen(response);
  if (kind === 'numbers') return sendJson(response, 200, await routes.numbers());
  return send(response, 404);
}

/** Something that somebody does. */
async function act(
  routes: PageRoutes,
  kind: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { acts, telephony } = routes;
  const handlers: Record<string, ((body: unknown) => ActOutcome | Promise<ActOutcome>) | undefined> = {
    say: (body) => say(acts, Say.parse(body)),
    press: (body) => press(acts, Press.parse(body)),
    search: (body) => search(acts, Search.parse(body)),
    consent: (body) => consent(acts, Consent.parse(body)),
    speak: (body) => speak(acts, Speak.parse(body)),
    record: (body) => telephony.record(SaidName.parse(body)),
  };
  const handle = Object.hasOwn(handlers, kind) ? handlers[kind] : undefined;
  if (!handle) return send(response, 404);
  // Only a page of ours can send JSON here without being asked for leave first, which nobody gets.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return send(response, 415);
  if (Number(request.headers['content-length'] ?? Infinity) > LARGEST_BODY) return send(response, 413);
  try {
    sendJson(response, 200, await handle(await json(request)));
    // Whoever only looks for people is still typing: nothing is drawn anew under their hands.
    if (kind !== 'search') routes.changed();
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return send(response, 400);
    if (error instanceof NotThere) return send(response, 404);
    throw error;
  }
}

/** A mail, or an invitation. */
function sendBody(response: ServerResponse, body: MailBody | undefined): void {
  if (!body) return send(response, 404);
  const type = body.html === null ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8';
  send(
    response,
    200,
    { 'Content-Type': type, 'Content-Security-Policy': MAIL_POLICY },
    body.html ?? body.text,
  );
}

function sendFile(response: ServerResponse, file: PageFile | undefined): void {
  if (!file) return send(response, 404);
  send(response, 200, { 'Content-Type': file.type }, file.content);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, { 'Content-Type': 'application/json; charset=utf-8' }, JSON.stringify(body));
}

/** Sends an answer with what a page needs besides the headers that the server gives every answer. */
function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): void {
  response.writeHead(status, {
    'Content-Security-Policy': PAGE_POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
    ...headers,
  });
  response.end(body);
}

function isLanguage(name: string): name is Language {
  return (LANGUAGES as readonly string[]).includes(name);
}
