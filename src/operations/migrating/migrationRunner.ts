import type { Language } from '../../domain/language.ts';
import type { Calendar } from '../../ports/calendar.ts';
import type { Gate } from '../operation.ts';
import type { BlockWords } from '../inviting/dialInBlock.ts';
import type { Worker } from '../worker.ts';
import { countBeforehand, migrate } from './migrate.ts';

/** What the runner works with; `refresh` shows on result cards how far it is, `wakeCourier` says that a notice waits. */
export interface MigrationParts {
  gate: Gate;
  /** Null where nobody looks after invitations. */
  calendar: Calendar | null;
  words: Readonly<Record<Language, BlockWords>>;
  refresh(correlationId: string): void;
  wakeCourier(): void;
}

/** People whose calendars are worked on at the same time. */
const CONCURRENCY = 4;
/** Milliseconds of the longest sleep, whatever the clock does. */
const LONGEST_SLEEP = 300_000;
/** Milliseconds until the next look after one that failed. */
const AFTER_FAILURE = 30_000;

/** Puts new dial-in details into invitations; of several programs the one that leads does it. Does nothing before `start`. */
export function createMigrationRunner(parts: MigrationParts): Worker {
  return new Runner(parts);
}

class Runner implements Worker {
  readonly #parts: MigrationParts;
  readonly #inFlight = new Map<string, Promise<void>>();
  #running = false;
  #again = false;
  #turn: Promise<void> | null = null;
  #cancelSleep: (() => void) | null = null;
  /** Nothing is begun before: something failed that cannot be put on anybody's account. */
  #restUntil = -Infinity;

  constructor(parts: MigrationParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = true;
    this.wake();
  }

  wake(): void {
    if (!this.#works) return;
    this.#again = true;
    this.#turn ??= this.#work();
  }

  async stop(): Promise<void> {
    this.#running = false;
    await this.idle();
    this.#cancelSleep?.();
  }

  async idle(): Promise<void> {
    while (this.#turn || this.#inFlight.size > 0) await Promise.all([this.#turn, ...this.#inFlight.values()]);
  }

  get #works(): boolean {
    const { calendar, gate } = this.#parts;
    return this.#running && calendar !== null && gate.store.place?.rank === 0;
  }

  /** Begins what can be begun, and sleeps until there is more. Does not throw. */
  async #work(): Promise<void> {
    this.#cancelSleep?.();
    let sleep = LONGEST_SLEEP;
    try {
      while (this.#again && this.#works) {
        this.#again = false;
        await this.#begin();
        sleep = await this.#untilNext();
      }
    } catch (error) {
      this.#parts.gate.log.error({ err: error }, 'invitations cannot be looked after');
      sleep = AFTER_FAILURE;
    }
    this.#turn = null;
    if (this.#running) this.#cancelSleep = this.#parts.gate.clock.after(sleep, () => this.wake());
  }

  async #begin(): Promise<void> {
    const { store, clock } = this.#parts.gate;
    if (clock.now().getTime() < this.#restUntil) return;
    const limit = CONCURRENCY + this.#inFlight.size;
    const { due, toCount } = await store.transaction(async (tx) => ({
      due: await tx.migrations.due(clock.now(), limit),
      toCount: await tx.migrations.toCount(limit),
    }));
    const { calendar } = this.#parts;
    if (!calendar) return;
    const job = { ...this.#parts, calendar, isStopped: () => !this.#works };
    for (const { userKey } of due) this.#take(userKey, () => migrate(job, userKey));
    for (const { userKey } of toCount) this.#take(userKey, () => countBeforehand(job, userKey));
  }

  /** Does something with the calendar of one person, if nothing is being done with it and others leave room. */
  #take(userKey: string, work: () => Promise<void>): void {
    if (this.#inFlight.has(userKey) || this.#inFlight.size >= CONCURRENCY) return;
    const done = work().then(
      () => true,
      (error: unknown) => {
        const { log, clock } = this.#parts.gate;
        log.error({ err: error }, 'invitations could not be looked after');
        this.#restUntil = clock.now().getTime() + AFTER_FAILURE;
        return false;
      },
    );
    this.#inFlight.set(
      userKey,
      done.then((well) => {
        this.#inFlight.delete(userKey);
        // What fails without a word of the calendar's is not tried again at once.
        if (well) this.wake();
      }),
    );
  }

  async #untilNext(): Promise<number> {
    const { store, clock } = this.#parts.gate;
    const next = await store.transaction((tx) => tx.migrations.nextDueAt());
    const now = clock.now().getTime();
    if (now < this.#restUntil) return this.#restUntil - now;
    if (!next) return LONGEST_SLEEP;
    // What is being done is due as well, and wakes us when it has ended.
    const least = this.#inFlight.size > 0 ? AFTER_FAILURE : 1;
    return Math.min(LONGEST_SLEEP, Math.max(least, next.getTime() - now));
  }
}
