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
  editCard: (card: SentCard, view: View) => Promise<DeliveryResult>;
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
  return new Cards(parts);
}

class Cards implements DecisionCards {
  readonly #parts: DecisionCardsParts;
  #again = false;
  #turn: Promise<void> | null = null;
  /** What is being edited, by what it is about: whoever has many edits to wait for keeps nobody else waiting. */
  readonly #inFlight = new Map<string, Promise<void>>();
  /** What was due again meanwhile. */
  readonly #missed = new Set<string>();
  /** Plans whose cards stand since a moment ago. */
  readonly #standing: string[] = [];

  constructor(parts: DecisionCardsParts) {
    this.#parts = parts;
  }

  wake(): void {
    if (!this.#leads && this.#standing.length === 0) return;
    this.#again = true;
    this.#turn ??= this.#work();
  }

  refresh(_correlationId: string, view: View): void {
    if (view.kind !== 'batch') return;
    this.#standing.push(view.batch);
    this.wake();
  }

  async idle(): Promise<void> {
    while (this.#turn || this.#inFlight.size > 0) await Promise.all([this.#turn, ...this.#inFlight.values()]);
  }

  /** Of several programs one does it for all; whoever comes to lead is woken again. */
  get #leads(): boolean {
    return this.#parts.gate.store.place?.rank === 0;
  }

  /** Does not throw. */
  async #work(): Promise<void> {
    const { gate } = this.#parts;
    try {
      while (this.#again) {
        this.#again = false;
        for (const id of this.#standing.splice(0)) await gate.store.transaction((tx) => stands(tx, id));
        if (!this.#leads) continue;
        for (const due of await gate.store.transaction((tx) => allDue(tx, gate))) this.#take(due);
      }
    } catch (error) {
      this.#failed(error);
    }
    this.#turn = null;
  }

  /** One edit at a time of each; what comes meanwhile is looked at after it. */
  #take(due: Due): void {
    if (this.#inFlight.has(due.key)) return void this.#missed.add(due.key);
    const edited = this.#edit(due).catch((error: unknown) => {
      this.#failed(error);
      return true;
    });
    const ended = edited.then((isShown) => {
      this.#inFlight.delete(due.key);
      const isDueAgain = this.#missed.delete(due.key);
      if (!isShown || isDueAgain) this.wake();
    });
    this.#inFlight.set(due.key, ended);
  }

  /** False when something has changed meanwhile. */
  async #edit(due: Due): Promise<boolean> {
    const { editCard, gate } = this.#parts;
    let left = false;
    for (const { card, view } of due.cards)
      left = (await editCard(card, view)).outcome === 'throttled' || left;
    if (!left) return gate.store.transaction((tx) => due.noted(tx));
    gate.clock.after(RETRY, () => this.wake());
    return true;
  }

  #failed(error: unknown): void {
    const { log, clock } = this.#parts.gate;
    log.warn({ err: error }, 'the cards of a decision could not be edited');
    clock.after(RETRY, () => this.wake());
  }
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
