import assert from 'node:assert/strict';
import { partId } from '../../src/domain/batch.ts';
import { aBatch, anAsk, minutesLater, TEST_TIME } from '../support/builders.ts';
import type { StoreWorld } from './store.ts';

/** What holds for what admins decide on: asks, and plans for many people. */
export function describeDecisions(world: StoreWorld): void {
  describe('asks and plans', () => {
    const at = (minutes: number) => minutesLater(minutes).toISOString();

    it('finds asks that wait, and those whose cards are due, oldest first', async () => {
      await world.store.transaction(async (tx) => {
        await tx.asks.put(anAsk({ id: 'younger', createdAt: at(2) }));
        await tx.asks.put(anAsk({ id: 'older', createdAt: at(1) }));
        const decided = { state: 'approved', decidedBy: 'Henri', decidedAt: at(3) } as const;
        await tx.asks.put(anAsk({ id: 'told', ...decided }));
        await tx.asks.put(anAsk({ id: 'due later', ...decided, createdAt: at(1), cardsDue: true }));
        await tx.asks.put(anAsk({ id: 'due', ...decided, cardsDue: true }));
      });
      await world.reopen();

      const found = await world.store.transaction(async (tx) => [
        (await tx.asks.waiting()).map(({ id }) => id),
        (await tx.asks.cardsDue()).map(({ id }) => id),
      ]);

      assert.deepEqual(found, [
        ['older', 'younger'],
        ['due', 'due later'],
      ]);
    });

    it('finds the plan that runs and was made first, those that wait for approval, and those whose cards are due', async () => {
      await world.store.transaction(async (tx) => {
        await tx.batches.put(aBatch({ id: 'second', state: 'running', createdAt: at(2) }));
        await tx.batches.put(aBatch({ id: 'first', state: 'running', createdAt: at(1), cardsDue: true }));
        await tx.batches.put(aBatch({ id: 'done', state: 'done', cardsDue: true }));
        await tx.batches.put(aBatch({ id: 'waits too', state: 'awaitingApproval', createdAt: at(2) }));
        await tx.batches.put(aBatch({ id: 'waits', state: 'awaitingApproval' }));
        await tx.batches.put(aBatch({ id: 'planned' }));
      });
      await world.reopen();

      const found = await world.store.transaction(async (tx) => [
        [(await tx.batches.running())?.id],
        (await tx.batches.awaitingApproval()).map(({ id }) => id),
        (await tx.batches.cardsDue()).map(({ id }) => id),
      ]);

      assert.deepEqual(found, [['first'], ['waits', 'waits too'], ['done', 'first']]);
    });

    it('loses what is old when it is pruned, but nothing that waits or runs; people go with their plan', async () => {
      await world.store.transaction(async (tx) => {
        const part = { items: [] };
        for (const id of ['old', 'running'] as const) {
          const state = id === 'running' ? 'running' : 'done';
          await tx.batches.put(aBatch({ id, state, parts: 2, createdAt: at(-1) }));
          for (const number of [0, 1])
            await tx.batchParts.put({ ...part, id: partId(id, number), batchId: id });
        }
        await tx.batches.put(aBatch({ id: 'young', createdAt: at(1) }));
        await tx.asks.put(anAsk({ id: 'old', state: 'refused', decidedAt: at(-1), createdAt: at(-1) }));
        await tx.asks.put(anAsk({ id: 'waiting', createdAt: at(-1) }));
      });

      const removed = await world.store.transaction((tx) => tx.prune(TEST_TIME));

      const left = await world.store.transaction(async (tx) => ({
        batches: [
          await tx.batches.get('old'),
          await tx.batches.get('running'),
          await tx.batches.get('young'),
        ],
        parts: [await tx.batchParts.get(partId('old', 1)), await tx.batchParts.get(partId('running', 1))],
        asks: [await tx.asks.get('old'), await tx.asks.get('waiting')],
      }));
      assert.equal(removed, 2);
      assert.deepEqual(
        Object.values(left).map((records) => records.map((record) => record?.id)),
        [
          [undefined, 'running', 'young'],
          [undefined, partId('running', 1)],
          [undefined, 'waiting'],
        ],
      );
    });
  });
}
