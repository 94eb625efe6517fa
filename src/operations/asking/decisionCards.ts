import type { Ask } from '../../domain/ask.ts';
import { hasGoneOn, type Batch } from '../../domain/batch.ts';
import type { SentCard } from '../../domain/sentCard.ts';
import type { View } from '../../domain/view.ts';
import type { DeliveryResult } from '../../ports/delivery.ts';
import type { Transaction } from '../../ports/store.ts';
import type { Table } from '../../ports/tables.ts';
import { approvalView, batchView } from '../bulk/batchView.ts';
import type { Gate } from '../operation.ts';
import { lobbiesDue } from '../attending/lobbiesDue.ts';
import { askView } from './askView.ts';
import { standingCards, type Due, type Shown } from './standingCards.ts';

/** What keeping the cards of decisions at their last state needs. */
export interface DecisionCardsParts {
  gate: Gate;
  editCard(card: SentCard, view: View): Promise<DeliveryResult>;
}

/**
 * Shows every admin who was asked to decide, on something asked for or on a plan, what became of it, wherever their card stands;
 * what was due before a restart is done after it.
 */
export interface DecisionCards {
  /** Something may have been decided: call it after the commit. */
  wake(): void;
  /** The card of a plan now stands somewhere, which may have been decided before it did. */
  refresh(correlationId: string, view: View): void;
  /** Resolves when every card is at its last state that can be. */
  idle(): Promise<void>;
}

/** Milliseconds until a card that could not be edited is tried again. */
const RETRY = 30_000;

/** Makes it; the first `wake` does what is left from before. */
export function createDecisionCards(parts: DecisionCardsParts): DecisionCards {
  const { gate } = parts;
  const { store, clock, log } = gate;
  let again = false;
  let turn: Promise<void> | null = null;
  /** What is being edited, by what it is about: whoever has many edits to wait for keeps nobody else waiting. */
  const inFlight = new Map<string, Promise<void>>();
  /** Plans whose cards stand since a moment ago. */
  const standing: string[] = [];

  /** Of several programs one does it for all; whoever comes to lead is woken again. */
  const leads = () => store.place?.rank === 0;

  async function work(): Promise<void> {
    try {
      while (again) {
        again = false;
        for (const id of standing.splice(0)) await store.transaction((tx) => stands(tx, id));
        if (!leads()) continue;
        for (const due of await store.transaction((tx) => allDue(tx, gate))) take(due);
      }
    } catch (error) {
      log.warn({ err: error }, 'the cards of a decision could not be edited');
    }
    turn = null;
  }

  /** What is in flight already looks by itself whether it has to be edited once more. */
  function take(due: Due): void {
    if (inFlight.has(due.key)) return;
    const edited = edit(due).catch((error: unknown) => {
      log.warn({ err: error }, 'the cards of a decision could not be edited');
      return true;
    });
    const ended = edited.then((isShown) => {
      inFlight.delete(due.key);
      if (!isShown) wake();
    });
    inFlight.set(due.key, ended);
  }

  /** False when something has changed meanwhile. */
  async function edit({ cards, noted }: Due): Promise<boolean> {
    let left = false;
    for (const { card, view } of cards)
      left = (await parts.editCard(card, view)).outcome === 'throttled' || left;
    if (!left) return store.transaction((tx) => noted(tx));
    clock.after(RETRY, () => wake());
    return true;
  }

  function wake(): void {
    if (!leads() && standing.length === 0) return;
    again = true;
    turn ??= work();
  }

  return {
    wake,
    refresh(_correlationId, view) {
      if (view.kind !== 'batch') return;
      standing.push(view.batch);
      wake();
    },
    async idle() {
      while (turn || inFlight.size > 0) await Promise.all([turn, ...inFlight.values()]);
    },
  };
}

/** A card of a plan now stands somewhere: it shows what was asked, and the plan may have been decided since. */
async function stands(tx: Transaction, id: string): Promise<void> {
  const batch = await tx.batches.get(id);
  if (batch && hasGoneOn(batch)) await tx.batches.put({ ...batch, cardsDue: true });
}

async function allDue(tx: Transaction, { house }: Gate): Promise<Due[]> {
  const newToken = () => house.random.uuid();
  return [
    ...(await dueOf(tx, (of) => of.asks, cardsOfAsk)),
    ...(await dueOf(
      tx,
      (of) => of.batches,
      (now, batch) => cardsOfBatch(now, batch, newToken),
    )),
    ...(await lobbiesDue(tx)),
  ];
}

async function dueOf<Decided extends Ask | Batch>(
  tx: Transaction,
  tableOf: (tx: Transaction) => Table<Decided> & { cardsDue(): Promise<Decided[]> },
  cardsOf: (tx: Transaction, decided: Decided) => Promise<Shown[]>,
): Promise<Due[]> {
  const found: Due[] = [];
  for (const decided of await tableOf(tx).cardsDue()) {
    const cards = await cardsOf(tx, decided);
    const noted = async (later: Transaction) => {
      const now = await tableOf(later).get(decided.id);
      if (now && now.state !== decided.state) return false;
      if ((await cardsOf(later, decided)).length !== cards.length) return false;
      if (now) await tableOf(later).put({ ...now, cardsDue: false });
      return true;
    };
    found.push({ key: decided.id, cards, noted });
  }
  return found;
}

/** The admins' cards of an ask; not what its asker was told. */
async function cardsOfAsk(tx: Transaction, ask: Ask): Promise<Shown[]> {
  const view = askView(ask, await tx.users.get(ask.askerKey));
  return standingCards(tx, ask.id, 'ask', view);
}

/** The cards of a plan: of those who were asked to approve it, and of its asker. */
async function cardsOfBatch(tx: Transaction, batch: Batch, newToken: () => string): Promise<Shown[]> {
  return [
    ...(await standingCards(tx, batch.id, 'batch', approvalView(batch, newToken))),
    ...(await standingCards(tx, batch.correlationId, 'batch', batchView(batch, newToken))),
  ];
}
