import type { ConversationAddress } from '../domain/conversation.ts';
import type { DeliveryReason } from '../domain/notice.ts';

/** How an attempt ended. Adapters translate foreign errors into these; nothing else comes out of them. */
export type DeliveryResult =
  /** `activityId` names the message for later edits; `address` is where it stands, when it was found out on the way. */
  | { outcome: 'sent'; activityId?: string; address?: ConversationAddress }
  /** Not now; not before `until` when the other side said so. */
  | { outcome: 'throttled'; until: Date | null; reason: DeliveryReason; detail: string }
  /** No way to this person at present; `forget` = the stored conversation is no more. */
  | { outcome: 'unreachable'; reason: DeliveryReason; detail: string; forget: boolean }
  /** Will not work by trying again. */
  | { outcome: 'failed'; reason: DeliveryReason; detail: string }
  /** It may or may not have arrived. */
  | { outcome: 'unknown'; reason: DeliveryReason; detail: string };

/** A card ready to send: `summary` is what a notification may show, never a secret. */
export interface ChatMessage {
  card: Record<string, unknown>;
  summary: string;
}

/** Whom to write to in chat: a known conversation, or a person with whom one is to be opened. */
export interface ChatRecipient {
  address: ConversationAddress | null;
  /** Entra object id, to open a conversation. */
  objectId: string | null;
  /** The app is not to be put there for them: they have removed it themselves, or are no more. */
  withoutApp?: boolean;
}

/** Chat messages out of the blue, and later changes of sent ones. */
export interface ChatDelivery {
  send(to: ChatRecipient, message: ChatMessage): Promise<DeliveryResult>;
  update(address: ConversationAddress, activityId: string, message: ChatMessage): Promise<DeliveryResult>;
}

/** A mail ready to send. */
export interface Mail {
  /** Names the outbox row; every attempt of one notice bears the same Message-ID. */
  id: string;
  to: string;
  from: { address: string; name: string } | null;
  subject: string;
  text: string;
  html: string;
  language: string;
}

/** Mail. */
export interface MailDelivery {
  /** False when no transport is configured: then nothing is tried. */
  readonly available: boolean;
  send(mail: Mail): Promise<DeliveryResult>;
}
