import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { AuditFiles } from '../../../src/adapters/lowdb/auditFiles.ts';
import { encodeLine } from '../../../src/adapters/lowdb/line.ts';
import { migrated } from '../../../src/adapters/lowdb/migrations.ts';
import { StoreUnusableError, type Store } from '../../../src/ports/store.ts';
import type { AuditFilter } from '../../../src/ports/tables.ts';
import { aUser, anAuditRow, anOutboxRow } from '../../support/builders.ts';
import { DataFolder, eventually } from './dataFolder.ts';

const HOUR = 60 * 60_000;

describe('snapshots of the lowdb store', () => {
  let folder: DataFolder;

  beforeEach(async () => {
    folder = await DataFolder.create();
  });

  afterEach(() => folder.remove());

  const amos = aUser();
  const rowFor = (id: string, at = '2026-11-23T10:00:00.000Z') =>
    anAuditRow({ id, at, people: [{ key: amos.key, name: amos.displayName }] });
  const append = (store: Store, id: string, at?: string) =>
    store.transaction((tx) => tx.audit.append(rowFor(id, at)));
  const history = async (store: Store) =>
    (await store.transaction((tx) => tx.audit.ofPerson(amos.key, 50))).map((row) => row.id);

  it('keep the one before with its journal, and nothing older', async () => {
    const store = await folder.open();

    for (let round = 0; round < 4; round += 1) {
      await store.transaction((tx) => tx.users.put(amos));
      await store.checkpoint();
    }

    assert.deepEqual(await folder.names(), [
      'journal-000004.jsonl',
      'journal-000005.jsonl',
      'snapshot-000004.jsonl',
      'snapshot-000005.jsonl',
    ]);
  });

  it('lose nothing of what is changed while they are written', async () => {
    const store = await folder.open();
    await store.transaction(async (tx) => {
      for (let number = 0; number < 3_000; number += 1) {
        await tx.users.put(
          aUser({ key: `u${number}`, upn: `u${number}@contoso.com`, conferenceId: null, department: 'old' }),
        );
      }
    });

    let written = false;
    const snapshot = store.checkpoint().then(() => (written = true));
    let changed = 0;
    while (!written) {
      const key = `u${changed}`;
      await store.transaction(async (tx) =>
        tx.users.put({ ...(await tx.users.get(key))!, department: 'new' }),
      );
      changed += 1;
    }
    await snapshot;
    await store.close();

    const again = await folder.open();
    const { total } = await again.transaction((tx) => tx.users.list({ department: 'new' }, 0, 1));
    assert.equal(total, changed);
    assert.ok(changed > 1, 'transactions went on meanwhile');
  });

  it('are written by themselves when the journal has become long', async () => {
    const store = await folder.open({ journalLimit: 10_000 });

    for (let round = 0; round < 30; round += 1) await store.transaction((tx) => tx.users.put(amos));

    await eventually(async () =>
      assert.ok((await folder.names()).some((name) => name.startsWith('snapshot'))),
    );
    await store.close();
    const again = await folder.open();
    assert.deepEqual(await again.transaction((tx) => tx.users.get(amos.key)), amos);
  });

  it('take an erased secret off the disk within 24 hours, without any other change', async () => {
    const secret = 'sealed-PIN-of-amos';
    const store = await folder.open();
    const row = anOutboxRow({ id: 'row', secret });
    await store.transaction((tx) => tx.outbox.put(row));
    const files = async () => Object.values(await folder.contents()).join('');
    // The secret stands in a snapshot, in the journal before it, and its end in the journal after it.
    await store.checkpoint();
    await store.transaction((tx) => tx.outbox.put({ ...row, state: 'sent', secret: null }));
    assert.ok((await files()).includes(secret));

    await folder.clock.pass(12 * HOUR);
    await eventually(async () => assert.ok((await folder.names()).includes('snapshot-000003.jsonl')));
    await eventually(async () => assert.ok(!(await folder.names()).includes('journal-000001.jsonl')));
    // Hour by hour: the next snapshot is planned only when the one before is whole, which takes the disk its time.
    for (let hours = 0; hours < 12; hours += 1) {
      await folder.clock.pass(HOUR);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }

    await eventually(async () => assert.ok(!(await files()).includes(secret)));
  });

  it('are written soon after a start when the last one is long ago', async () => {
    const store = await folder.open();
    await store.transaction((tx) => tx.users.put(amos));
    await store.close();
    folder.clock.jump(20 * HOUR);

    await folder.open();
    await folder.clock.pass(0);

    await eventually(async () => assert.ok((await folder.names()).includes('snapshot-000002.jsonl')));
  });

  it('are not written when nothing has changed', async () => {
    const store = await folder.open();
    await store.transaction((tx) => tx.users.put(amos));
    await store.checkpoint();
    await store.checkpoint();
    const before = await folder.contents();

    await folder.clock.pass(72 * HOUR);
    await store.close();

    assert.deepEqual(await folder.contents(), before);
  });

  it('leave no timer and no lock behind when the store is closed', async () => {
    const store = await folder.open();
    assert.equal(folder.clock.timers, 1);

    await store.close();

    assert.equal(folder.clock.timers, 0);
    await folder.open();
  });

  describe('and the record', () => {
    it('move it from the journal into a file a month', async () => {
      const store = await folder.open();
      await append(store, 'november');
      await append(store, 'december', '2026-12-01T00:00:00.000Z');

      await store.checkpoint();
      await append(store, 'later', '2026-12-02T00:00:00.000Z');

      assert.deepEqual(await history(store), ['later', 'december', 'november']);
      assert.match(
        await readFile(folder.file('audit/2026-11.jsonl'), 'utf8'),
        /^[0-9a-f]{8} \{"id":"november".*\}\n$/,
      );
      assert.match(
        await readFile(folder.file('audit/2026-12.jsonl'), 'utf8'),
        /^[0-9a-f]{8} \{"id":"december".*\}\n$/,
      );
    });

    it('is read only in the months that a search is about, and no further back than it must', async () => {
      const store = await folder.open();
      await append(store, 'november');
      await append(store, 'december', '2026-12-01T00:00:00.000Z');
      await store.checkpoint();
      const path = folder.file('audit/2026-11.jsonl');
      await writeFile(path, (await readFile(path, 'utf8')).replace('november', 'octember'));
      const ids = async (filter: AuditFilter, limit: number) =>
        (await store.transaction((tx) => tx.audit.find(filter, 0, limit))).map((row) => row.id);

      assert.deepEqual(await ids({ from: new Date('2026-12-01T00:00:00.000Z') }, 9), ['december']);
      assert.deepEqual(await ids({ person: amos.key }, 1), ['december']);
      await assert.rejects(ids({ person: amos.key }, 2), StoreUnusableError);
    });

    it('move it once, however far an interrupted move came', async () => {
      const store = await folder.open();
      await append(store, 'before');
      await store.checkpoint();
      await append(store, 'one');
      await append(store, 'two');
      await store.close();
      const path = folder.file('audit/2026-11.jsonl');
      const moved = await readFile(path);
      const lines = Buffer.from(['one', 'two'].map((id) => encodeLine(JSON.stringify(rowFor(id)))).join(''));

      for (let length = 0; length <= lines.length; length += 23) {
        await writeFile(path, Buffer.concat([moved, lines.subarray(0, length)]));
        const files = await AuditFiles.open(folder.path, { '2026-11': moved.length }, [
          rowFor('one'),
          rowFor('two'),
        ]);
        const waiting = (await files.find({ person: amos.key }, 0, 9, [])).map((row) => row.id);
        await files.move(files.waiting);

        assert.deepEqual(waiting, ['two', 'one', 'before'], `${length} bytes`);
        assert.deepEqual(await readFile(path), Buffer.concat([moved, lines]), `${length} bytes`);
      }
    });

    it('find it all after a crash between the move and the snapshot', async () => {
      const store = await folder.open();
      await append(store, 'one');
      const before = await folder.read('journal-000001.jsonl');
      await store.checkpoint();
      await append(store, 'two');
      await store.close();
      const crashed = await DataFolder.create();

      try {
        await crashed.write('journal-000001.jsonl', before);
        const first = await crashed.open();
        await first.close();
        await writeFile(
          crashed.file('audit/2026-11.jsonl'),
          await readFile(folder.file('audit/2026-11.jsonl')),
        );
        const again = await crashed.open();
        await again.checkpoint();
        assert.deepEqual(await history(again), ['one']);
        assert.equal((await readFile(crashed.file('audit/2026-11.jsonl'), 'utf8')).split('\n').length, 2);
      } finally {
        await crashed.remove();
      }
    });

    it('refuse a month that became shorter', async () => {
      const store = await folder.open();
      await append(store, 'one');
      await store.checkpoint();
      await store.close();

      await writeFile(folder.file('audit/2026-11.jsonl'), '');

      await assert.rejects(
        folder.open(),
        (error: unknown) =>
          error instanceof StoreUnusableError && /2026-11.jsonl is shorter/.test(error.message),
      );
    });

    it('notice a row that was changed', async () => {
      const store = await folder.open();
      await append(store, 'one');
      await append(store, 'two');
      await store.checkpoint();
      const path = folder.file('audit/2026-11.jsonl');

      await writeFile(path, (await readFile(path, 'utf8')).replace('"id":"two"', '"id":"owt"'));

      await assert.rejects(history(store), /2026-11.jsonl, line 2: .*checksum/);
    });
  });

  it('move a third party that was replaced to where those are kept (version 1)', () => {
    const intercall = { name: 'InterCall' };
    const moved = (provider: string, thirdParty: unknown) => migrated('users', { provider, thirdParty }, 1);

    assert.deepEqual(moved('Microsoft', intercall), {
      provider: 'Microsoft',
      thirdParty: null,
      replacedProviders: [{ records: [intercall], at: null, by: null }],
    });
    assert.deepEqual(moved('InterCall', intercall), { provider: 'InterCall', thirdParty: intercall });
    assert.deepEqual(moved('None', null), { provider: 'None', thirdParty: null });
    assert.deepEqual(migrated('outbox', { thirdParty: intercall }, 1), { thirdParty: intercall });
  });

  it('bring records into their present form, version by version', () => {
    const steps = [
      (_: string, record: unknown) => ({ ...(record as object), second: true }),
      (collection: string, record: unknown) =>
        collection === 'gone' ? null : { ...(record as object), third: true },
    ];

    const results = [
      migrated('users', { first: true }, 1, steps),
      migrated('users', { first: true }, 2, steps),
      migrated('users', { first: true }, 3, steps),
      migrated('gone', {}, 1, steps),
    ];

    assert.deepEqual(results, [
      { first: true, second: true, third: true },
      { first: true, third: true },
      { first: true },
      null,
    ]);
  });
});
