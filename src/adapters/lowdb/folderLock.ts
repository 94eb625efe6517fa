import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { StoreUnusableError } from '../../ports/store.ts';
import { explained } from './files.ts';

/** Milliseconds after which the lock of a process that is gone may be taken over. */
const STALE = 2_000;
/** Milliseconds between two signs of life. */
const SIGN_OF_LIFE = 1_000;
/** Half a second each: five seconds in all. */
const RETRIES = { retries: 10, factor: 1, minTimeout: 500, maxTimeout: 500 };

/** The right of one process to a data folder. */
export class FolderLock {
  #lastBeat = performance.now();
  readonly #heart: NodeJS.Timeout;

  private constructor(private readonly give: () => Promise<void>) {
    this.#heart = setInterval(() => (this.#lastBeat = performance.now()), SIGN_OF_LIFE / 4).unref();
  }

  /** Takes the lock, waiting up to five seconds for it; `onLost` is told when it was lost later on. */
  static async take(folder: string, onLost: (error: Error) => void): Promise<FolderLock> {
    try {
      const give = await lock(folder, {
        lockfilePath: join(folder, 'lock'),
        stale: STALE,
        update: SIGN_OF_LIFE,
        retries: RETRIES,
        onCompromised: () =>
          onLost(
            new StoreUnusableError(
              `The lock of ${folder} was lost to another process; nothing more is written.`,
            ),
          ),
      });
      return new FolderLock(give);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw explained(error, folder);
      const text = `The data folder ${folder} is in use by another Switchboard. Stop that one, or choose another folder with DATA_DIR.`;
      throw new StoreUnusableError(text, { cause: error });
    }
  }

  /**
   * Resolves when the lock can be trusted. After the process was suspended for as long as makes a lock stale, the next sign
   * of life has to show first whether somebody took it over.
   */
  async confirm(): Promise<void> {
    if (performance.now() - this.#lastBeat > STALE - SIGN_OF_LIFE / 2)
      await pause(SIGN_OF_LIFE + SIGN_OF_LIFE / 4);
  }

  async release(): Promise<void> {
    clearInterval(this.#heart);
    // A lock that was lost cannot be given back.
    await this.give().catch(() => undefined);
  }
}
