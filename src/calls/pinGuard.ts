import type { PinGuard } from '../domain/pinGuard.ts';

/** When tries are too many. */
export interface Limit {
  /** Wrong ones within the window, at which it is locked for a while. */
  most: number;
  /** Wrong ones in all, at which it is locked until an admin unlocks it. */
  mostEver: number;
}

const MINUTE = 60_000;

/** Milliseconds within which wrong tries count together. */
export const WINDOW = 30 * MINUTE;

/** Milliseconds for which a lock holds. */
export const LOCK = 60 * MINUTE;

/** What may be tried on one person's PIN: the shorter it is, the less. */
export function limitOfPin(length: number): Limit {
  return { most: length <= 4 ? 10 : 25, mostEver: 1_000 };
}

/** What one caller may get wrong, PINs and conference IDs together. */
export const CALLER_LIMIT: Limit = { most: 25, mostEver: Infinity };

/** What those who hide their number may get wrong together. */
export const HIDDEN_LIMIT: Limit = { most: 250, mostEver: Infinity };

/** What all callers together may get wrong in PINs. */
export const SERVICE_LIMIT: Limit = { most: 2_000, mostEver: Infinity };

/** A guard of which nothing is known yet. */
export function freshGuard(key: string, pinSetAt: string | null = null): PinGuard {
  return { key, wrong: [], total: 0, lockedUntil: null, isClosed: false, pinSetAt };
}

/** Whether nothing is accepted, not even what is right. */
export function isLocked(guard: PinGuard, now: Date): boolean {
  return guard.isClosed || (guard.lockedUntil !== null && new Date(guard.lockedUntil) > now);
}

/**
 * The guard after one more wrong try, and what has fallen with it: a lock for a while, one until an admin opens it, or none. While
 * it is locked no try is looked at, so none counts.
 */
export function afterWrong(
  guard: PinGuard,
  limit: Limit,
  now: Date,
): { guard: PinGuard; fell: 'lock' | 'closed' | null } {
  if (isLocked(guard, now)) return { guard, fell: null };
  const since = now.getTime() - WINDOW;
  const wrong = [...guard.wrong.filter((at) => new Date(at).getTime() > since), now.toISOString()];
  const total = guard.total + 1;
  if (total >= limit.mostEver)
    return { guard: { ...guard, wrong: [], total, isClosed: true }, fell: 'closed' };
  if (wrong.length < limit.most) return { guard: { ...guard, wrong, total, lockedUntil: null }, fell: null };
  const lockedUntil = new Date(now.getTime() + LOCK).toISOString();
  return { guard: { ...guard, wrong: [], total, lockedUntil }, fell: 'lock' };
}
