import type { Clock } from '../../src/ports/clock.ts';
import { TEST_TIME } from './builders.ts';

/** Time that moves only when a test moves it. */
export class FakeClock implements Clock {
  #now = TEST_TIME.getTime();
  readonly #timers = new Set<{ at: number; callback: () => void }>();

  now(): Date {
    return new Date(this.#now);
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, milliseconds), callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Timers that have not fired. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Lets time pass, timer by timer; after each, `settle` waits for what it set off. */
  async pass(milliseconds: number, settle: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = [...this.#timers].sort((one, other) => one.at - other.at)[0];
      if (!next || next.at > end) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await settle();
    }
    this.#now = end;
  }

  /** Sets the clock. Timers run on, as real ones do: they keep the time that they have left. */
  jump(milliseconds: number): void {
    this.#now += milliseconds;
    for (const timer of this.#timers) timer.at += milliseconds;
  }
}
