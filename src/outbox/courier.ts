import type { OutboxRow } from '../domain/outboxRow.ts';
import type { View } from '../domain/view.ts';
import type { DirectoryRoles } from '../ports/directory.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { DeliveryResult } from '../ports/delivery.ts';
import { attempt, record, type AttemptParts } from './attempt.ts';
import { StoreAwayError } from '../ports/store.ts';
import { callsOf, claim, conversationOf, laneOf, type Job } from './claim.ts';
import { createMasks, type MaskParts, type Masks } from './masks.ts';
import type { Pace } from './pace.ts';
import { ResultCards, type ResultCardParts } from './resultCards.ts';
import { Upkeep, type UpkeepParts } from './upkeep.ts';
import { Waits } from './waits.ts';

/** What the courier needs: store, ways to people, and what edits the cards that were sent. */
export type CourierParts = AttemptParts &
  MaskParts &
  UpkeepParts &
  ResultCardParts & {
    pace: Pace;
    directoryRoles: DirectoryRoles;
    /** Counts how attempts end, where somebody wants to know. */
    metrics?: Metrics | undefined;
    /** Told when a card that asks something has reached its reader. */
    cardStands?: () => void;
  };

/** Carries the notices, masks the PIN cards and keeps the result cards up to date. */
export interface Courier {
  start(): void;
  /** Something was queued, or became possible: call it after the commit. */
  wake(): void;
  /** A result card's message became known, or its deliveries changed elsewhere: it is edited to the last state. */
  refresh(correlationId: string, view?: View): void;
  /** Lets what is under way end; nothing new begins. */
  stop(): Promise<void>;
  /** Resolves when nothing is under way; what waits for a later moment does not count. For tests. */
  idle(): Promise<void>;
}

/** People served at the same time: in chat as many as may be written to in a second, by mail what a mail server takes. */
const CONCURRENCY = { chat: 30, mail: 8 };
/** Milliseconds of the longest sleep: whatever the clock does, the store is looked at again after it. */
const LONGEST_SLEEP = 30_000;
/** Milliseconds until the next look at something that is due and cannot be taken yet. */
const SHORT_SLEEP = 1_000;
/** Milliseconds until it is tried again to record how a delivery ended. */
const RECORD_PAUSE = 1_000;

/** Makes a courier; it does nothing before `start`. Several programs may each have one on the same store. */
export function createCourier(parts: CourierParts): Courier {
  return new Loop(parts);
}

class Loop implements Courier {
  readonly #parts: CourierParts;
  readonly #masks: Masks;
  readonly #resultCards: ResultCards;
  readonly #inFlight = new Map<string, { row: OutboxRow; ended: Promise<void> }>();
  readonly #waits: Waits;
  readonly #upkeep: Upkeep;
  #running = false;
  #again = false;
  #turn: Promise<void> | null = null;
  #masking: Promise<void> | null = null;
  #cancelSleep: (() => void) | null = null;

  constructor(parts: CourierParts) {
    this.#parts = parts;
    this.#waits = new Waits(parts.clock);
    this.#masks = createMasks(parts);
    this.#upkeep = new Upkeep(parts, (row, outcome) => this.#report(row, outcome));
    this.#resultCards = new ResultCards(parts);
  }

  start(): void {
    this.#running = true;
    this.wake();
  }

