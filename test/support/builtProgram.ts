import { spawn } from 'node:child_process';
import { bundle } from '../../deploy/bundle.ts';

/** A command of an operator. */
type Command = 'import' | 'history' | 'migrateStore' | 'backup' | 'auditVerify' | 'keys';

let building: Promise<void> | undefined;

/**
 * Builds what is shipped, once for a process of tests. Returns the arguments of `node` for one of its programs, which begins in a
 * third of the time that one from the sources needs.
 */
export async function built(name: 'main' | Command = 'main'): Promise<string[]> {
  await (building ??= bundle());
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
