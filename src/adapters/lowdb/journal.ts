import { open, type FileHandle } from 'node:fs/promises';
import { explained } from './files.ts';

/**
 * Lines appended to a file, durable before anybody is told so. All lines that wait share one write and one fdatasync. After
 * the first error nothing is accepted any more: what reached the disk is then unknown.
 */
export class Journal {
  #lines: string[] = [];
  #writing: Promise<void> | undefined;
  #queued: Promise<void> | undefined;
  #failure: Error | undefined;
  #bytes: number;

  private constructor(
    private path: string,
    private handle: FileHandle,
    bytes: number,
    private readonly beforeWrite: () => Promise<void>,
  ) {
    this.#bytes = bytes;
  }

  /** Opens a file to go on after its first `goodBytes` bytes; what follows them is cut off. `beforeWrite` may forbid writing. */
  static async open(path: string, goodBytes: number, beforeWrite: () => Promise<void>): Promise<Journal> {
    const handle = await open(path, 'a');
    try {
      await handle.truncate(goodBytes);
      await handle.sync();
    } catch (error) {
      await handle.close();
      throw error;
    }
    return new Journal(path, handle, goodBytes, beforeWrite);
  }

  /** How long the file is, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether nothing has ended all writing yet. */
  get sound(): boolean {
    return this.#failure === undefined;
  }

  /** Throws the error that ended all writing. */
  assertSound(): void {
    if (this.#failure) throw this.#failure;
  }

  /** Adds a line to those that the next write takes along. */
  stage(line: string): void {
    this.assertSound();
    this.#lines.push(line);
  }

  /** Resolves when everything staged so far is durable. */
  flush(): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (this.#lines.length === 0) return this.#writing ?? Promise.resolve();
    this.#queued ??= this.#writeAfter(this.#writing);
    return this.#queued;
  }

  /** Ends all writing; nothing is acknowledged from here on. */
  fail(error: Error): void {
    this.#failure ??= error;
  }

  /** Goes on in a new file that begins with a line. Nothing may be staged meanwhile. */
  async continueIn(path: string, line: string): Promise<void> {
    await this.flush();
    const handle = await open(path, 'ax').catch((error: unknown) => {
      throw explained(error, path);
    });
    const previous = this.handle;
    this.handle = handle;
    this.path = path;
    this.#bytes = 0;
    await previous.close();
    this.stage(line);
    await this.flush();
  }

  async close(): Promise<void> {
    await this.#writing?.catch(() => undefined);
    await this.handle.close();
  }

  async #writeAfter(previous: Promise<void> | undefined): Promise<void> {
    await previous;
    this.#writing = this.#queued;
    this.#queued = undefined;
    const text = Buffer.from(this.#lines.join(''));
    this.#lines = [];
    try {
      await this.#write(text);
    } catch (error) {
      this.fail(explained(error, this.path));
    }
    this.assertSound();
  }

  async #write(bytes: Buffer): Promise<void> {
    await this.beforeWrite();
    this.assertSound();
    await this.handle.appendFile(bytes);
    await this.handle.datasync();
    this.#bytes += bytes.length;
  }
}
