import { standingAddress, type ConversationAddress } from '../domain/conversation.ts';
import type { User } from '../domain/user.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { TeamsChatDelivery } from './chatDelivery.ts';
import { rememberPersonalChat } from './personalChats.ts';

/**
 * The asker's personal conversation, for what a group must not see: the stored one, else one that is opened before anything is
 * changed. Null when neither is possible.
 */
export async function openPrivately(
  store: Store,
  chat: TeamsChatDelivery,
  clock: Clock,
  user: User,
): Promise<ConversationAddress | null> {
  const conversation = await store.transaction((tx) => tx.conversations.get(user.key));
  const known = standingAddress(conversation);
  if (known) return known;
  if (user.id === null) return null;
  const address = await chat.open(user.id);
  // Who has removed the app has not come back by asking in a group.
  if (address && !conversation) await rememberPersonalChat(store, clock, user, address);
  return address;
}
