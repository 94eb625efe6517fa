import type { SentCard } from '../../domain/sentCard.ts';
import type { View } from '../../domain/view.ts';
import type { Transaction } from '../../ports/store.ts';

/** A card, and what it has to show. */
export interface Shown {
  card: SentCard;
  view: View;
}

/** Cards that do not show yet what was decided. */
export interface Due {
  /** What they are about; of each there is one at a time. */
  key: string;
  cards: Shown[];
  /** Notes that they show it now; false when it has gone on meanwhile, or another card has been sent. */
  noted(tx: Transaction): Promise<boolean>;
}

/** Cards of which it is known where they stand. */
export async function standingCards(
  tx: Transaction,
  correlationId: string,
  kind: View['kind'],
  view: View,
): Promise<Shown[]> {
  const cards = await tx.sentCards.ofCorrelation(correlationId);
  return cards
    .filter((card) => card.view.kind === kind && card.activityId !== null)
    .map((card) => ({ card, view }));
}
