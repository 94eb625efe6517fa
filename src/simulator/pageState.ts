import type { StoredMail } from '../ports/mailbox.ts';
import type { Conversation, Message } from './chat.ts';
import { cardOf, FILE_CONSENT, FILE_DOWNLOAD, FILE_INFO, type WireActivity } from './wire.ts';

const FILES = [FILE_DOWNLOAD, FILE_CONSENT, FILE_INFO];

/** A message as the page is told of it. */
export interface ShownMessage {
  id: string;
  /** An object id, or `bot`. */
  author: string;
  at: string;
  text: string;
  /** What a notification would say. */
  summary: string;
  /** The file that came with it, was offered, or was written; `url` where it can be fetched. */
  file: { name: string; offered: boolean; description: string; url: string | null } | null;
  card: Record<string, unknown> | null;
  /** Cards that took its place for one person, by object id. */
  replacements: Record<string, Record<string, unknown>>;
  deleted: boolean;
}

/** A conversation as the page is told of it. */
export interface ShownConversation {
  id: string;
  kind: Conversation['kind'];
  name: string;
  /** Object ids. */
  members: string[];
  messages: ShownMessage[];
}

/** A mail as the page is told of it. */
export interface ShownMail {
  id: string;
  to: string[];
  from: StoredMail['from'];
  subject: string;
  at: string;
}

/** A message, freed of what only the wire needs. */
export function shownMessage(message: Message): ShownMessage {
  const { id, author, activity, deleted, replacements } = message;
  return {
    id,
    author: author === 'bot' ? 'bot' : author.objectId,
    at: activity.timestamp ?? '',
    text: author === 'bot' ? (activity.text ?? '') : plainText(activity.text ?? ''),
    summary: activity.summary ?? '',
    file: fileIn(activity),
    card: cardOf(activity) ?? null,
    replacements: Object.fromEntries(replacements),
    deleted,
  };
}

/** A conversation with everything in it. */
export function shownConversation({ id, kind, name, members, messages }: Conversation): ShownConversation {
  return {
    id,
    kind,
    name,
    members: members.map((person) => person.objectId),
    messages: messages.map(shownMessage),
  };
}

/** A mail of the list. */
export function shownMail(mail: StoredMail): ShownMail {
  return { ...mail, at: mail.at.toISOString() };
}

function fileIn({ attachments = [] }: WireActivity): ShownMessage['file'] {
  const found = attachments.find(({ contentType }) => FILES.includes(contentType));
  if (typeof found?.['name'] !== 'string') return null;
  const { contentType, content, name, contentUrl } = found as typeof found & { name: string };
  const { description = '' } = (content ?? {}) as { description?: string };
  const url = contentType === FILE_INFO && typeof contentUrl === 'string' ? contentUrl : null;
  return { name, offered: contentType === FILE_CONSENT, description, url };
}

/** What somebody typed: mentions without their marks. */
function plainText(text: string): string {
  return text.replace(/<at>(.*?)<\/at>/g, '@$1');
}
