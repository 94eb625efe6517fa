import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/** How many sequences of commands are tried; MODEL_RUNS asks for more. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 10_000);

/** Where chance begins; MODEL_SEED repeats a run. */
const SEED = Number(process.env['MODEL_SEED'] ?? randomInt(2 ** 31));

/** Sequences that are tried at the same time; always as many, so that a seed means the same everywhere. */
const LANES = 8;

/** Processes among which they are divided. */
const PROCESSES = Math.min(LANES / 2, availableParallelism());

/** Processes at work; none outlives its test. */
const children: ChildProcess[] = [];

const CHILD = fileURLToPath(new URL('./lanes.ts', import.meta.url));

/** Lets a process try the sequences of some lanes. Returns what failed. */
async function failuresIn(lanes: readonly number[]): Promise<string> {
  const runs = Math.ceil(RUNS / LANES);
  const args = ['--import', 'tsx', CHILD, String(SEED), String(runs), lanes.join()];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 ? '' : output || `a process ended with ${code}`;
}

describe('the rules that must hold, whatever people do', () => {
  after(() => {
    for (const child of children) child.kill();
  });

  it(`hold in ${RUNS} sequences of commands, step by step as the model says`, async () => {
    const lanes = Array.from({ length: LANES }, (_, lane) => lane);
    const shares = Array.from({ length: PROCESSES }, (_, at) =>
      lanes.filter((lane) => lane % PROCESSES === at),
    );

    const failures = await Promise.all(shares.map(failuresIn));

    const failed = failures.filter((failure) => failure !== '');
    assert.equal(
      failed.length,
      0,
      `MODEL_SEED=${SEED} MODEL_RUNS=${RUNS} repeats this:\n${failed.join('\n')}`,
    );
  }).timeout(120_000 + RUNS * 30);
});
