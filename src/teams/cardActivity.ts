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

/** The same with the fallback in place of every Action.Execute, picture and people picker; what a button carries is data and stays as it is. */
function withSubmits(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withSubmits);
  if (typeof part !== 'object' || part === null) return part;
  const { type, fallback } = part as { type?: unknown; fallback?: unknown };
  if (type === 'Action.Execute' && typeof fallback === 'object') return fallback;
  const isPicker = 'choices.data' in part;
  if ((isPicture(type) || isPicker) && typeof fallback === 'object') return withSubmits(fallback);
  if (type === 'Table') return asFacts(part);
  return Object.fromEntries(
    Object.entries(part).map(([field, value]) => [field, field === 'data' ? value : withSubmits(value)]),
  );
}

/** Elements that Teams alone draws. */
function isPicture(type: unknown): boolean {
  return typeof type === 'string' && (type.startsWith('Chart.') || type === 'CodeBlock');
}

/** A table of a newer version as facts: the first cell, then what the others hold, each behind its heading when there are several. */
function asFacts(table: object): object {
  const [heading = [], ...rows] = cellsOf(table);
  const facts = rows.map(([title = '', ...values]) => ({
    title,
    value: values
      .map((value, at) => (values.length > 1 ? `${heading[at + 1] ?? ''}: ${value}` : value))
      .join(' · '),
  }));
  return { type: 'FactSet', facts };
}

/** The texts of a table, row by row. */
function cellsOf(table: object): string[][] {
  const { rows = [] } = table as { rows?: { cells: { items: { text?: string }[] }[] }[] };
  return rows.map(({ cells }) => cells.map(({ items }) => items.map(({ text = '' }) => text).join(' ')));
}
