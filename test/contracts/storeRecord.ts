import assert from 'node:assert/strict';
import type { AuditRow } from '../../src/domain/audit.ts';
import { anAuditRow } from '../support/builders.ts';
import type { StoreWorld } from './store.ts';

/** What holds for the record of every store. */
export function describeRecord(world: StoreWorld): void {
  describe('the record', () => {
    const amos = { key: 'amos', name: 'Amos Marble' };
    const ada = { key: 'ada', name: "Ada O'Neil-Łukasz" };
    const append = (rows: readonly AuditRow[]) =>
      world.store.transaction(async (tx) => {
        for (const row of rows) await tx.audit.append(row);
      });
    const idsOf = async (userKey: string, limit = 10) =>
      (await world.store.transaction((tx) => tx.audit.ofPerson(userKey, limit))).map((row) => row.id);

    it('gives what concerns a person, the newest first, across months and restarts', async () => {
      await append([
        anAuditRow({ id: 'october', at: '2026-10-31T23:59:59.000Z', people: [amos] }),
        anAuditRow({ id: 'november', at: '2026-11-01T00:00:00.000Z', people: [ada, amos] }),
        anAuditRow({ id: 'ada only', at: '2026-11-02T00:00:00.000Z', people: [ada] }),
      ]);

      await world.reopen();
      await append([anAuditRow({ id: 'december', at: '2026-12-24T00:00:00.000Z', people: [amos] })]);

      assert.deepEqual(await idsOf('amos'), ['december', 'november', 'october']);
      assert.deepEqual(await idsOf('amos', 2), ['december', 'november']);
      assert.deepEqual(await idsOf('ada'), ['ada only', 'november']);
      assert.deepEqual(await idsOf('Amos Marble'), []);
    });

    it('keeps a row as it was written', async () => {
      const row = anAuditRow({
        people: [amos],
        before: { conferenceId: '1234567' },
        after: { nested: { numbers: [1, 2] } },
      });
      await append([row]);

      await world.reopen();

      assert.deepEqual(await world.store.transaction((tx) => tx.audit.ofPerson('amos', 1)), [row]);
    });

    it('is counted by day and outcome from a day on, wherever the rows are', async () => {
      const counted = (from: string) =>
        world.store.transaction(async (tx, rollback) => {
          rollback();
          await tx.audit.append(anAuditRow({ id: 'own', at: '2026-12-24T23:59:59.999Z', outcome: 'failed' }));
          return (await tx.audit.countByDay(from)).map(
            ({ day, outcome, count }) => `${day} ${outcome} ${count}`,
          );
        });
      await append([
        anAuditRow({ id: '1', at: '2026-10-31T23:59:59.000Z' }),
        anAuditRow({
          id: '2',
          at: '2026-11-01T00:00:00.000Z',
          after: { at: '2020-01-01', outcome: 'failed' },
        }),
        anAuditRow({ id: '3', at: '2026-11-01T10:00:00.000Z', outcome: 'refused', code: 'x' }),
        anAuditRow({
          id: '4',
          at: '2026-11-01T11:00:00.000Z',
          actorName: '"at":"2020-01-01","outcome":"failed"',
        }),
      ]);
      const november = ['2026-11-01 done 2', '2026-11-01 refused 1', '2026-12-24 failed 1'];
      assert.deepEqual(await counted('2026-11-01'), november);

      await world.reopen();
      await append([anAuditRow({ id: '5', at: '2026-12-24T00:00:00.000Z' })]);

      assert.deepEqual(await counted('2026-10-31'), [
        '2026-10-31 done 1',
        '2026-11-01 done 2',
        '2026-11-01 refused 1',
        '2026-12-24 done 1',
        '2026-12-24 failed 1',
      ]);
      assert.deepEqual(await counted('2026-12-25'), []);
    });

    it('does not write an id again, in the same transaction or a later one', async () => {
      await append([
        anAuditRow({ id: 'a', people: [amos], actorName: 'first' }),
        anAuditRow({ id: 'a', people: [amos] }),
      ]);
      await append([anAuditRow({ id: 'a', people: [amos], actorName: 'second' })]);
      await world.reopen();
      await append([anAuditRow({ id: 'a', people: [amos], actorName: 'third' })]);

      const rows = await world.store.transaction((tx) => tx.audit.ofPerson('amos', 10));

      assert.deepEqual(
        rows.map((row) => row.actorName),
        ['first'],
      );
    });
  });
}
