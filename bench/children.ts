import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { bundle, ENTRIES } from '../deploy/bundle.ts';

/** The folder of the project. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The core that what is measured has for itself, and the one for all that plays its surroundings. */
export const CORES = { measured: 0, surroundings: 1 };

/** A process of the benchmark that answers every message with one. */
export interface Child {
  process: ChildProcess;
  /** What it said when it was ready. */
  ready: Record<string, unknown>;
  ask(question: object): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** How a process is started. */
export interface Start {
  core: number;
  env?: Record<string, string>;
  /** Options of node itself. */
  options?: readonly string[];
}

/** Whether processes can be held to one core here. */
export const canPin = cpus().length > 1 && spawnSync('taskset', ['--version']).status === 0;

/** Starts node with a file, held to a core where that is possible. */
export function startNode(
  args: readonly string[],
  { core, env = {}, options = [] }: Start,
  ipc = false,
): ChildProcess {
  const command = [process.execPath, ...options, ...args];
  const [program = '', ...rest] = canPin ? ['taskset', '-c', String(core), ...command] : command;
  return spawn(program, rest, {
    cwd: ROOT,
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'inherit', 'inherit', ...(ipc ? (['ipc'] as const) : [])],
  });
}

/** Starts a process that talks over IPC and waits until it is ready. */
export async function startChild(args: readonly string[], start: Start): Promise<Child> {
  const child = startNode(args, start, true);
  const ready = await answerOf(child);
  return {
    process: child,
    ready,
    async ask(question) {
      const answer = answerOf(child);
      child.send(question);
      return answer;
    },
    stop: () => end(child),
  };
}

/** Ends a process and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await gone;
}

/** Inside such a process: tells that it is ready, and answers from then on. */
export function answerParent(ready: object, answer: (question: never) => Promise<object> | object): void {
  process.on('message', (question) => {
    void Promise.resolve(answer(question as never)).then((given) => process.send?.(given));
  });
  process.once('disconnect', () => process.exit());
  process.send?.(ready);
}

/** Resident memory of a process in MB, now and at most; NaN where the system does not tell. */
export function memoryOf(pid: number): { now: number; most: number } {
  const path = `/proc/${pid}/status`;
  const status = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const megabytes = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? NaN) / 1024;
  return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
}

/** Builds the program as it is shipped; gives the paths of it and of the bots of the benchmark. */
export async function build(): Promise<{ main: string; bot: string; echo: string }> {
  // The program that is measured is set up by another one, which reads its settings.
  await bundle([...ENTRIES, 'src/config.ts']);
  return {
    main: join(ROOT, 'dist/main.js'),
    bot: transpiled('switchboardBot.ts'),
    echo: transpiled('echoBot.ts'),
  };
}

/** A file of the benchmark as JavaScript, so that nothing is translated while it is measured. */
function transpiled(file: string): string {
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(readFileSync(join(ROOT, 'bench', file), 'utf8'), {
    compilerOptions: options,
  });
  const path = join(ROOT, 'dist/bench', file.replace('.ts', '.js'));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, outputText);
  return path;
}

function answerOf(child: ChildProcess): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Error(`a process of the benchmark ended: ${child.spawnargs.join(' ')}`));
    child.once('exit', failed);
    child.once('message', (message) => {
      child.off('exit', failed);
      resolve(message as Record<string, unknown>);
    });
  });
}
