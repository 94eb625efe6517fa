import { Refused } from './errorAnswers.ts';
import { ADAPTIVE_CARD, type WireActivity, type WireAttachment } from './wire.ts';

/** The most bytes of one message; more is answered with 413. */
export const MESSAGE_BYTES = 28 * 1024;

/** What a bot may send to a conversation. */
const SENDABLE = new Set(['message', 'typing', 'event', 'trace', 'endOfConversation']);

/** Reads a request's body as JSON; throws Refused for another content type, no JSON or no object. */
export function jsonBody(contentType: string | undefined, text: string): Record<string, unknown> {
  if (!/^application\/json\b/i.test(contentType ?? '')) throw new Refused('UnsupportedMediaType');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refused('BadArgument', 'The request body is no JSON.');
  }
  if (!isObject(body)) throw new Refused('BadArgument', 'The request body is no object.');
  return body;
}

/** Checks an activity that a bot sends, as Teams would; throws Refused. */
export function checkedActivity(body: unknown): WireActivity {
  if (!isObject(body) || typeof body['type'] !== 'string')
    throw new Refused('BadArgument', 'Activity type is missing.');
  if (!SENDABLE.has(body['type']))
    throw new Refused('BadArgument', `Unknown activity type '${body['type']}'.`);
  if (Buffer.byteLength(JSON.stringify(body)) > MESSAGE_BYTES) throw new Refused('MessageSizeTooBig');
  const activity = body as WireActivity;
  if (activity.type === 'message') checkMessage(activity);
  return activity;
}

/** A message says or shows something. */
function checkMessage(activity: WireActivity): void {
  const attachments: unknown = activity.attachments ?? [];
  if (!Array.isArray(attachments)) throw new Refused('BadArgument', 'Attachments are no list.');
  for (const attachment of attachments) checkAttachment(attachment);
  if (!activity.text && attachments.length === 0)
    throw new Refused('BadArgument', 'Message has no text and no attachment.');
}

/** An attachment has a content type, and an Adaptive Card the right one, a version and no foreign type. */
function checkAttachment(attachment: unknown): void {
  if (!isObject(attachment) || typeof attachment['contentType'] !== 'string') {
    throw new Refused('BadArgument', 'Attachment has no contentType.');
  }
  const { contentType, content } = attachment as WireAttachment;
  const isCard = isObject(content) && content['type'] === 'AdaptiveCard';
  if (isCard && contentType !== ADAPTIVE_CARD)
    throw new Refused('BadArgument', `Unknown attachment type '${contentType}'.`);
  if (contentType !== ADAPTIVE_CARD) return;
  if (!isCard) throw new Refused('BadArgument', 'The attachment is no Adaptive Card.');
  if (!/^1\.\d+$/.test(String(content['version'])))
    throw new Refused('BadArgument', 'The Adaptive Card has no version.');
}

/** Whether a value is a plain object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
