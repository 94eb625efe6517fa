import type { Batch } from '../../domain/batch.ts';
import type { View } from '../../domain/view.ts';
import type { SentCard } from '../../domain/sentCard.ts';
import type { DeliveryResult } from '../../ports/delivery.ts';
import { DirectoryError } from '../../ports/directory.ts';
import { StoreAwayError, type Transaction } from '../../ports/store.ts';
import type { Gate } from '../operation.ts';
import type { Worker } from '../worker.ts';
import { batchView } from './batchView.ts';
import { skipFailing, workOn } from './batchWork.ts';

/**
 * What the runner works with: `editCard` changes the progress card where it stands, `wakeCourier` says that notices wait, `ended`
 * that something has come to its end.
 */
export interface BatchRunnerParts {
  gate: Gate;
  editCard(card: SentCard, view: View): Promise<DeliveryResult>;
  wakeCourier(): void;
  ended(): void;
}

/**
 * Does what was begun for many people, in the background; after a restart it goes on where it was. Of several programs the one
 * that leads does it.
 */
export interface BatchRunner extends Worker {
  /** A progress card's message became known: it is edited to the last state. */
  refresh(correlationId: string, view: View): void;
}

/** People in one transaction: a few milliseconds, so that nobody else waits for long. */
const STEP = 10;
/** Milliseconds between two edits of a progress card. */
const EDIT_PAUSE = 2_000;
/** Milliseconds until the store is looked at again when it could not be used. */
const LONG_PAUSE = 30_000;

/** Makes a runner; it does nothing before `start`. */
export function createBatchRunner(parts: BatchRunnerParts): BatchRunner {
  return new Runner(parts);
}

class Runner implements BatchRunner {
  readonly #parts: BatchRunnerParts;
  #running = false;
  #again = false;
  #turn: Promise<void> | null = null;
  #cancelPause: (() => void) | null = null;
  #edit: Promise<void> = Promise.resolve();
  #lastEdit = -Infinity;

  constructor(parts: BatchRunnerParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = true;
    this.wake();
  }

  wake(): void {
    // Whoever comes to lead is woken again.
    if (!this.#works) return;
    this.#again = true;
    this.#cancelPause?.();
    this.#turn ??= this.#work();
  }

  refresh(_correlationId: string, view: View): void {
    if (!this.#running || view.kind !== 'batch') return;
    this.#edit = this.#edit.then(() => this.#refreshCards(view.batch));
  }

  async stop(): Promise<void> {
    this.#running = false;
    await this.idle();
    this.#cancelPause?.();
  }

  async idle(): Promise<void> {
    while (this.#turn) await this.#turn;
    await this.#edit;
  }

  /** Works until nothing runs any more. Does not throw. */
  async #work(): Promise<void> {
    const { gate } = this.#parts;
    try {
      while (this.#again && this.#works) {
        this.#again = false;
        const batch = await gate.store.transaction((tx) => tx.batches.running());
        if (batch) await this.#carryOut(batch.id);
      }
    } catch (error) {
      gate.log.error({ err: error }, 'what is done to many cannot go on');
      this.#cancelPause = gate.clock.after(LONG_PAUSE, () => this.wake());
    }
    this.#turn = null;
  }

  get #works(): boolean {
    return this.#running && this.#parts.gate.store.place?.rank === 0;
  }

  async #carryOut(id: string): Promise<void> {
    while (this.#works) {
      const batch = await this.#step(id);
      if (!batch) break;
      this.#parts.wakeCourier();
      this.#show(batch);
    }
    await this.#edit;
    await this.#refreshCards(id);
    this.#parts.ended();
    this.#again = true;
  }

  /** The next people; undefined when the batch no longer runs. Somebody who makes it fail fails alone. */
  async #step(id: string): Promise<Batch | undefined> {
    const { gate } = this.#parts;
    try {
      return await workOn(gate, id, STEP);
    } catch (error) {
      this.#passOn(error);
      const reference = gate.house.random.uuid();
      gate.log.error({ err: error, batchId: id, reference }, 'a part of what is done to many failed');
      return workOn(gate, id, 1).catch(async (again: unknown) => {
        this.#passOn(again);
        await skipFailing(gate, id, reference);
        return gate.store.transaction((tx) => tx.batches.get(id));
      });
    }
  }

  /** What is wrong with the store or the directory is nobody's fault. */
  #passOn(error: unknown): void {
    if (error instanceof DirectoryError || error instanceof StoreAwayError || !this.#parts.gate.store.usable)
      throw error;
  }

  /** Edits the progress card, not more often than people can read it. */
  #show(batch: Batch): void {
    const now = this.#parts.gate.clock.now().getTime();
    if (batch.state !== 'running' || now - this.#lastEdit < EDIT_PAUSE) return;
    this.#lastEdit = now;
    this.#edit = this.#edit.then(() => this.#refreshCards(batch.id));
  }

  /** Edits the asker's cards of a batch to its state of this moment. Does not throw. */
  async #refreshCards(id: string): Promise<void> {
    const { gate } = this.#parts;
    try {
      const { batch, cards } = await gate.store.transaction((tx) => standing(tx, id));
      if (!batch) return;
      const view = batchView(batch, () => gate.house.random.uuid());
      for (const card of cards) await this.#parts.editCard(card, view);
    } catch (error) {
      gate.log.warn({ err: error, batchId: id }, 'a progress card could not be edited');
    }
  }
}

/** A batch and its asker's cards that stand somewhere. */
async function standing(
  tx: Transaction,
  id: string,
): Promise<{ batch: Batch | undefined; cards: SentCard[] }> {
  const batch = await tx.batches.get(id);
  // A plan that waits for its answer stays as it was asked.
  const shows = batch && batch.state !== 'planned';
  const cards = shows ? await tx.sentCards.ofCorrelation(batch.correlationId) : [];
  return { batch, cards: cards.filter((card) => card.view.kind === 'batch' && card.activityId !== null) };
}
