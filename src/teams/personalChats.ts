import type { TurnContext } from 'botbuilder';
import { standingAddress, type ConversationAddress } from '../domain/conversation.ts';
import type { User } from '../domain/user.ts';
import { wakeNotices } from '../operations/waitingNotices.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store, Transaction } from '../ports/store.ts';
import { isPersonal } from './incoming.ts';

/** Remembers where a person can be written to, and wakes what waits for them; true when the conversation is new to us. */
export async function rememberPersonalChat(
  store: Store,
  clock: Clock,
  user: User,
  address: ConversationAddress,
): Promise<boolean> {
  return store.transaction((tx) => rememberIn(tx, clock, user, address));
}

/** The same within a transaction that has begun. */
export async function rememberIn(
  tx: Transaction,
  clock: Clock,
  user: User,
  address: ConversationAddress,
): Promise<boolean> {
  const known = await tx.conversations.get(user.key);
  const now = clock.now();
  // Also in a chat that is known: who had blocked the app and writes again can be reached again.
  await wakeNotices(tx, user.key, now);
  const standing = standingAddress(known);
  if (standing && same(standing, address)) return false;
  await tx.conversations.put({ userKey: user.key, address, since: now.toISOString() });
  return standing?.conversationId !== address.conversationId;
}

/** Notes that the person has removed the app. */
export async function leavePersonalChat(
  store: Store,
  clock: Clock,
  user: User,
  address: ConversationAddress,
): Promise<void> {
  await store.transaction(async (tx) => {
    const at = clock.now().toISOString();
    await tx.conversations.put({ userKey: user.key, address, since: at, leftAt: at });
  });
}

/** Whether an activity says that the bot has just come into a personal conversation. */
export function isArrival({ activity }: TurnContext): boolean {
  if (!isPersonal(activity)) return false;
  if (activity.type === 'installationUpdate') return activity.action?.startsWith('add') === true;
  return activity.type === 'conversationUpdate' && (activity.membersAdded?.length ?? 0) > 0;
}

/** Whether an activity says that a person has removed the app. */
export function isRemoval({ activity }: TurnContext): boolean {
  return (
    isPersonal(activity) &&
    activity.type === 'installationUpdate' &&
    activity.action?.startsWith('remove') === true
  );
}

function same(one: ConversationAddress, other: ConversationAddress): boolean {
  return (
    one.conversationId === other.conversationId &&
    one.serviceUrl === other.serviceUrl &&
    one.channelId === other.channelId &&
    one.botId === other.botId
  );
}
