import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCommands, checkRecords, checkWholeness } from '../../bench/torture/checks.ts';
import { evidenceIn } from '../../bench/torture/evidence.ts';
import { Outside } from '../../bench/torture/witness.ts';
import { built } from '../support/builtProgram.ts';
import { Program, type Ended } from '../support/program.ts';

/** Kilobytes that a file may have: enough for a start, and for some commands. */
const SMALL_DISK = 150;

/** A limit comes with a signal that a full disk does not send: it is taken, and the write fails as it would. */
const ON_SMALL_DISK = {
  NODE_OPTIONS: `--import "data:text/javascript,process.on('SIGXFSZ',()=>{})"`,
};

/** Makes the data folder read-only for the program alone, for whoever it runs as. */
const READ_ONLY = 'mount --bind "$DATA_DIR" "$DATA_DIR" && mount -o remount,ro,bind "$DATA_DIR"';

describe('the program and its data folder', function () {
  this.timeout(240_000);
  let folder: string;
  let outside: Outside;
  let shipped: string[];
  const programs: Program[] = [];

  before(async () => {
    shipped = await built();
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'switchboard-disk-'));
    outside = await Outside.start();
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.kill();
      await program.ended;
    }
    await outside.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(environment: Record<string, string> = {}, before?: string): Program {
    const program = new Program({ DATA_DIR: folder, ...environment }, before, shipped);
    programs.push(program);
    return program;
  }

  /** Starts the program, does some things and stops it. */
  async function serveOnce(...commands: string[]): Promise<void> {
    const program = start();
    const port = await program.ready;
    if (port === null) assert.fail((await program.ended).errors);
    const [adele] = outside.senders;
    adele!.connect(port);
    for (const command of commands) await adele!.writes(command);
    program.stop();
    assert.equal((await program.ended).code, 0);
  }

  /** A start that must fail: it says so in words, without a stack, and changes nothing. */
  async function refusal(before?: string, environment: Record<string, string> = {}): Promise<Ended> {
    const contents = contentsOf(folder);
    const ended = await start(environment, before).ended;
    assert.equal(ended.code, 1, ended.errors);
    assert.match(ended.errors, /^Switchboard does not start:\n/);
    assert.doesNotMatch(ended.errors, /\n\s+at /);
    assert.deepEqual(contentsOf(folder), contents);
    return ended;
  }

  it('a disk that becomes full is told to the person and to the operator; with space again, nothing that was acknowledged is missing', async () => {
    const program = start(ON_SMALL_DISK, `ulimit -f ${SMALL_DISK}`);
    const port = (await program.ready)!;
    assert.ok(port, 'it starts');
    const [adele] = outside.senders;
    adele!.connect(port);
    const health = async () => {
      const response = await fetch(`http://127.0.0.1:${port}/health`);
      return { status: response.status, body: await response.json() };
    };
    const before = await health();

    const shown = () => outside.messagesTo(adele!.objectId).at(-1) ?? '';
    for (let count = 0; count < 200 && !/reference/i.test(shown()); count += 1)
      await adele!.writes('reset PIN for amos');
    const failed = adele!.sent.pop()!;
    await adele!.writes('my conference info');
    adele!.sent.pop();

    assert.match(shown(), /reference/i, 'every later command is answered as well');
    assert.deepEqual(before, { status: 200, body: { status: 'ok' } });
    assert.deepEqual(await health(), { status: 503, body: { status: 'store unusable' } });
    assert.ok(program.faults.some((line) => line.includes('largest size that is allowed')));
    assert.ok(failed.failed && adele!.sent.length > 3);
    program.stop();
    await program.ended;
    await serveOnce('show amos');
    const evidence = await evidenceIn(folder);
    assert.deepEqual(
      [...checkCommands(evidence, [adele!]), ...checkWholeness(evidence), ...checkRecords(evidence)],
      [],
    );
  });

  it('a full disk at the very first start is told with the folder, and the next start makes everything', async () => {
    const { code, errors } = await start(ON_SMALL_DISK, 'ulimit -f 0').ended;

    assert.equal(code, 1);
    assert.match(errors, /^Switchboard does not start:\n/);
    assert.ok(errors.includes(folder) && !/\n\s+at /.test(errors), errors);
    await serveOnce('reset PIN for amos');
    await serveOnce('show amos');
  });

  it('a read-only folder is told with the folder', async function () {
    await serveOnce('reset PIN for amos');
    if (spawnSync('unshare', ['-rm', 'true']).status !== 0) return this.skip();

    const ended = await refusal(`exec unshare -rm bash -c '${READ_ONLY} && exec "$@"' bash "$@"`);

    assert.match(ended.errors, /read-only/);
    assert.ok(ended.errors.includes(folder), ended.errors);
  });

  it('a folder that is a file is told', async () => {
    writeFileSync(join(folder, 'file'), 'text');

    const { errors } = await refusal(undefined, { DATA_DIR: join(folder, 'file') });

    assert.match(errors, /file cannot be used: it is not a folder/);
  });

  it('a second process on the same folder is kept out, and the first goes on', async () => {
    const first = start();
    const port = await first.ready;

    const second = await start().ended;

    assert.equal(second.code, 1);
    assert.match(
      second.errors,
      /is in use by another Switchboard. Stop that one, or choose another folder with DATA_DIR/,
    );
    assert.ok(second.errors.includes(folder));
    const health = await fetch(`http://127.0.0.1:${port}/health`);
    assert.equal(health.status, 200);
    outside.senders[0]!.connect(port!);
    await outside.senders[0]!.writes('reset PIN for amos');
    assert.deepEqual(first.faults, []);
  });

  it('a journal that was damaged in the middle is refused by file and line', async () => {
    await serveOnce('reset PIN for amos', 'reset PIN for ada');
    const file = join(folder, 'journal-000001.jsonl');
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(file, bytes);

    const { errors } = await refusal();

    assert.match(errors, /journal-000001\.jsonl, line \d+: .*Nothing was changed/s);
  });

  it('a key that is missing is refused by file, and no other is made; put back, all goes on', async () => {
    await serveOnce('reset PIN for amos');
    const file = join(folder, 'secret.key');
    const key = readFileSync(file);
    rmSync(file);

    const { errors } = await refusal();

    assert.ok(errors.includes(`${file} is missing`), errors);
    writeFileSync(file, key);
    await serveOnce('show amos');
  });

  for (const [name, text, words] of [
    [
      'another key',
      `${Buffer.alloc(32, 7).toString('base64')}\n`,
      /stored with the key \w+, but the key at hand is \w+.*Put that key back as .*secret\.key/,
    ],
    [
      'a damaged key',
      'not a key\n',
      /secret\.key does not hold 32 bytes in base64.*put the original file back/,
    ],
    ['an empty key', '', /secret\.key does not hold 32 bytes in base64.*put the original file back/],
  ] as const) {
    it(`${name} is refused, naming the file and what to do`, async () => {
      await serveOnce('reset PIN for amos');
      writeFileSync(join(folder, 'secret.key'), text);

      const { errors } = await refusal();

      assert.match(errors, words);
    });
  }
});

/** Every file with its bytes, except for the lock, which comes and goes. */
function contentsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}