  wake(): void {
    if (!this.#running) return;
    this.#again = true;
    this.#turn ??= this.#work();
  }

  refresh(correlationId: string, view?: View): void {
    if (this.#running && (!view || view.kind === 'result')) this.#resultCards.changed(correlationId);
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#waits.end();
    await this.#quiet(() => [this.#turn, this.#masking, ...this.#deliveries()]);
    this.#cancelSleep?.();
    await this.#resultCards.stop();
  }

  async idle(): Promise<void> {
    await this.#quiet(() => [this.#turn, this.#masking, ...this.#deliveries(), ...this.#resultCards.edits]);
  }

  async #quiet(underWay: () => (Promise<void> | null)[]): Promise<void> {
    for (;;) {
      const promises = underWay().filter((promise) => promise !== null);
      if (promises.length === 0) return;
      await Promise.all(promises);
    }
  }

  /** Works until nothing is left to begin, then sleeps. Does not throw. */
  async #work(): Promise<void> {
    this.#cancelSleep?.();
    let pause = SHORT_SLEEP;
    try {
      while (this.#again && this.#running) {
        this.#again = false;
        await this.#pass();
        pause = await this.#pauseUntilNext();
      }
    } catch (error) {
      this.#parts.log.error({ err: error }, 'the courier cannot use the store');
      pause = LONGEST_SLEEP;
    }
    // From here on without awaiting, so that no wake is lost.
    this.#turn = null;
    if (this.#running) this.#cancelSleep = this.#parts.clock.after(pause, () => this.wake());
  }

  async #pass(): Promise<void> {
    const { store, clock, mail, pace, directoryRoles } = this.#parts;
    if (!store.place) return;
    const isUnderWay = (row: OutboxRow) => this.#inFlight.get(laneOf(row))?.row.id === row.id;
    await this.#upkeep.run(store.place.rank === 0, isUnderWay);
    if (store.place.rank === 0) this.#beginMasking();
    const underWay = [...this.#inFlight.values()].map(({ row }) => row.channel);
    const freeOf = (channel: OutboxRow['channel']) =>
      CONCURRENCY[channel] - underWay.filter((one) => one === channel).length;
    const limits = {
      now: clock.now(),
      instance: store.place.instance,
      free: { chat: freeOf('chat'), mail: freeOf('mail') },
      pace,
      busy: new Set(this.#inFlight.keys()),
      mailAvailable: mail.available,
      directoryRoles,
    };
    const { jobs, changed } = await store.transaction((tx) => claim(tx, limits));
    changed.forEach((row) => this.#report(row, 'not-tried'));
    jobs.forEach((job) => this.#launch(job));
  }

  #beginMasking(): void {
    this.#masking ??= this.#masks
      .run(() => this.#running && this.#parts.store.place?.rank === 0)
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'PIN cards could not be masked'))
      .then(() => {
        this.#masking = null;
      });
  }

  #launch(job: Job): void {
    const lane = laneOf(job.row);
    if (job.to.channel === 'chat') this.#parts.pace.note(conversationOf(job.to.recipient), callsOf(job));
    const delivery = this.#deliver(job)
      .catch((error: unknown) =>
        this.#parts.log.error({ err: error, outboxId: job.row.id }, 'a delivery could not be recorded'),
      )
      .then(() => {
        this.#inFlight.delete(lane);
        this.wake();
      });
    this.#inFlight.set(lane, { row: job.row, ended: delivery });
  }

  #deliveries(): Promise<void>[] {
    return [...this.#inFlight.values()].map(({ ended }) => ended);
  }

  async #deliver(job: Job): Promise<void> {
    const { pace } = this.#parts;
    const result = await this.#attempt(job);
    if (result.outcome === 'sent' && result.address) pace.noteIn(result.address.conversationId);
    const row = await this.#record(job, result);
    if (row) this.#report(row, result.outcome);
    // What was decided while its card was on the way has to be shown on it.
    if (row?.card && result.outcome === 'sent') this.#parts.cardStands?.();
  }

  /** Sends it, unless this program has been out of the others' sight for so long that they may do it instead. */
  async #attempt(job: Job): Promise<DeliveryResult> {
    if (this.#parts.store.place) return attempt(job, this.#parts);
    return { outcome: 'throttled', until: null, reason: 'service-error', detail: 'store out of reach' };
  }

  /** Records how an attempt ended, as soon as the store can be used: what is known must not become uncertain. */
  async #record(job: Job, result: DeliveryResult): Promise<OutboxRow | undefined> {
    const { store, clock, random, log } = this.#parts;
    for (;;) {
      const circumstances = { now: clock.now(), fraction: random.fraction() };
      try {
        return await store.transaction((tx) => record(tx, job, result, circumstances));
      } catch (error) {
        if (!this.#running || !(error instanceof StoreAwayError)) throw error;
        log.warn({ err: error, outboxId: job.row.id }, 'a delivery is recorded later');
        await this.#waits.wait(RECORD_PAUSE);
      }
    }
  }

  /** Tells the log and the result card of a change; neither learns an address or a PIN. */
  #report(row: OutboxRow, outcome: DeliveryResult['outcome'] | 'not-tried' | 'interrupted'): void {
    const { correlationId, id: outboxId, kind, channel, state, reason, attempts } = row;
    this.#parts.log.info(
      { correlationId, outboxId, kind, channel, outcome, state, reason, attempts },
      'notice',
    );
    this.#parts.metrics?.delivery(channel, state);
    this.#resultCards.changed(correlationId);
  }

  /** Milliseconds until something is due. */
  async #pauseUntilNext(): Promise<number> {
    const { store, clock, pace } = this.#parts;
    if (!store.place) return SHORT_SLEEP;
    const leads = store.place.rank === 0;
    const moments = await store.transaction(async (tx) => [
      await tx.outbox.nextTryAt(),
      leads ? await tx.sentCards.nextMaskAt() : null,
    ]);
    const now = clock.now().getTime();
    const pauses = moments.filter((moment) => moment !== null).map((moment) => moment.getTime() - now);
    // What is due already waits for its lane, or until more may be written at all.
    const untilMore = pace.pauseInAll(2);
    const soon = untilMore > 0 ? Math.min(untilMore, SHORT_SLEEP) : SHORT_SLEEP;
    return Math.min(LONGEST_SLEEP, ...pauses.map((pause) => (pause > 0 ? pause : soon)));
  }
}
