import type { CallDay } from '../../domain/call.ts';
import type { CallWork } from './callWork.ts';

/** Counts one more of something for today (UTC). */
export async function countCall({ tx, now }: CallWork, what: Exclude<keyof CallDay, 'day'>): Promise<void> {
  const day = now.toISOString().slice(0, 10);
  const known = (await tx.callDays.get(day)) ?? { day, calls: 0, started: 0, waitedInVain: 0, wrongIds: 0 };
  await tx.callDays.put({ ...known, [what]: known[what] + 1 });
}
