/** Somebody in a conversation, as activities name them. */
export interface Account {
  id: string;
  name?: string;
  aadObjectId?: string;
  role?: string;
}

/** A card, picture or file in an activity. */
export interface WireAttachment {
  contentType: string;
  content?: unknown;
  [field: string]: unknown;
}

/** An activity as it travels: only what the stand-in itself looks at is named. */
export interface WireActivity {
  type: string;
  id?: string;
  timestamp?: string;
  channelId?: string;
  serviceUrl?: string;
  from?: Account;
  recipient?: Account;
  conversation?: { id: string; [field: string]: unknown };
  text?: string;
  summary?: string;
  name?: string;
  value?: unknown;
  replyToId?: string;
  attachments?: WireAttachment[];
  [field: string]: unknown;
}

/** What a connector route answers with. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON, or as it stands when it is a string; nothing when undefined. */
  body?: unknown;
}

/** The content type of a file that somebody attached in a personal chat. */
export const FILE_DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';

/** The content type of the question whether somebody wants a file. */
export const FILE_CONSENT = 'application/vnd.microsoft.teams.card.file.consent';

/** The content type of a file that the bot has written. */
export const FILE_INFO = 'application/vnd.microsoft.teams.card.file.info';

/** The content type of an Adaptive Card attachment. */
export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** The Adaptive Card of an activity, or undefined when it has none. */
export function cardOf(activity: WireActivity): Record<string, unknown> | undefined {
  const found = activity.attachments?.find((attachment) => attachment.contentType === ADAPTIVE_CARD);
  return found?.content as Record<string, unknown> | undefined;
}
