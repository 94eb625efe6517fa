import {
  afterWrong,
  CALLER_LIMIT,
  HIDDEN_LIMIT,
  freshGuard,
  isLocked,
  limitOfPin,
  SERVICE_LIMIT,
  type Limit,
} from '../../calls/pinGuard.ts';
import type { PinGuard } from '../../domain/pinGuard.ts';
import type { User } from '../../domain/user.ts';
import type { CallWork } from './callWork.ts';
import { callerLocked, pinLocked } from './lockNotices.ts';

/** The guard of all callers together. */
const SERVICE = 'service';

/** The key of the guard of a person's PIN. */
export function guardOf(userKey: string): string {
  return `user:${userKey}`;
}

/**
 * Whether a PIN is the organizer's. Wrong ones count against the person, the caller and all callers together; what is locked lets
 * nothing through, not even what is right, and says no other thing. Takes the same time for every PIN.
 */
export async function tryPin(
  work: CallWork,
  organizer: User,
  caller: string | null,
  pin: string,
): Promise<boolean> {
  const { tx, house, now } = work;
  const guards = await guardsOf(work, organizer, caller);
  const locked = guards.some(({ guard }) => isLocked(guard, now));
  const isRight = organizer.pin !== null && house.secrets.isPin(organizer.key, organizer.pin, pin);
  if (locked) return false;
  if (isRight) return true;
  for (const { guard, limit } of guards) {
    const after = afterWrong(guard, limit, now);
    await tx.pinGuards.put(after.guard);
    if (after.fell === null) continue;
    if (guard.key === callerKey(caller)) await callerLocked(work, caller);
    else await pinLocked(work, organizer, guard.key === SERVICE ? 'service' : after.fell);
  }
  return false;
}

/** Whether a caller, or those who hide their number, have got so much wrong that nothing of theirs is looked at. */
export async function isCallerLocked({ tx, now }: CallWork, caller: string | null): Promise<boolean> {
  const guard = await tx.pinGuards.get(callerKey(caller));
  return guard !== undefined && isLocked(guard, now);
}

/** Notes a conference ID that opens nothing. */
export async function countWrongId(work: CallWork, caller: string | null): Promise<void> {
  const key = callerKey(caller);
  const guard = (await work.tx.pinGuards.get(key)) ?? freshGuard(key);
  const after = afterWrong(guard, limitOfCaller(caller), work.now);
  await work.tx.pinGuards.put(after.guard);
  if (after.fell !== null) await callerLocked(work, caller);
}

/** The key of the guard of a caller; those who hide their number count together. */
export function callerKey(caller: string | null): string {
  return `caller:${caller ?? 'hidden'}`;
}

function limitOfCaller(caller: string | null): Limit {
  return caller === null ? HIDDEN_LIMIT : CALLER_LIMIT;
}

/** Everything that a wrong PIN counts against. */
async function guardsOf(
  { tx }: CallWork,
  organizer: User,
  caller: string | null,
): Promise<{ guard: PinGuard; limit: Limit }[]> {
  const setAt = organizer.pin?.setAt ?? null;
  const own = await tx.pinGuards.get(guardOf(organizer.key));
  // A new PIN was not guessed at yet.
  const person = own?.pinSetAt === setAt ? own : freshGuard(guardOf(organizer.key), setAt);
  const service = (await tx.pinGuards.get(SERVICE)) ?? freshGuard(SERVICE);
  const guards = [
    { guard: person, limit: limitOfPin(organizer.pin?.length ?? 0) },
    { guard: service, limit: SERVICE_LIMIT },
  ];
  const key = callerKey(caller);
  return [
    ...guards,
    { guard: (await tx.pinGuards.get(key)) ?? freshGuard(key), limit: limitOfCaller(caller) },
  ];
}
