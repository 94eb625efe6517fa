import assert from 'node:assert/strict';
import { DELIVERY_STATES } from '../../src/domain/notice.ts';
import type { OutboxRow } from '../../src/domain/outboxRow.ts';
import type { Transaction } from '../../src/ports/store.ts';
import { anOutboxRow, minutesLater, TEST_TIME } from '../support/builders.ts';
import type { StoreWorld } from './store.ts';

/** What holds for the notices of every store. */
export function describeNotices(world: StoreWorld): void {
  describe('notices', () => {
    const at = (minutes: number) => minutesLater(minutes).toISOString();
    const put = (rows: readonly OutboxRow[]) =>
      world.store.transaction(async (tx) => {
        for (const row of rows) await tx.outbox.put(row);
      });
    const ids = async (find: (tx: Transaction) => Promise<OutboxRow[]>) =>
      (await world.store.transaction(find)).map((row) => row.id);

    it('are due when their time has come, the oldest first, and only while they are open', async () => {
      await put([
        anOutboxRow({ id: 'later', nextTryAt: at(1) }),
        anOutboxRow({ id: 'now', nextTryAt: at(0) }),
        anOutboxRow({ id: 'retrying', state: 'retrying', nextTryAt: at(-2) }),
        anOutboxRow({ id: 'sending', state: 'sending', nextTryAt: at(-1) }),
        anOutboxRow({ id: 'sent', state: 'sent', nextTryAt: at(-5) }),
        anOutboxRow({ id: 'no time', nextTryAt: null }),
        anOutboxRow({ id: 'chat', channel: 'chat', nextTryAt: at(-9) }),
        anOutboxRow({ id: 'later chat', channel: 'chat', nextTryAt: at(3) }),
      ]);

      const due = await ids((tx) => tx.outbox.due('mail', TEST_TIME, 10));
      const first = await ids((tx) => tx.outbox.due('mail', TEST_TIME, 1));
      const chats = await ids((tx) => tx.outbox.due('chat', TEST_TIME, 10));
      const next = await world.store.transaction((tx) => tx.outbox.nextTryAt());

      assert.deepEqual(due, ['retrying', 'sending', 'now']);
      assert.deepEqual(first, ['retrying']);
      assert.deepEqual(chats, ['chat']);
      assert.deepEqual(next, minutesLater(-9));
    });

    it('are no longer due once they are sent or gone', async () => {
      await put([anOutboxRow({ id: 'a' }), anOutboxRow({ id: 'b' })]);

      await put([anOutboxRow({ id: 'a', state: 'sent', nextTryAt: null })]);
      await world.store.transaction((tx) => tx.outbox.delete('b'));

      assert.deepEqual(await ids((tx) => tx.outbox.due('mail', TEST_TIME, 10)), []);
      assert.equal(await world.store.transaction((tx) => tx.outbox.nextTryAt()), null);
    });

    it('are found by request and by person, in the order in which they came', async () => {
      const first = anOutboxRow({ id: 'c', correlationId: 'one', userKey: 'amos' });
      await put([
        first,
        anOutboxRow({ id: 'b', correlationId: 'one', userKey: 'ada' }),
        anOutboxRow({ id: 'a', correlationId: 'two', userKey: 'amos' }),
      ]);
      await put([{ ...first, attempts: 1 }]);

      const found = [
        await ids((tx) => tx.outbox.ofCorrelation('one')),
        await ids((tx) => tx.outbox.ofUser('amos')),
        await ids((tx) => tx.outbox.ofUser('nobody')),
      ];

      assert.deepEqual(found, [['c', 'b'], ['c', 'a'], []]);
    });

    it('are listed by state, the newest first, page by page', async () => {
      await put(
        DELIVERY_STATES.flatMap((state, number) => [
          anOutboxRow({ id: `${state} old`, state, createdAt: at(-60 + number) }),
          anOutboxRow({ id: `${state} new`, state, createdAt: at(number) }),
        ]),
      );
      const page = (states: OutboxRow['state'][], offset: number, limit: number) =>
        world.store.transaction(async (tx) => {
          const { rows, total } = await tx.outbox.inStates(states, offset, limit);
          return [rows.map((row) => row.id), total] as const;
        });

      const failed = await page(['uncertain', 'givenUp'], 0, 3);
      const rest = await page(['uncertain', 'givenUp'], 3, 3);
      const all = await page([], 0, 2);
      const [everything] = await page([], 0, Infinity);

      assert.deepEqual(failed, [['givenUp new', 'uncertain new', 'givenUp old'], 4]);
      assert.deepEqual(rest, [['uncertain old'], 4]);
      assert.deepEqual(all, [['superseded new', 'givenUp new'], 14]);
      assert.equal(everything?.length, 14);
    });

    it('are past their time when they are open and it has come', async () => {
      await put([
        anOutboxRow({ id: 'past', expiresAt: at(-1), nextTryAt: null }),
        anOutboxRow({ id: 'just now', expiresAt: at(0) }),
        anOutboxRow({ id: 'to come', expiresAt: at(1) }),
        anOutboxRow({ id: 'ended', expiresAt: at(-1), state: 'givenUp' }),
      ]);

      const expired = await ids((tx) => tx.outbox.expired(TEST_TIME, 10));

      assert.deepEqual(expired, ['past', 'just now']);
    });
  });
}
