import { CardFactory, type Activity } from 'botbuilder';
import type { PresentedCard } from '../presentation/presenter.ts';

/** The channel whose clients know all of our cards. */
const TEAMS = 'msteams';

/** The newest version that Web Chat shows in all its releases, the one inside Bot Framework Emulator among them. */
const WEB_CHAT_VERSION = '1.3';

/** A message with a card: no text, because a notification would show it; the summary is free of secrets. */
export function cardActivity({ card, summary }: PresentedCard, channelId: string): Partial<Activity> {
  const shown = channelId === TEAMS ? card : forWebChat(card);
  return { type: 'message', text: '', summary, attachments: [CardFactory.adaptiveCard(shown)] };
}

/**
 * A card for clients built on Web Chat: older releases leave a card of a newer version out, and all of them draw an
 * Action.Execute and then do nothing when it is pressed, without ever looking at its fallback.
 */
function forWebChat(card: Record<string, unknown>): Record<string, unknown> {
  return { ...(withSubmits(card) as Record<string, unknown>), version: WEB_CHAT_VERSION };
}

/** The same with the fallback in place of every Action.Execute; what a button carries is data and stays as it is. */
function withSubmits(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withSubmits);
  if (typeof part !== 'object' || part === null) return part;
  const { type, fallback } = part as { type?: unknown; fallback?: unknown };
  if (type === 'Action.Execute' && typeof fallback === 'object') return fallback;
  return Object.fromEntries(
    Object.entries(part).map(([field, value]) => [field, field === 'data' ? value : withSubmits(value)]),
  );
}
