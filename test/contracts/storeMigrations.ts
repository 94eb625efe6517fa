import assert from 'node:assert/strict';
import { aMigration, minutesLater } from '../support/builders.ts';
import type { StoreWorld } from './store.ts';

/** What holds for what puts new dial-in details into invitations. */
export function describeMigrations(world: StoreWorld): void {
  describe('migrations of meetings', () => {
    const at = (minutes: number) => minutesLater(minutes).toISOString();
    const amos = aMigration();
    const asa = aMigration({
      userKey: 'asa',
      displayName: 'Åsa Lindström',
      dueAt: at(10),
      modifiedAt: at(1),
      createdAt: at(-1),
      correlationIds: ['correlation-1', 'correlation-2'],
      previous: { conferenceIds: [], numbers: ['+46846500400', '+14255550100'] },
    });
    const adele = aMigration({
      userKey: 'adele',
      displayName: 'Adele Vance',
      state: 'Failed',
      dueAt: null,
      modifiedAt: at(2),
      toCount: false,
    });
    const henri = aMigration({
      userKey: 'henri',
      displayName: 'Henri Hauge',
      state: 'Succeeded',
      dueAt: null,
      modifiedAt: at(3),
      toCount: false,
      correlationIds: [],
    });
    const names = (found: readonly { displayName: string }[]) => found.map((one) => one.displayName);

    beforeEach(async () => {
      await world.store.transaction(async (tx) => {
        for (const one of [amos, asa, adele, henri]) await tx.migrations.put(one);
      });
      await world.reopen();
    });

    it('are listed, the one that was changed last first, by state and time, page by page', async () => {
      const found = await world.store.transaction(async (tx) => [
        await tx.migrations.list({}, 0, 3),
        await tx.migrations.list({}, 3, 3),
        await tx.migrations.list({ state: 'Pending' }, 0, 10),
        await tx.migrations.list({ state: 'InProgress' }, 0, 10),
        await tx.migrations.list({ from: new Date(at(1)), to: new Date(at(3)) }, 0, 10),
        await tx.migrations.list({ state: 'Failed', from: new Date(at(3)) }, 0, 10),
      ]);
      assert.deepEqual(
        found.map(({ rows, total }) => [names(rows), total]),
        [
          [['Henri Hauge', 'Adele Vance', 'Åsa Lindström'], 4],
          [['Amos Marble'], 4],
          [['Åsa Lindström', 'Amos Marble'], 2],
          [[], 0],
          [['Adele Vance', 'Åsa Lindström'], 2],
          [[], 0],
        ],
      );
      assert.deepEqual(found[0]?.rows[0], henri);
    });

    it('are counted by state, also when one has changed', async () => {
      await world.store.transaction((tx) => tx.migrations.put({ ...amos, state: 'InProgress' }));

      const counts = await world.store.transaction((tx) => tx.migrations.count());

      assert.deepEqual(
        counts.sort((one, other) => (one.state < other.state ? -1 : 1)),
        [
          { state: 'Failed', count: 1 },
          { state: 'InProgress', count: 1 },
          { state: 'Pending', count: 1 },
          { state: 'Succeeded', count: 1 },
        ],
      );
    });

    it('are found when their time has come, the first one first', async () => {
      const found = await world.store.transaction(async (tx) => [
        await tx.migrations.due(new Date(at(9)), 10),
        await tx.migrations.due(new Date(at(10)), 10),
        await tx.migrations.due(new Date(at(100)), 10),
        await tx.migrations.due(new Date(at(100)), 1),
      ]);
      const next = await world.store.transaction((tx) => tx.migrations.nextDueAt());
      assert.deepEqual(found.map(names), [
        [],
        ['Åsa Lindström'],
        ['Åsa Lindström', 'Amos Marble'],
        ['Åsa Lindström'],
      ]);
      assert.deepEqual(next, new Date(at(10)));
    });

    it('are found while their invitations are to be counted, by request, and by a number that is left', async () => {
      const found = await world.store.transaction(async (tx) => [
        await tx.migrations.toCount(10),
        await tx.migrations.ofCorrelation('correlation-1', 10),
        await tx.migrations.ofCorrelation('correlation-2', 10),
        await tx.migrations.ofCorrelation('correlation-1', 1),
        await tx.migrations.withNumber('+14255550100'),
        await tx.migrations.withNumber('+46846500400'),
      ]);
      assert.deepEqual(found.map(names), [
        ['Åsa Lindström', 'Amos Marble'],
        ['Adele Vance', 'Amos Marble', 'Åsa Lindström'],
        ['Åsa Lindström'],
        ['Adele Vance'],
        ['Adele Vance', 'Amos Marble', 'Åsa Lindström'],
        ['Åsa Lindström'],
      ]);
      await world.store.transaction((tx) =>
        tx.migrations.put({ ...asa, state: 'Succeeded', dueAt: null, toCount: false }),
      );
      const later = await world.store.transaction(async (tx) => [
        await tx.migrations.withNumber('+46846500400'),
        await tx.migrations.toCount(10),
      ]);
      assert.deepEqual(later.map(names), [[], ['Amos Marble']]);
    });
  });
}
