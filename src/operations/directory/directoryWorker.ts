import type { Log } from '../../ports/log.ts';
import type { Clock } from '../../ports/clock.ts';
import { DirectoryError } from '../../ports/directory.ts';

/** What is done again and again with the directory. */
export interface DirectoryTask {
  /** For the log. */
  name: string;
  /** Milliseconds from the end of one time to the beginning of the next, and to another try of one that failed. */
  every: number;
  again: number;
  /** False while it is not for this program to do. */
  isOurs(): boolean;
  run(): Promise<void>;
}

/** Does a task from time to time, one time after the other. */
export class DirectoryWorker {
  #running = false;
  #turn: Promise<void> | null = null;
  #cancel: (() => void) | null = null;
  #isLate = true;

  constructor(
    private readonly task: DirectoryTask,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  start(): void {
    this.#running = true;
    this.wake();
  }

  /** The place of this program may have changed: what is due is done now. */
  wake(): void {
    if (!this.#running || !this.#isLate || this.#turn || !this.task.isOurs()) return;
    this.#isLate = false;
    this.#turn = this.#once().then((pause) => {
      this.#turn = null;
      if (!this.#running) return;
      this.#cancel = this.clock.after(pause, () => {
        this.#isLate = true;
        this.wake();
      });
    });
  }

  /** Lets what is under way end. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#cancel?.();
    await this.#turn;
  }

  /** Resolves when nothing is under way. For tests. */
  async idle(): Promise<void> {
    await this.#turn;
  }

  /** Returns the milliseconds until the next time. Does not throw. */
  async #once(): Promise<number> {
    const { name, every, again } = this.task;
    try {
      await this.task.run();
      return every;
    } catch (error) {
      const isForeign = error instanceof DirectoryError;
      if (isForeign)
        this.log.warn({ task: name, kind: error.kind, detail: error.detail }, 'the directory was of no use');
      else this.log.error({ task: name, error }, 'something failed with what the directory says');
      const until = isForeign ? error.until : null;
      return Math.max(again, until ? until.getTime() - this.clock.now().getTime() : 0);
    }
  }
}
