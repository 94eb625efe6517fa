import assert from 'node:assert/strict';
import type { Transaction } from '../../src/ports/store.ts';
import { aStoredPin, aUser, anAuditRow, anOutboxRow } from '../support/builders.ts';
import type { StoreWorld } from './store.ts';

/** What holds for the transactions of every store. */
export function describeTransactions(world: StoreWorld): void {
  describe('transactions', () => {
    const amos = aUser();

    const putAll = async (tx: Transaction) => {
      await tx.users.put(amos);
      await tx.outbox.put(anOutboxRow({ id: 'row' }));
      await tx.audit.append(anAuditRow({ id: 'line' }));
      await tx.roles.put(amos.key, 'admin');
    };
    const readAll = () =>
      world.store.transaction(async (tx) => [
        await tx.users.get(amos.key),
        (await tx.users.named('amos', 5)).length,
        await tx.users.byUpn(amos.upn),
        await tx.outbox.get('row'),
        await tx.outbox.nextTryAt(),
        (await tx.audit.ofPerson(amos.key, 5)).length,
        await tx.roles.of(amos.key),
      ]);
    const nothing = [undefined, 0, undefined, undefined, null, 0, 'user'];

    it('see their own changes before they commit', async () => {
      const seen = await world.store.transaction(async (tx) => {
        await putAll(tx);
        return [
          await tx.users.byConferenceId('8271964'),
          (await tx.outbox.ofUser(amos.key)).length,
          (await tx.audit.ofPerson(amos.key, 5)).length,
          await tx.users.named('marble', 5),
        ];
      });

      assert.deepEqual(seen, [amos, 1, 1, [amos]]);
    });

    it('keep what they changed', async () => {
      await world.store.transaction(putAll);

      await world.reopen();

      const [user, , byUpn] = await readAll();
      assert.deepEqual(user, amos);
      assert.deepEqual(byUpn, amos);
    });

    it('change nothing when the body throws', async () => {
      const failing = world.store.transaction(async (tx) => {
        await putAll(tx);
        throw new Error('no');
      });

      await assert.rejects(failing, /^Error: no$/);

      assert.deepEqual(await readAll(), nothing);
      await world.reopen();
      assert.deepEqual(await readAll(), nothing);
    });

    it('change nothing when the body rolls back, and give its result', async () => {
      const result = await world.store.transaction(async (tx, rollback) => {
        await putAll(tx);
        rollback();
        return 'as if';
      });

      assert.equal(result, 'as if');
      assert.deepEqual(await readAll(), nothing);
      await world.reopen();
      assert.deepEqual(await readAll(), nothing);
    });

    it('put back what a failed body replaced and deleted', async () => {
      await world.store.transaction(putAll);
      const failing = world.store.transaction(async (tx) => {
        await tx.users.put({
          ...amos,
          conferenceId: '1111111',
          upn: 'other@contoso.com',
          displayName: 'Other',
        });
        await tx.users.put(aUser({ key: 'new', upn: 'new@contoso.com', conferenceId: '8271964' }));
        await tx.outbox.delete('row');
        throw new Error('no');
      });

      await assert.rejects(failing);

      const [user, named, byUpn, row] = await readAll();
      assert.deepEqual([user, named, byUpn, row], [amos, 1, amos, anOutboxRow({ id: 'row' })]);
      const owner = await world.store.transaction((tx) => tx.users.byConferenceId('8271964'));
      assert.deepEqual(owner, amos);
    });

    it('run alone: twenty callers who count upwards at once lose nothing', async () => {
      await world.store.transaction((tx) => tx.users.put(aUser({ pin: aStoredPin({ length: 0 }) })));
      const increment = () =>
        world.store.transaction(async (tx) => {
          const user = await tx.users.get(amos.key);
          await new Promise((resolve) => setImmediate(resolve));
          await tx.users.put({ ...user!, pin: aStoredPin({ length: user!.pin!.length + 1 }) });
        });

      await Promise.all(
        Array.from({ length: 20 }, () => Promise.all([increment(), increment(), increment()])),
      );

      const user = await world.store.transaction((tx) => tx.users.get(amos.key));
      assert.equal(user?.pin?.length, 60);
    });

    it('give nobody a way to change what is kept', async () => {
      const mine = aUser();
      await world.store.transaction((tx) => tx.users.put(mine));

      mine.displayName = 'Changed outside';
      const read = await world.store.transaction((tx) => tx.users.get(amos.key));
      try {
        read!.pin!.length = 12;
      } catch {
        // A store may freeze what it gives, or give copies.
      }

      const again = await world.store.transaction((tx) => tx.users.get(amos.key));
      assert.deepEqual(again, amos);
    });

    it('refuse a record that could not be read again', async () => {
      const malformed = world.store.transaction((tx) => tx.users.put(aUser({ conferenceId: '0123' })));

      await assert.rejects(malformed, /conferenceId/);

      assert.equal(await world.store.transaction((tx) => tx.users.get(amos.key)), undefined);
    });

    it('cannot be used after their end', async () => {
      let kept: Transaction | undefined;
      await world.store.transaction(async (tx) => {
        kept = tx;
      });

      await assert.rejects(async () => kept!.users.put(amos), /has ended/);
    });

    it('are refused by a closed store', async () => {
      await world.store.close();

      await assert.rejects(
        world.store.transaction(async () => 1),
        /closed/,
      );
    });
  });
}
