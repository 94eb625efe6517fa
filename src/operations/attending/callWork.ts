import type { User } from '../../domain/user.ts';
import type { Transaction } from '../../ports/store.ts';
import type { NoticeWork } from '../notices.ts';
import type { Gate } from '../operation.ts';

/** What handling a call works with: the open transaction and the moment. */
export type CallWork = Omit<NoticeWork, 'actor'>;

/** What handling one webhook works with. */
export async function callWorkOf(tx: Transaction, { house, clock }: Gate): Promise<CallWork> {
  return {
    tx,
    house,
    now: clock.now(),
    settings: await tx.settings.get(),
    correlationId: house.random.uuid(),
  };
}

/** For notices, which tell who has caused them: callers are nobody, so it is the one whose meeting it is. */
export function onBehalfOf(work: CallWork, user: User): NoticeWork {
  return { ...work, actor: { user, role: 'user' } };
}
