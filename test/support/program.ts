import { spawn, type ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** From here on a line of the program's log tells of a fault of its own (pino's `error`). */
const ERROR = 50;

const FROM_SOURCE = ['--import', 'tsx', 'src/main.ts'];

/** How a process ended. */
export interface Ended {
  killed: boolean;
  code: number | null;
  /** What it wrote to its error output. */
  errors: string;
}

/** The real program in a process of its own, until it is killed. */
export class Program {
  /** The port on which it serves; null when it ended before. */
  readonly ready: Promise<number | null>;
  readonly ended: Promise<Ended>;
  /** Its log. */
  readonly lines: string[] = [];
  /** Lines of its log that tell of faults. */
  readonly faults: string[] = [];
  readonly #process: ChildProcess;
  #killed = false;

  /**
   * Starts it, from its sources unless told otherwise; `before` are shell commands for the process that becomes the program,
   * such as `ulimit -f 100`.
   */
  constructor(
    environment: Record<string, string>,
    before?: string,
    program: readonly string[] = FROM_SOURCE,
  ) {
    const command = [process.execPath, ...program];
    const [file = '', ...given] =
      before === undefined ? command : ['bash', '-c', `${before}; exec "$@"`, 'bash', ...command];
    this.#process = spawn(file, given, {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', PORT: '0', LOG_LEVEL: 'info', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    this.#process.stderr!.on('data', (text: Buffer) => (errors += text.toString()));
    this.ended = new Promise((resolve) =>
      this.#process.once('close', (code) => resolve({ killed: this.#killed, code, errors })),
    );
    const listening = new Promise<number>((resolve) => this.#read(resolve));
    this.ready = Promise.race([listening, this.ended.then(() => null)]);
  }

  /** What it answers to whoever asks whether it can do something; 0 when it does not answer. */
  async health(): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${await this.ready}/health`).catch(() => null);
    return answer?.status ?? 0;
  }

  /** SIGKILL: no last words. */
  kill(): void {
    this.#killed = true;
    this.#process.kill('SIGKILL');
  }

  /** Asks it to stop, as a service manager does. */
  stop(): void {
    this.#process.kill('SIGTERM');
  }

  #read(listening: (port: number) => void): void {
    createInterface({ input: this.#process.stdout! }).on('line', (line) => {
      this.lines.push(line);
      const entry = parsed(line);
      if (entry.port !== undefined) listening(entry.port);
      if ((entry.level ?? 0) >= ERROR) this.faults.push(line);
    });
  }
}

/** A line of the log; the last one before a kill may be torn. */
function parsed(line: string): { level?: number; port?: number } {
  try {
    return JSON.parse(line) as { level?: number; port?: number };
  } catch {
    return {};
  }
}
