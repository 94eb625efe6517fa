import * as z from 'zod';
import { ConversationAddress } from './conversation.ts';
import { DELIVERY_REASONS, DELIVERY_STATES, NOTICE_CHANNELS, NOTICE_KINDS, NoticeFacts } from './notice.ts';
import { View } from './view.ts';

/** One notice on one channel, and how far its delivery is. Written with the change that it tells of. */
export const OutboxRow = z.object({
  id: z.string(),
  /** Of the request that caused it. */
  correlationId: z.string(),
  userKey: z.string(),
  kind: z.enum(NOTICE_KINDS),
  channel: z.enum(NOTICE_CHANNELS),
  language: z.enum(['en', 'fr', 'sv']),
  /** Mail address; null means the person's own mailbox at the time of sending. Always null for chat. */
  to: z.string().nullable(),
  /** Where the person's chat was, for people whose record is gone by the time of sending. */
  chat: z.object({ address: ConversationAddress.nullable(), objectId: z.string().nullable() }).optional(),
  /** A sender other than the configured one. */
  from: z.object({ address: z.string(), name: z.string() }).nullable(),
  facts: NoticeFacts,
  /** A card that asks its reader something, and the ask or the plan that it is about; a notice is made of its facts. */
  card: z.object({ view: View, about: z.string() }).optional(),
  /** The sealed PIN; erased at delivery, and when the row ends in any other way. */
  secret: z.string().nullable(),
  state: z.enum(DELIVERY_STATES),
  reason: z.enum(DELIVERY_REASONS).nullable(),
  /** A technical addition to the reason (status code, SMTP reply); never a text of ours, never a secret. */
  detail: z.string().nullable(),
  attempts: z.number().int(),
  /** The run of the program that is sending it, or was the last to; null before the first attempt. */
  sender: z.string().nullable().default(null),
  createdAt: z.iso.datetime(),
  /** When to try (again); null while it waits for the person to install the app or to get a mailbox. */
  nextTryAt: z.iso.datetime().nullable(),
  /** After this moment the notice is given up. */
  expiresAt: z.iso.datetime(),
  deliveredAt: z.iso.datetime().nullable(),
});

/** One notice on one channel. */
export type OutboxRow = z.infer<typeof OutboxRow>;
