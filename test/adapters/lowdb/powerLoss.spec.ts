import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openLowdbStore, type LowdbStore } from '../../../src/adapters/lowdb/store.ts';
import { aUser, anAuditRow } from '../../support/builders.ts';
import { FakeLog } from '../../support/fakeLog.ts';
import { DataFolder } from './dataFolder.ts';
import { afterCrash, DiskRecorder, type DiskEvent, type Loss } from './recordedDisk.ts';

const LOSSES: Loss[] = (['lost', 'kept'] as const).flatMap((names) =>
  (['lost', 'torn', 'kept', 'zeros'] as const).map((bytes) => ({ names, bytes })),
);

describe('the lowdb store when the power fails', () => {
  let folder: DataFolder;

  beforeEach(async () => {
    folder = await DataFolder.create();
  });

  afterEach(() => folder.remove());

  /** A transaction that changes a person and the record together; when it begins and ends is noted. */
  async function commit(store: LowdbStore, recorder: DiskRecorder, number: number): Promise<void> {
    recorder.note(`begun ${number}`);
    await store.transaction(async (tx) => {
      await tx.users.put(aUser({ key: `u${number}`, upn: `u${number}@contoso.com`, conferenceId: null }));
      await tx.audit.append(anAuditRow({ id: `a${number}`, people: [{ key: `u${number}`, name: 'Amos' }] }));
    });
    recorder.note(`acknowledged ${number}`);
  }

  /** Some work: alone and together, with snapshots before, meanwhile and after, and a second start. */
  async function record(): Promise<DiskEvent[]> {
    const recorder = new DiskRecorder(folder.path);
    await recorder.start();
    try {
      let next = 1;
      const some = (store: LowdbStore, count: number) =>
        Promise.all(Array.from({ length: count }, () => commit(store, recorder, next++)));
      const store = await folder.open();
      for (let round = 0; round < 3; round += 1) {
        await some(store, 1);
        await some(store, 4);
        await Promise.all([store.checkpoint(), some(store, 3)]);
        await some(store, 2);
      }
      await store.close();
      const again = await folder.open();
      await some(again, 2);
      await again.checkpoint();
      await some(again, 1);
      await again.close();
    } finally {
      recorder.stop();
    }
    return recorder.events;
  }

  /** The numbers of the transactions that a folder holds whole; fails when it holds part of one. */
  async function wholeIn(files: ReadonlyMap<string, Buffer>): Promise<number[]> {
    const crashed = await mkdtemp(join(tmpdir(), 'switchboard-power-'));
    try {
      for (const [name, bytes] of files) {
        await mkdir(dirname(join(crashed, name)), { recursive: true });
        await writeFile(join(crashed, name), bytes);
      }
      const store = await openLowdbStore({ folder: crashed, clock: folder.clock, log: new FakeLog() });
      const numbers = await store.transaction(async (tx) => {
        const keys = (await tx.users.list({}, 0, 1_000)).rows.map((user) => user.key);
        for (let number = 1; number <= 40; number += 1) {
          const rows = await tx.audit.ofPerson(`u${number}`, 2);
          assert.equal(rows.length, keys.includes(`u${number}`) ? 1 : 0, `half of transaction ${number}`);
        }
        return keys.map((key) => Number(key.slice(1)));
      });
      await store.close();
      return numbers;
    } finally {
      await rm(crashed, { recursive: true, force: true });
    }
  }

  it('has after the next start every acknowledged transaction whole, and of the others whole ones only, whenever it failed', async function () {
    this.timeout(300_000);
    const log = await record();
    const noted = (events: readonly DiskEvent[], what: string) =>
      events.flatMap((event) =>
        event.kind === 'note' && event.text.startsWith(what) ? Number(event.text.split(' ')[1]) : [],
      );
    const seen = new Set<string>();
    const moments = log.flatMap((event, at) => (event.kind === 'note' ? [] : [at, at + 1]));

    for (const moment of [...new Set([...moments, log.length])]) {
      const begun = noted(log.slice(0, moment), 'begun');
      const acknowledged = noted(log.slice(0, moment), 'acknowledged');
      for (const loss of LOSSES) {
        const files = afterCrash(log, moment, loss);
        const state = JSON.stringify([
          acknowledged.length,
          [...files].map(([name, bytes]) => [name, bytes.toString('latin1')]),
        ]);
        if (seen.has(state)) continue;
        seen.add(state);
        const where = `power lost after event ${moment}, names ${loss.names}, bytes ${loss.bytes}`;

        const found = await wholeIn(files).catch((error: unknown) =>
          assert.fail(`${where}: ${String(error)}`),
        );

        assert.deepEqual(
          acknowledged.filter((number) => !found.includes(number)),
          [],
          where,
        );
        assert.deepEqual(
          found.filter((number) => !begun.includes(number)),
          [],
          where,
        );
      }
    }
    assert.ok(seen.size > 100, `${seen.size} different disks`);
    assert.equal(noted(log, 'acknowledged').length, 33);
  });
});
