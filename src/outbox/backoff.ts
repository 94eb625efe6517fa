/** Milliseconds: the first pause is at most `first`, each further one at most twice as long, none longer than `cap`. */
const PAUSE = { least: 250, first: 2_000, cap: 15 * 60_000 };

/**
 * When to try again after `attempts` attempts: full jitter (`fraction` from 0 to 1) under an exponentially growing limit, and
 * never before `until` when the other side named a moment.
 */
export function nextTry(now: Date, attempts: number, until: Date | null, fraction: number): Date {
  const limit = Math.min(PAUSE.cap, PAUSE.first * 2 ** Math.min(Math.max(attempts - 1, 0), 30));
  const pause = Math.max(PAUSE.least, fraction * limit);
  return new Date(Math.max(now.getTime(), until?.getTime() ?? 0) + pause);
}
