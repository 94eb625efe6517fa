import type { Clock } from '../../ports/clock.ts';
import { DirectoryError } from '../../ports/directory.ts';
import type { Log } from '../../ports/log.ts';

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

/** What is done with the directory in the background. */
export interface DirectoryWork {
  start(): void;
  /** The place of this program may have changed: what is due is done now. */
  wake(): void;
  /** Gives up what is under way. */
  stop(): Promise<void>;
  /** Resolves when nothing is under way. For tests. */
  idle(): Promise<void>;
}

/** Does tasks from time to time; `giveUp` ends what is asked of the directory at that moment. */
export function createDirectoryWork(
  tasks: readonly DirectoryTask[],
  { clock, log }: { clock: Clock; log: Log },
  giveUp: () => void,
): DirectoryWork {
  const workers = tasks.map((task) => new Worker(task, clock, log));
  const each = async (does: (worker: Worker) => Promise<void>) => void (await Promise.all(workers.map(does)));
  return {
    start: () => workers.forEach((worker) => worker.start()),
    wake: () => workers.forEach((worker) => worker.wake()),
    stop() {
      const stopped = each((worker) => worker.stop());
      giveUp();
      return stopped;
    },
    idle: () => each((worker) => worker.idle()),
  };
}

/** Does one task, one time after the other. */
class Worker {
  #running = false;
  #isDue = true;
  #turn: Promise<void> | null = null;
  #cancel: (() => void) | null = null;

  constructor(
    private readonly task: DirectoryTask,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  start(): void {
    this.#running = true;
    this.wake();
  }

  wake(): void {
    if (!this.#running || !this.#isDue || this.#turn || !this.task.isOurs()) return;
    this.#isDue = false;
    this.#turn = this.#once().then((pause) => {
      this.#turn = null;
      if (this.#running) this.#cancel = this.clock.after(pause, () => this.#comesDue());
    });
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#cancel?.();
    await this.#turn;
  }

  async idle(): Promise<void> {
    await this.#turn;
  }

  #comesDue(): void {
    this.#isDue = true;
    this.wake();
  }

  /** Returns the milliseconds until the next time. Does not throw. */
  async #once(): Promise<number> {
    const { every, again } = this.task;
    try {
      await this.task.run();
      return every;
    } catch (error) {
      if (this.#running) this.#tell(error);
      const until = error instanceof DirectoryError ? error.until : null;
      return Math.max(again, until ? until.getTime() - this.clock.now().getTime() : 0);
    }
  }

  #tell(error: unknown): void {
    const { name } = this.task;
    if (error instanceof DirectoryError)
      this.log.warn({ task: name, kind: error.kind, detail: error.detail }, 'the directory was of no use');
    else this.log.error({ task: name, error }, 'what the directory says could not be taken');
  }
}
