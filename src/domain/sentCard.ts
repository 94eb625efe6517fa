import * as z from 'zod';
import { ConversationAddress } from './conversation.ts';
import { LANGUAGES } from './language.ts';
import { View } from './view.ts';

/** A card that was sent and will be changed later: a result card by its deliveries, a PIN card by its mask. */
export const SentCard = z.object({
  id: z.string(),
  kind: z.enum(['result', 'pin', 'batch', 'ask']),
  /** Of the request that it answers; of the ask or the plan that it is about, where it asks its reader something. */
  correlationId: z.string(),
  /** Whose card it is. */
  viewerKey: z.string(),
  language: z.enum(LANGUAGES),
  /** Where it stands; unknown between the intent and the answer of the channel. */
  address: ConversationAddress.nullable(),
  activityId: z.string().nullable(),
  /** The result view, or whose PIN it is. */
  view: View,
  /** When a PIN card is masked by itself; null for a result card. */
  maskAt: z.iso.datetime().nullable(),
  maskedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});

/** A card that was sent and will be changed later. */
export type SentCard = z.infer<typeof SentCard>;
