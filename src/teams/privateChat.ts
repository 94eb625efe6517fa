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
  const known = standingAddress(await store.transaction((tx) => tx.conversations.get(user.key)));
  if (known) return known;
  if (user.id === null) return null;
  const address = await chat.open(user.id);
  if (address) await rememberPersonalChat(store, clock, user, address);
  return address;
}
