import type { Clock } from '../ports/clock.ts';

/** Pauses that can all be ended at once. */
export class Waits {
  readonly #ends = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  /** How many wait now. */
  get size(): number {
    return this.#ends.size;
  }

  /** Resolves after so many milliseconds, or when all waits are ended. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.clock.after(milliseconds, () => end());
      const end = () => {
        cancel();
        this.#ends.delete(end);
        resolve();
      };
      this.#ends.add(end);
    });
  }

  /** Ends all that wait now. */
  end(): void {
    for (const end of [...this.#ends]) end();
  }
}
