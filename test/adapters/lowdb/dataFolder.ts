import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLowdbStore, type LowdbStore, type StoreOptions } from '../../../src/adapters/lowdb/store.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { FakeLog } from '../../support/fakeLog.ts';

/** A data folder that is gone after the test, with a look into its files. */
export class DataFolder {
  readonly clock = new FakeClock();
  readonly log = new FakeLog();
  readonly #stores: LowdbStore[] = [];

  private constructor(readonly path: string) {}

  static async create(): Promise<DataFolder> {
    return new DataFolder(await mkdtemp(join(tmpdir(), 'switchboard-store-')));
  }

  async open(options: Partial<StoreOptions> = {}): Promise<LowdbStore> {
    const store = await openLowdbStore({ folder: this.path, clock: this.clock, log: this.log, ...options });
    this.#stores.push(store);
    return store;
  }

  /** The names of the data files, in order. */
  async names(): Promise<string[]> {
    const names = await readdir(this.path);
    return names.filter((name) => name.endsWith('.jsonl')).sort();
  }

  file(name: string): string {
    return join(this.path, name);
  }

  read(name: string): Promise<Buffer> {
    return readFile(this.file(name));
  }

  async write(name: string, bytes: Buffer | string): Promise<void> {
    await writeFile(this.file(name), bytes);
  }

  /** All files with their contents. */
  async contents(): Promise<Record<string, string>> {
    const entries = await readdir(this.path, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return Object.fromEntries(
      await Promise.all(files.sort().map(async (path) => [path, await readFile(path, 'utf8')])),
    );
  }

  async remove(): Promise<void> {
    for (const store of this.#stores) await store.close().catch(() => undefined);
    await rm(this.path, { recursive: true, force: true });
  }
}

/** Waits until something holds; fails with its last fault after five seconds. */
export async function eventually(check: () => void | Promise<void>): Promise<void> {
  const end = performance.now() + 5_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
