import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';

const HOUR = 60 * 60_000;

/**
 * Hours between snapshots. What was erased can stand in the journal until the first snapshot after it, and in what is kept
 * of the time before until the second: so two of these, and the writing, must stay below 24 hours.
 */
export const SNAPSHOT_INTERVAL = 8 * HOUR;

/** Bytes of journal after which a snapshot is written without waiting for its hour. */
export const JOURNAL_LIMIT = 32 * 1024 * 1024;

/** Milliseconds until a snapshot that failed is tried again. */
const PAUSE_AFTER_FAILURE = 5 * 60_000;

/** What decides whether a snapshot is due. */
export interface JournalFacts {
  readonly since: Date;
  readonly stale: boolean;
  readonly journalBytes: number;
}

/** Sees to it that snapshots are written in time. */
export class Checkpoints {
  #running: Promise<void> | undefined;
  #cancel: () => void = () => undefined;
  #retryAt = 0;
  #stopped = false;

  constructor(
    private readonly journal: JournalFacts,
    /** Writes a snapshot; when it rejects, everything is in the journals as before. */
    private readonly work: () => Promise<void>,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly journalLimit: number,
  ) {}

  /** Waits for the next hour of a snapshot; one that is overdue is written now. */
  start(): void {
    this.#waitUntil(Math.max(this.journal.since.getTime() + SNAPSHOT_INTERVAL, this.#retryAt));
  }

  /** Writes a snapshot when the journal has become long. */
  consider(): void {
    const wait =
      this.#stopped ||
      this.journal.journalBytes < this.journalLimit ||
      this.clock.now().getTime() < this.#retryAt;
    if (!wait) void this.run().catch(() => undefined);
  }

  /** Writes a snapshot now; one that is being written is waited for. */
  run(): Promise<void> {
    this.#running ??= this.#write().finally(() => {
      this.#running = undefined;
      this.start();
    });
    return this.#running;
  }

  /** Ends everything that comes by itself, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#running?.catch(() => undefined);
  }

  #waitUntil(due: number): void {
    this.#cancel();
    if (this.#stopped) return;
    this.#cancel = this.clock.after(Math.max(0, due - this.clock.now().getTime()), () => this.#onTime());
  }

  #onTime(): void {
    if (this.journal.stale) void this.run().catch(() => undefined);
    else this.#waitUntil(this.clock.now().getTime() + SNAPSHOT_INTERVAL);
  }

  async #write(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      this.#retryAt = this.clock.now().getTime() + PAUSE_AFTER_FAILURE;
      this.log.error({ err: error }, 'the snapshot could not be written; the journal goes on');
      throw error;
    }
  }
}
