import type { Ask } from '../../domain/ask.ts';
import type { SentCard } from '../../domain/sentCard.ts';
import type { View } from '../../domain/view.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { DeliveryResult } from '../../ports/delivery.ts';
import type { Store, Transaction } from '../../ports/store.ts';
import { askView } from './askView.ts';

/** What keeping the cards of asks at their last state needs. */
export interface AskCardsParts {
  store: Store;
  clock: Clock;
  log: Log;
  editCard(card: SentCard, view: View): Promise<DeliveryResult>;
}

/** Shows every admin what became of an ask, wherever its card stands; what was due before a restart is done after it. */
export interface AskCards {
  /** Something may have been decided: call it after the commit. */
  wake(): void;
  /** Resolves when every card is at its last state that can be. */
  idle(): Promise<void>;
}

/** Milliseconds until a card that could not be edited is tried again. */
const RETRY = 30_000;

/** Makes it; the first `wake` does what is left from before. */
export function createAskCards(parts: AskCardsParts): AskCards {
  const { store, log } = parts;
  let again = false;
  let turn: Promise<void> | null = null;

  async function work(): Promise<void> {
    try {
      while (again) {
        again = false;
        for (const { ask, view, cards } of await due(store)) {
          let left = false;
          for (const card of cards) left = (await parts.editCard(card, view)).outcome === 'throttled' || left;
          if (left) parts.clock.after(RETRY, () => wake());
          else again = !(await store.transaction((tx) => noted(tx, ask, cards.length))) || again;
        }
      }
    } catch (error) {
      log.warn({ err: error }, 'the cards of an ask could not be edited');
    }
    turn = null;
  }

  function wake(): void {
    again = true;
    turn ??= work();
  }

  return {
    wake,
    async idle() {
      while (turn) await turn;
    },
  };
}

/** Notes that so many cards show what was decided; false when another one has been sent meanwhile. */
async function noted(tx: Transaction, ask: Ask, shown: number): Promise<boolean> {
  const complete = (await tx.sentCards.ofCorrelation(ask.id)).filter(isAsk).length === shown;
  if (complete) await tx.asks.put({ ...ask, cardsDue: false });
  return complete;
}

function isAsk({ view }: SentCard): boolean {
  return view.kind === 'ask';
}

/** What has been decided, and the cards that do not show it yet. */
async function due(store: Store): Promise<{ ask: Ask; view: View; cards: SentCard[] }[]> {
  return store.transaction(async (tx) => {
    const found = [];
    for (const ask of await tx.asks.cardsDue()) {
      const cards = (await tx.sentCards.ofCorrelation(ask.id)).filter(isAsk);
      found.push({ ask, view: askView(ask, await tx.users.get(ask.askerKey)), cards });
    }
    return found;
  });
}
