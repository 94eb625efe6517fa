import * as z from 'zod';

/** Where a message can be sent: what the Bot Connector needs, without any type of its SDK. */
export const ConversationAddress = z.object({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversationId: z.string(),
  tenantId: z.string().nullable(),
  botId: z.string(),
  /** The person's id on the channel (Teams: `29:…`), when the conversation is personal. */
  memberId: z.string().nullable(),
});

/** Where a message can be sent. */
export type ConversationAddress = z.infer<typeof ConversationAddress>;

/** The personal conversation between the bot and a person. */
export const PersonalConversation = z.object({
  userKey: z.string(),
  address: ConversationAddress,
  since: z.iso.datetime(),
  /** When the person removed the app: they are not written to there any more, and it is not put back behind their back. */
  leftAt: z.iso.datetime().optional(),
});

/** The personal conversation between the bot and a person. */
export type PersonalConversation = z.infer<typeof PersonalConversation>;

/** Where a person can be written to; null where no conversation is known, or they have left it. */
export function standingAddress(conversation: PersonalConversation | undefined): ConversationAddress | null {
  return conversation && conversation.leftAt === undefined ? conversation.address : null;
}

/** Whom a caller without an identity (Bot Framework Emulator) acts as in local mode; `id` is channel and member. */
export const LocalActor = z.object({ id: z.string(), userKey: z.string() });

/** Whom a caller without an identity acts as in local mode. */
export type LocalActor = z.infer<typeof LocalActor>;
