import assert from 'node:assert/strict';
import type { AuditRow } from '../../src/domain/audit.ts';
import type { AuditFilter } from '../../src/ports/tables.ts';
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

    describe('is searched', () => {
      const adele = { actorKey: 'adele', people: [amos] };
      const rows = [
        anAuditRow({ ...adele, id: 'september', at: '2026-09-30T08:00:00.000Z' }),
        anAuditRow({ ...adele, id: 'settings', at: '2026-10-31T23:59:59.999Z', operation: 'changeSettings' }),
        anAuditRow({ ...adele, id: 'first', at: '2026-11-01T00:00:00.000Z', people: [ada, amos] }),
        anAuditRow({ id: 'by henri', at: '2026-11-01T09:00:00Z', actorKey: 'henri', people: [amos] }),
        anAuditRow({ ...adele, id: 'request-0', at: '2026-11-02T09:00:00.000Z', correlationId: 'request' }),
        anAuditRow({ ...adele, id: 'request-1', at: '2026-11-02T09:00:00.000Z', correlationId: 'request' }),
        anAuditRow({ ...adele, id: 'ada', at: '2026-11-02T10:00:00.000Z', people: [ada] }),
      ];
      const find = async (filter: AuditFilter, offset = 0, limit = 10) =>
        (await world.store.transaction((tx) => tx.audit.find(filter, offset, limit))).map((row) => row.id);
      const november = {
        from: new Date('2026-11-01T00:00:00.000Z'),
        to: new Date('2026-11-02T00:00:00.000Z'),
      };

      beforeEach(async () => {
        await append(rows.slice(0, 5));
        await world.reopen();
        await append(rows.slice(5));
      });

      for (const [what, filter, found] of [
        ['everything', {}, ['ada', 'request-1', 'request-0', 'by henri', 'first', 'settings', 'september']],
        ['a person', { person: 'ada' }, ['ada', 'first']],
        ['an actor', { actor: 'henri' }, ['by henri']],
        ['an operation', { operations: ['changeSettings'] }, ['settings']],
        [
          'several operations',
          { operations: ['changeSettings', 'resetPin'], person: 'amos', to: november.from },
          ['settings', 'september'],
        ],
        ['a day', november, ['by henri', 'first']],
        ['a person, an actor and a day', { ...november, person: 'amos', actor: 'adele' }, ['first']],
        ['a request', { correlationId: 'request' }, ['request-1', 'request-0']],
        ['what comes after a moment', { from: november.to }, ['ada', 'request-1', 'request-0']],
        ['nothing', { person: 'adele' }, []],
      ] as const) {
        it(`for ${what}`, async () => {
          assert.deepEqual(await find(filter), found);
        });
      }

      it('page by page, across months', async () => {
        assert.deepEqual(await find({ actor: 'adele' }, 0, 2), ['ada', 'request-1']);
        assert.deepEqual(await find({ actor: 'adele' }, 2, 3), ['request-0', 'first', 'settings']);
        assert.deepEqual(await find({}, 5, 3), ['settings', 'september']);
        assert.deepEqual(await find({}, 7, 3), []);
      });

      it('also for what the transaction itself has just written', async () => {
        const found = await world.store.transaction(async (tx) => {
          await tx.audit.append(anAuditRow({ id: 'now', at: '2026-11-03T10:00:00.000Z', people: [ada] }));
          return tx.audit.find({ person: 'ada' }, 0, 2);
        });

        assert.deepEqual(
          found.map((row) => row.id),
          ['now', 'ada'],
        );
      });
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
