import type { Ask } from '../../domain/ask.ts';
import { inState, type Batch } from '../../domain/batch.ts';
import { message } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import { whatOf as whatOfPlan } from '../bulk/batchView.ts';
import { EVERYBODY, operation, type Change } from '../operation.ts';
import { whatOf } from './askView.ts';
import { withdrawCards } from './deciders.ts';

/** Takes back what the asker has asked the admins for, or planned for many, and nobody has decided yet; their cards then say so. */
export const withdrawAsk = operation({
  name: 'withdrawAsk',
  right: EVERYBODY,
  fields: {},
  under: 'askAdmin',
  changes: true,
  personal: true,
  async run(work): Promise<Change> {
    const { user } = work.actor;
    const isOwn = ({ askerKey }: Ask | Batch) => askerKey === user.key;
    const asks = (await work.tx.asks.waiting()).filter(isOwn);
    const plans = (await work.tx.batches.awaitingApproval()).filter(isOwn);
    if (asks.length + plans.length === 0) throw new Refusal('ask-none-waits');
    for (const ask of asks) {
      const decidedAt = work.now.toISOString();
      await work.tx.asks.put({ ...ask, state: 'withdrawn', decidedAt, cardsDue: true });
      await withdrawCards(work, ask.id);
    }
    for (const plan of plans) {
      await work.tx.batches.put(inState(plan, 'withdrawn', { endedAt: work.now.toISOString() }));
      await withdrawCards(work, plan.id);
    }
    return {
      lines: [...asks.map(whatOf), ...plans.map(whatOfPlan)].map((what) => ({
        person: user.displayName,
        what: message('done.withdrawAsk', what),
        facts: [],
      })),
      people: [user],
      after: { withdrawn: [...asks.map((ask) => ask.operation), ...plans.map(nameOf)].join(', ') },
    };
  },
});

function nameOf({ steps }: Batch): string {
  return steps.map((step) => step.operation).join(', ');
}
