import { isOvertaken } from '../../domain/ask.ts';
import type { User } from '../../domain/user.ts';
import type { Work } from '../operation.ts';
import { withdrawCards } from './deciders.ts';

/** Closes what these people have asked for and nobody has decided, where it was changed in another way; the cards then say so. */
export async function overtakeAsks(work: Work, people: readonly Pick<User, 'key'>[]): Promise<void> {
  const { tx, actor, now } = work;
  if (people.length === 0) return;
  for (const ask of await tx.asks.waiting()) {
    if (!people.some((one) => one.key === ask.askerKey)) continue;
    const asker = await tx.users.get(ask.askerKey);
    if (!asker || !isOvertaken(ask, asker)) continue;
    await tx.asks.put({
      ...ask,
      state: 'overtaken',
      decidedBy: actor.user.displayName,
      decidedAt: now.toISOString(),
      cardsDue: true,
    });
    await withdrawCards(work, ask.id);
  }
}
