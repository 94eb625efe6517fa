import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { StoreUnusableError } from '../../../src/ports/store.ts';
import { DataFolder } from './dataFolder.ts';

const COMMITTER = fileURLToPath(new URL('./committer.ts', import.meta.url));

describe('the lowdb store and other processes', () => {
  let folder: DataFolder;
  let child: ChildProcess | undefined;

  beforeEach(async () => {
    folder = await DataFolder.create();
  });

  afterEach(async () => {
    child?.kill('SIGKILL');
    await folder.remove();
  });

  /** Lets a process commit until it has acknowledged some transactions, then kills it. Returns all it acknowledged. */
  async function killAfter(transactions: number, first: number): Promise<number[]> {
    child = spawn(process.execPath, ['--import', 'tsx', COMMITTER, folder.path, String(first)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout!.on('data', (text: Buffer) => {
      output += text.toString();
      if (output.split('\n').length > transactions) child!.kill('SIGKILL');
    });
    await once(child, 'close');
    return output.split('\n').slice(0, -1).map(Number);
  }

  it('lose no acknowledged transaction when the process is killed, ten times over', async function () {
    this.timeout(120_000);
    const acknowledged: number[] = [];

    for (let round = 0; round < 10; round += 1) {
      const numbers = await killAfter(20 + round * 37, round * 100_000 + 1);
      acknowledged.push(...numbers);
      // The lock of the killed process is tested by itself below; here it would cost two seconds a round.
      await rm(folder.file('lock'), { recursive: true, force: true });
      const store = await folder.open();

      const [found, rows] = await store.transaction(async (tx) => [
        new Set((await tx.users.list({}, 0, 1_000_000)).rows.map((user) => user.key)),
        await Promise.all(numbers.slice(-20).map((number) => tx.audit.ofPerson(`u${number}`, 2))),
      ]);
      await store.close();

      assert.deepEqual(
        acknowledged.filter((number) => !found.has(`u${number}`)),
        [],
      );
      assert.deepEqual(
        rows.map((list) => list.length),
        numbers.slice(-20).map(() => 1),
      );
    }

    assert.ok(acknowledged.length > 1_000);
  });

  it('take over the folder of a process that was killed', async () => {
    const numbers = await killAfter(5, 1);

    const store = await folder.open();

    const { total } = await store.transaction((tx) => tx.users.list({}, 0, 1));
    assert.ok(total >= numbers.length);
  });

  it('keep a second one out, saying which folder it is', async () => {
    await folder.open();

    const second = folder.open();

    await assert.rejects(
      second,
      (error: unknown) =>
        error instanceof StoreUnusableError &&
        error.message.includes(`${folder.path} is in use by another Switchboard`),
    );
  });
});
