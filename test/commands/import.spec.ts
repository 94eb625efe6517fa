import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localKey } from '../../src/adapters/crypto/keyFile.ts';
import { createSecrets } from '../../src/adapters/crypto/secrets.ts';
import { openLowdbStore } from '../../src/adapters/lowdb/store.ts';
import { faultLine } from '../../src/commands/importWords.ts';
import { rowFault } from '../../src/domain/importFile.ts';
import type { Transaction } from '../../src/ports/store.ts';
import { aStoredPin } from '../support/builders.ts';
import { runCommand, type Run } from '../support/builtProgram.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { FakeLog } from '../support/fakeLog.ts';

const USERS = 'src/simulator/organization/users.csv';
const NUMBERS = 'src/simulator/organization/numbers.csv';

describe('npm run import', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-import-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Runs the command on the data folder of the test. */
  function run(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
    return runCommand('import', args, { DATA_DIR: join(folder, 'data'), ...env });
  }

  async function file(name: string, text: string | Buffer): Promise<string> {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  }

  /** What a transaction on the store of the test gives. */
  async function inStore<Result>(body: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const store = await openLowdbStore({
      folder: join(folder, 'data'),
      clock: new FakeClock(),
      log: new FakeLog(),
    });
    try {
      return await store.transaction(body);
    } finally {
      await store.close();
    }
  }

  it('takes people and numbers in any order, and says what it did', async () => {
    const first = await run([USERS, NUMBERS]);
    const again = await run([NUMBERS, USERS]);

    const ada = await inStore((tx) => tx.users.byUpn("ada.o'neil@contoso.com"));
    const line = (what: string, counts: string) => `${what}: ${counts}, 0 skipped.\n`;
    assert.deepEqual(first, {
      code: 0,
      out:
        line('Numbers', '5 added, 0 updated, 0 unchanged') +
        line('People', '12 added, 0 updated, 0 unchanged'),
      err: '',
    });
    assert.equal(
      again.out,
      line('Numbers', '0 added, 0 updated, 5 unchanged') + line('People', '0 added, 0 updated, 12 unchanged'),
    );
    assert.equal(ada?.displayName, "Ada O'Neil-Łukasz");
  });

  it('names every bad row by line and column, ends with 1 and writes nothing', async () => {
    const users = (await readFile(USERS, 'utf8'))
      .replace('8271964', '827196')
      .replace('tara.third@contoso.com', 'tara')
      .replace('+46846500400', '+4612');
    const path = await file('users.csv', users);

    const result = await run([path, NUMBERS]);

    const people = await inStore((tx) => tx.users.list({}, 0, 1));
    assert.equal(result.code, 1);
    assert.equal(people.total, 0);
    assert.equal(result.out, '');
    assert.deepEqual(result.err.trimEnd().split('\n'), [
      `${path}, line 3, conferenceId: “827196” is not a conference ID: it has 7 digits and does not begin with 0.`,
      `${path}, line 6, serviceNumber: “+4612” is not a telephone number with its country code, such as +14255550100.`,
      `${path}, line 9, upn: “tara” is not a user name (alias@domain).`,
      '3 rows are bad. Nothing was written. Correct them, or take only the good rows with --good-rows.',
    ]);
  });

  it('takes the good rows with --good-rows, and still names the others', async () => {
    const path = await file('users.csv', (await readFile(USERS, 'utf8')).replace('8271964', '827196'));

    const result = await run([path, NUMBERS, '--good-rows']);

    assert.equal(result.code, 0);
    assert.match(result.err, /^\S+users\.csv, line 3, conferenceId: [^\n]+\n$/);
    assert.match(result.out, /People: 11 added, 0 updated, 0 unchanged, 1 skipped\./);
  });

  it('writes nothing with --dry-run', async () => {
    const result = await run([USERS, NUMBERS, '--dry-run']);

    const people = await inStore((tx) => tx.users.list({}, 0, 1));
    assert.deepEqual([result.code, people.total], [0, 0]);
    assert.match(result.out, /People: 12 added.*\nThis was a dry run: nothing was written\.\n$/s);
  });

  it('queues notices with --notify, their PINs sealed', async () => {
    const result = await run([USERS, NUMBERS, '--notify']);

    const rows = await inStore(async (tx) =>
      tx.outbox.ofUser((await tx.users.byUpn('max.nomail@contoso.com'))?.key ?? ''),
    );
    const secrets = createSecrets(localKey(join(folder, 'data')));
    const [row] = rows;
    assert.match(result.out, /Notices: 17, sent when Switchboard runs\./);
    assert.deepEqual(
      rows.map(({ kind, channel }) => [kind, channel]),
      [['E1', 'chat']],
    );
    assert.match(secrets.open(row?.secret ?? '', `${row?.id} ${row?.userKey}`), /^\d{5}$/);
  });

  it('says to stop Switchboard while that has the data folder', async () => {
    const store = await openLowdbStore({
      folder: join(folder, 'data'),
      clock: new FakeClock(),
      log: new FakeLog(),
    });

    const result = await run([USERS, NUMBERS]);

    await store.close();
    assert.equal(result.code, 1);
    assert.match(
      result.err,
      /^Nothing was imported\.\nThe data folder .* is in use by another Switchboard\. Stop that one/,
    );
  });

  it('refuses a store whose PINs were made with another key', async () => {
    await run([USERS, NUMBERS]);
    await inStore(async (tx) => {
      const amos = await tx.users.byUpn('amos.marble@contoso.com');
      if (amos) await tx.users.put({ ...amos, pin: aStoredPin({ keyId: 'the-key-of-old' }) });
    });

    const result = await run([USERS], { SECRET_KEY: Buffer.alloc(32, 1).toString('base64') });

    assert.equal(result.code, 1);
    assert.match(
      result.err,
      /were stored with the key the-key-of-old.*Set SECRET_KEY to that key again, or SECRET_KEY_PREVIOUS if it was replaced; nothing was changed\.\n$/s,
    );
  });

  for (const [what, args, env, expected] of [
    ['no file', [], {}, /^Nothing was imported\.\nName at least one file/],
    ['a file that is not there', ['no.csv'], {}, /There is no file no\.csv\.\n$/],
    ['a folder', ['src'], {}, /src cannot be read: EISDIR/],
    ['an unknown option', [USERS, '--force'], {}, /Unknown option '--force'/],
    ['a bad environment', [USERS], { NODE_ENV: 'production' }, /SECRET_KEY is missing/],
  ] as const) {
    it(`tells what is wrong with ${what}, without a stack`, async () => {
      const result = await run(args, env);

      assert.equal(result.code, 1);
      assert.match(result.err, expected);
      assert.doesNotMatch(result.err, /\n {4}at /);
    });
  }

  it('shows how it is used with --help', async () => {
    const { code, out, err } = await run(['--help']);

    assert.deepEqual([code, err], [0, '']);
    for (const option of ['--good-rows', '--notify', '--replace-provider', '--dry-run'])
      assert.ok(out.includes(option), option);
  });

  it('says nothing that a terminal would obey', () => {
    const line = faultLine(rowFault({ file: 'users.csv', line: 2 }, 'upn', 'upn', '\u001b[2Jamos'));

    assert.equal(line, 'users.csv, line 2, upn: “ [2Jamos” is not a user name (alias@domain).');
  });
});
