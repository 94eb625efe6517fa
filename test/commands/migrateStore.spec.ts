import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLowdbStore } from '../../src/adapters/lowdb/store.ts';
import { inventoryOf } from '../../src/commands/copyStore.ts';
import { runCommand } from '../support/builtProgram.ts';
import { anAuditRow, anOutboxRow } from '../support/builders.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { FakeLog } from '../support/fakeLog.ts';
import { POSTGRES, postgresTitle } from '../support/postgresServer.ts';
import { samplePeople } from '../support/sampleOrganization.ts';
import { aDatabase, dropDatabase } from '../support/worldDatabase.ts';

describe(postgresTitle('npm run migrate-store'), function () {
  this.timeout(60_000);
  let folder: string;
  let url: string;
  before(function () {
    if (!POSTGRES) this.skip();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-migrate-'));
    url = await aDatabase();
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
    await dropDatabase(url);
  });

  const open = (name: string) =>
    openLowdbStore({ folder: join(folder, name), clock: new FakeClock(), log: new FakeLog() });
  const run = (name: string, ...args: string[]) =>
    runCommand('migrateStore', args, { DATA_DIR: join(folder, name), DATABASE_URL: url });

  it('moves everything to PostgreSQL and back, compares both, and leaves the source as it is', async () => {
    const store = await open('first');
    await store.transaction(async (tx) => {
      for (const user of samplePeople()) await tx.users.put(user);
      await tx.outbox.put(anOutboxRow());
      for (let number = 0; number < 2_500; number += 1)
        await tx.audit.append(anAuditRow({ id: `row ${number}` }));
    });
    const before = await inventoryOf(store.everything());
    await store.close();
    const bytes = await readFile(join(folder, 'first/journal-000001.jsonl'));

    const there = await run('first', '--to', 'postgres');
    const back = await run('second', '--to', 'lowdb');

    assert.equal(there.code, 0, there.err);
    assert.match(there.out, /^users: 12 read, 12 written, the same/m);
    assert.match(there.out, /^audit: 2500 read, 2500 written, the same/m);
    assert.equal(back.code, 0, back.err);
    assert.match(back.out, /Everything was moved/);
    const copy = await open('second');
    assert.deepEqual(await inventoryOf(copy.everything()), before);
    await copy.close();
    assert.deepEqual(await readFile(join(folder, 'first/journal-000001.jsonl')), bytes);
  });

  it('refuses a target that holds something, and a target that it is not told', async () => {
    const store = await open('first');
    await store.transaction((tx) => tx.users.put(samplePeople()[0]!));
    await store.close();
    await run('first', '--to', 'postgres');

    const again = await run('first', '--to', 'postgres');
    const nowhere = await run('first');

    assert.equal(again.code, 1);
    assert.match(again.err, /^Nothing was moved\.\nThe target is not empty/);
    assert.equal(nowhere.code, 1);
    assert.match(nowhere.err, /^Nothing was moved\.\nSay where to/);
  });

  it('says in words that the database cannot be reached, without its password', async () => {
    const away = url.replace('switchboard@', 'switchboard:secret-of-the-database@').replace(/:\d+\//, ':1/');
    const { code, err } = await runCommand('migrateStore', ['--to', 'postgres'], {
      DATA_DIR: join(folder, 'first'),
      DATABASE_URL: away,
    });

    assert.equal(code, 1);
    assert.match(err, /^Nothing was moved\.\nThe database of DATABASE_URL cannot be used: /);
    assert.doesNotMatch(err, /secret-of-the-database|\n\s+at /);
  });
});
