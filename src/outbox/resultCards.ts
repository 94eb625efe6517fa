import { deliveryLine, MOST_DELIVERY_LINES } from '../domain/deliveryLine.ts';
import { migrationLine } from '../domain/migrationLine.ts';
import type { ResultStanding } from '../domain/view.ts';
import type { ConversationAddress } from '../domain/conversation.ts';
import type { SentCard } from '../domain/sentCard.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryResult } from '../ports/delivery.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Pace } from './pace.ts';

/** What keeping result cards up to date needs; `refreshCard` edits the stored message, at once. */
export interface ResultCardParts {
  store: Store;
  clock: Clock;
  log: Log;
  pace: Pace;
  refreshCard: (card: SentCard, standing: ResultStanding) => Promise<DeliveryResult>;
}

/** Milliseconds between two edits of one card. */
const PAUSE = 1_000;
/** How often an edit that came to nothing is repeated, each time after twice the pause. */
const MOST_TRIES = 5;

/** A card and the conversation where it stands. */
type StandingCard = { id: string; address: ConversationAddress };

/** Nothing is edited, and nothing needs to be any more. */
const OVERTAKEN: DeliveryResult = { outcome: 'sent' };

/** A request whose result card is out of date, or was edited a moment ago. */
interface Entry {
  dirty: boolean;
  tries: number;
  editing: Promise<void> | null;
  cancelPause: (() => void) | null;
}

/** Keeps result cards at the last state of their deliveries and invitations: at most one edit per second and request, the last state always. */
export class ResultCards {
  readonly #parts: ResultCardParts;
  readonly #entries = new Map<string, Entry>();
  #stopped = false;

  constructor(parts: ResultCardParts) {
    this.#parts = parts;
  }

  /** A delivery of this request changed, or invitations that follow from it. */
  changed(correlationId: string): void {
    const entry = this.#entries.get(correlationId) ?? {
      dirty: false,
      tries: 0,
      editing: null,
      cancelPause: null,
    };
    this.#entries.set(correlationId, entry);
    entry.dirty = true;
    entry.tries = 0;
    if (!entry.editing && !entry.cancelPause) this.#begin(correlationId, entry);
  }

  /** Edits under way. */
  get edits(): Promise<void>[] {
    return [...this.#entries.values()].flatMap(({ editing }) => editing ?? []);
  }

  /** Shows the last state of what is out of date, and then nothing more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.edits);
    for (const [correlationId, entry] of this.#entries) {
      entry.cancelPause?.();
      if (entry.dirty) this.#begin(correlationId, entry);
    }
    await Promise.all(this.edits);
    this.#entries.clear();
  }

  #begin(correlationId: string, entry: Entry): void {
    entry.editing = this.#edit(correlationId, entry).then((pause) => {
      entry.editing = null;
      if (this.#stopped) return;
      entry.cancelPause = this.#parts.clock.after(pause, () => {
        entry.cancelPause = null;
        if (entry.dirty) this.#begin(correlationId, entry);
        else this.#entries.delete(correlationId);
      });
    });
  }

  /** One edit; returns the pause after it, in milliseconds. Does not throw. */
  async #edit(correlationId: string, entry: Entry): Promise<number> {
    entry.dirty = false;
    try {
      const cards = await this.#cardsOf(correlationId);
      if (!cards) return PAUSE;
      const results = await Promise.all(cards.map((card) => this.#refresh(card, correlationId, entry)));
      const worst = results.find(({ outcome }) => outcome !== 'sent');
      // The answer to the command may still be on its way: then its card is not known yet.
      if (cards.length > 0 && !worst) return PAUSE;
      if (worst) this.#logFailure(correlationId, worst);
      if (worst?.outcome === 'failed' || worst?.outcome === 'unreachable') return PAUSE;
      return this.#later(entry, worst?.outcome === 'throttled' ? worst.until : null);
    } catch (error) {
      this.#parts.log.error(
        { correlationId, error: error instanceof Error ? error.name : typeof error },
        'result card not edited',
      );
      return this.#later(entry, null);
    }
  }

  #later(entry: Entry, until: Date | null): number {
    entry.tries += 1;
    if (entry.tries < MOST_TRIES) entry.dirty = true;
    const wait = until === null ? 0 : until.getTime() - this.#parts.clock.now().getTime();
    return Math.max(PAUSE * 2 ** (entry.tries - 1), wait);
  }

  /** Edits one card when its turn has come, to the state that things have then: whatever changes while it waits is in it. */
  async #refresh(
    { id, address }: StandingCard,
    correlationId: string,
    entry: Entry,
  ): Promise<DeliveryResult> {
    const { store, pace, refreshCard } = this.#parts;
    if (!(await pace.patientTurn(address.conversationId))) return OVERTAKEN;
    entry.dirty = false;
    const loaded = await store.transaction(async (tx) => {
      const rows = (await tx.outbox.ofCorrelation(correlationId)).slice(0, MOST_DELIVERY_LINES);
      const migrations = await tx.migrations.ofCorrelation(correlationId, MOST_DELIVERY_LINES);
      return {
        card: await tx.sentCards.get(id),
        deliveries: rows.map((row) => deliveryLine(row, row.facts.displayName)),
        migrations: migrations.map(migrationLine),
      };
    });
    const { card, ...standing } = loaded;
    return card ? refreshCard(card, standing) : OVERTAKEN;
  }

  /** The result cards that are known to stand somewhere, as little of them as has to wait; undefined where the request has none. */
  async #cardsOf(correlationId: string): Promise<StandingCard[] | undefined> {
    const sent = await this.#parts.store.transaction((tx) => tx.sentCards.ofCorrelation(correlationId));
    // What is done to many has thousands of notices, and no card that lists them.
    if (sent.some((card) => card.kind === 'batch')) return undefined;
    return sent.flatMap(({ id, kind, address, activityId }) =>
      kind === 'result' && address !== null && activityId !== null ? [{ id, address }] : [],
    );
  }

  #logFailure(correlationId: string, result: DeliveryResult): void {
    const reason = result.outcome === 'sent' ? null : result.reason;
    this.#parts.log.warn({ correlationId, outcome: result.outcome, reason }, 'result card not edited');
  }
}
