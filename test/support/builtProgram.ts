import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { lock } from 'proper-lockfile';
import { bundle } from '../../deploy/bundle.ts';

/** A command of an operator. */
type Command = 'import' | 'history' | 'migrateStore' | 'backup' | 'auditVerify' | 'keys';

/** What a build makes last. */
const LAST_BUILT = 'dist/page';

/** Who holds it is building. A busy machine may need a while for that; a lock that nobody renews was left by a process that was killed. */
const LOCK = {
  realpath: false,
  lockfilePath: 'node_modules/.build.lock',
  stale: 30_000,
  retries: { forever: true, factor: 1, minTimeout: 100, maxTimeout: 100 },
};

let building: Promise<void> | undefined;

/** Builds unless another process of these tests has: its programs are running, and stay as they are. */
async function buildOnce(): Promise<void> {
  const release = await lock('dist', LOCK);
  try {
    const builtAt = statSync(LAST_BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (builtAt < performance.timeOrigin) await bundle();
  } finally {
    await release();
  }
}

/**
 * Builds what is shipped, once for a run of tests. Returns the arguments of `node` for one of its programs, which begins in a
 * third of the time that one from the sources needs.
 */
export async function built(name: 'main' | Command = 'main'): Promise<string[]> {
  await (building ??= buildOnce());
  return [`dist/${name}.js`];
}

/** How a command ended. */
export interface Run {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command of an operator, as it is shipped, in an environment that holds nothing else of ours. */
export async function runCommand(
  name: Command,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Run> {
  const child = spawn(process.execPath, [...(await built(name)), ...args], {
    env: { PATH: process.env['PATH'], ...env },
  });
  const run: Run = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk) => (run.out += String(chunk)));
  child.stderr.on('data', (chunk) => (run.err += String(chunk)));
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...run, code })));
}
