import type { ServerResponse } from 'node:http';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { COMINGS, type Announcement, type Coming } from '../calls/callAnnouncement.ts';
import type { Attended } from '../calls/callEvent.ts';
import type { Recording } from '../ports/telephony.ts';
import { end } from './answering.ts';
import type { Rendering } from './rendering.ts';

/** What telling those in a room who comes and goes needs. */
export interface Announcing {
  /** The address of `/voice` as the engines call it, such as `https://bot.contoso.com/voice`. */
  url: () => string;
  speak: Rendering['speak'];
  /** Has the engine say what an address answers to everybody in a room; does not throw. */
  announce: (engineRoom: string, url: string) => void;
  /** What those in a room are to be told of a call; a recording stands in it by a token. Undefined when there is nothing to tell. */
  announced: (call: string, coming: Coming) => Promise<Announcement | undefined>;
  /** The recording of a token; undefined when there is none. */
  nameOf: (token: string) => Promise<Recording | undefined>;
}

/** Tells those in a room what has happened. Once, and not again when it fails: what comes late would be wrong. */
export function announce({ url, announce: tell }: Announcing, { tell: told }: Attended): void {
  if (!told) return;
  const query = new URLSearchParams({ call: told.call, what: told.coming });
  tell(told.engineRoom, `${url()}/twilio/announcement?${query.toString()}`);
}

/** Answers what the engine is to say, as TwiML: the name as it was recorded, and then a sentence; nothing where nobody is left to hear it. */
export async function sendAnnouncement(
  { url, speak, announced }: Announcing,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const coming = COMINGS.find((one) => one === query.get('what'));
  const announcement = coming && (await announced(query.get('call') ?? '', coming));
  const twiml = new VoiceResponse();
  if (announcement) {
    const { recording, says } = announcement;
    if (recording !== null) twiml.play(`${url()}/names/${pathOf(recording)}`);
    const { text, params, language } = says;
    twiml.say({ language } as VoiceResponse.SayAttributes, speak(text, params, language));
  }
  end(response, 200, 'text/xml; charset=utf-8', twiml.toString());
}

/** Answers a recorded name. Whoever asks has the token, which is in nothing but what was answered to the engine. */
export async function sendName(
  { nameOf }: Announcing,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const name = await nameOf(Buffer.from(path, 'base64url').toString('base64'));
  if (!name) return end(response, 404);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  end(response, 200, name.type, name.body);
}

/** A token, which is base64, as it can stand in a path. */
function pathOf(token: string): string {
  return Buffer.from(token, 'base64').toString('base64url');
}
