import { message } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import { EVERYBODY, operation, type Change } from '../operation.ts';
import { whatOf } from './askView.ts';
import { withdrawCards } from './deciders.ts';

/** Takes back what the asker has asked the admins for and nobody has decided yet; their cards then say so. */
export const withdrawAsk = operation({
  name: 'withdrawAsk',
  right: EVERYBODY,
  fields: {},
  under: 'askAdmin',
  changes: true,
  personal: true,
  async run(work): Promise<Change> {
    const { user } = work.actor;
    const own = (await work.tx.asks.waiting()).filter((ask) => ask.askerKey === user.key);
    if (own.length === 0) throw new Refusal('ask-none-waits');
    for (const ask of own) {
      await work.tx.asks.put({
        ...ask,
        state: 'withdrawn',
        decidedAt: work.now.toISOString(),
        cardsDue: true,
      });
      await withdrawCards(work.tx, ask.id);
    }
    return {
      lines: own.map((ask) => ({
        person: user.displayName,
        what: message('done.withdrawAsk', whatOf(ask)),
        facts: [],
      })),
      people: [user],
      after: { withdrawn: own.map((ask) => ask.operation).join(', ') },
    };
  },
});
