import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openLowdbStore } from '../../src/adapters/lowdb/store.ts';
import { inventoryOf } from '../../src/commands/copyStore.ts';
import { anAuditRow, anOutboxRow, aQuestion } from '../support/builders.ts';
import { runCommand } from '../support/builtProgram.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { FakeLog } from '../support/fakeLog.ts';
import { POSTGRES, postgresTitle } from '../support/postgresServer.ts';
import { samplePeople } from '../support/sampleOrganization.ts';
import { aDatabase, dropDatabase } from '../support/worldDatabase.ts';

describe('npm run backup', function () {
  this.timeout(60_000);
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-backup-'));
    file = join(folder, 'monday.backup');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const open = (name: string) =>
    openLowdbStore({ folder: join(folder, name), clock: new FakeClock(), log: new FakeLog() });
  const run = (name: string, ...args: string[]) =>
    runCommand('backup', args, { DATA_DIR: join(folder, name) });
  const inventory = async (name: string) => {
    const store = await open(name);
    const found = await inventoryOf(store.everything());
    await store.close();
    return found;
  };

  /** A folder with people, notices, questions and a record. */
  async function filled(name: string) {
    const store = await open(name);
    await store.transaction(async (tx) => {
      for (const user of samplePeople()) await tx.users.put(user);
      await tx.outbox.put(anOutboxRow());
      await tx.questions.put(aQuestion());
      await tx.roles.put('someone', 'admin');
      for (let number = 0; number < 2_500; number += 1)
        await tx.audit.append(anAuditRow({ id: `row ${number}` }));
    });
    await store.close();
    return inventory(name);
  }

  it('writes everything into a file of its own, and puts it back', async () => {
    const before = await filled('first');

    const written = await run('first', 'write', file);
    const checked = await run('nowhere', 'check', file);
    const restored = await run('second', 'restore', file);

    assert.equal(written.code, 0, written.err);
    assert.match(written.out, /^audit: 2500\n[^]*users: 12\n[^]*read again and found the same/);
    assert.match(checked.out, /users: 12/);
    assert.equal(restored.code, 0, restored.err);
    assert.match(restored.out, /Restored as it was at \d{4}-/);
    assert.deepEqual(await inventory('second'), before);
    assert.equal((await stat(file)).mode & 0o077, 0, 'for its owner alone');
  });

  it('overwrites no file and no store', async () => {
    await filled('first');
    await run('first', 'write', file);
    const bytes = await readFile(file);

    const again = await run('first', 'write', file);
    const full = await run('first', 'restore', file);

    assert.equal(again.code, 1);
    assert.match(again.err, /is there already: choose another name/);
    assert.deepEqual(await readFile(file), bytes);
    assert.equal(full.code, 1);
    assert.match(full.err, /The store is not empty/);
  });

  it('restores nothing of a file that is none, is cut off, or lost a line', async () => {
    await filled('first');
    await run('first', 'write', file);
    const whole = await readFile(file);
    const lines = gunzipSync(whole).toString().split('\n');
    const broken: Record<string, Buffer> = {
      'no gzip': Buffer.from('hello'),
      'no backup': gzipSync('{"hello":1}\n'),
      'cut off': whole.subarray(0, whole.length - 200),
      'without its end': gzipSync(lines.slice(0, -2).join('\n')),
      'a line less': gzipSync([...lines.slice(0, 5), ...lines.slice(6)].join('\n')),
      'a line that is none': gzipSync([...lines.slice(0, 5), '["users", 7]', ...lines.slice(6)].join('\n')),
    };
    for (const [what, bytes] of Object.entries(broken)) {
      await writeFile(file, bytes);
      const { code, err } = await run('target', 'restore', file);
      assert.equal(code, 1, what);
      assert.match(err, /^Nothing was backed up or restored\.\n.*monday\.backup/, what);
      assert.doesNotMatch(err, /\n\s+at |@contoso/, what);
    }
    assert.deepEqual(await inventory('target'), {});
  });

  it('takes a backup from before a field was there', async () => {
    await filled('first');
    await run('first', 'write', file);
    const older = gunzipSync(await readFile(file))
      .toString()
      .replace(/"version":"[^"]+"/, '"version":"0.0.1"')
      .replace(/,"setAside":false/g, '');
    await writeFile(file, gzipSync(older));

    const { code, err } = await run('second', 'restore', file);

    assert.equal(code, 0, err);
    assert.equal((await inventory('second'))['questions']?.count, 1);
  });

  it('says how it is used, and what is missing', async () => {
    assert.match((await run('first', '--help')).out, /npm run backup -- restore FILE/);
    for (const args of [[], ['write'], ['erase', 'x'], ['write', 'a', 'b']])
      assert.match((await run('first', ...args)).err, /Say what is to be done, and with which file/);
    assert.match((await run('first', 'restore', join(folder, 'gone'))).err, /cannot be read: ENOENT/);
    const { err } = await run('first', 'write', join(folder, 'no/such/folder.backup'));
    assert.match(err, /cannot be written: ENOENT/);
    assert.doesNotMatch(err, /\n\s+at /);
  });

  describe(postgresTitle('and PostgreSQL'), () => {
    let url: string;
    before(function () {
      if (!POSTGRES) this.skip();
    });
    beforeEach(async () => {
      url = await aDatabase();
    });
    afterEach(() => dropDatabase(url));

    it('restores a backup of the embedded store into the database, and the other way round', async () => {
      const before = await filled('first');
      await run('first', 'write', file);
      const env = { DATA_DIR: join(folder, 'unused'), DATABASE_URL: url };

      const restored = await runCommand('backup', ['restore', file], env);
      const second = join(folder, 'tuesday.backup');
      const written = await runCommand('backup', ['write', second], env);
      const back = await run('second', 'restore', second);

      assert.equal(restored.code, 0, restored.err);
      assert.equal(written.code, 0, written.err);
      assert.equal(back.code, 0, back.err);
      assert.deepEqual(await inventory('second'), before);
    });
  });
});
