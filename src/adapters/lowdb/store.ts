import { randomUUID } from 'node:crypto';
import { Low } from 'lowdb';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { COLLECTIONS, type Archived } from '../../ports/archive.ts';
import { StoreUnusableError, type Store, type Transaction } from '../../ports/store.ts';
import { Changes } from './changes.ts';
import { Checkpoints, JOURNAL_LIMIT } from './checkpoints.ts';
import { collectionsOf, emptyData, type Collections, type Data } from './collections.ts';
import { explained, prepareFolder } from './files.ts';
import { FolderLock } from './folderLock.ts';
import { JournalAdapter } from './journalAdapter.ts';
import { Mutex } from './mutex.ts';
import { recordsOf } from './snapshot.ts';
import { openTransaction } from './transaction.ts';

/** Bytes of journal that make a snapshot at closing worth its time: the next start is quicker. */
const LONG_JOURNAL = 1024 * 1024;

/** What the store needs. */
export interface StoreOptions {
  /** Where the files are; created when missing. */
  folder: string;
  clock: Clock;
  log: Log;
  /** Bytes of journal after which a snapshot is written. */
  journalLimit?: number;
}

/** A store in one folder. */
export interface LowdbStore extends Store {
  readonly folder: string;
  /** Writes a snapshot now. */
  checkpoint(): Promise<void>;
}

/** Opens the store in a folder, creating it when missing. Throws StoreUnusableError. */
export async function openLowdbStore(options: StoreOptions): Promise<LowdbStore> {
  const { folder, clock, log } = options;
  await prepareFolder(folder);
  let lose: (error: Error) => void = () => undefined;
  const lock = await FolderLock.take(folder, (error) => lose(error));
  const adapter = new JournalAdapter({ folder, clock, log, confirm: () => lock.confirm() });
  lose = (error) => {
    log.error({ err: error }, 'the lock of the data folder was lost');
    adapter.fail(error);
  };
  try {
    const low = new Low<Data>(adapter, emptyData());
    await low.read();
    const store = new JournalledStore(options, low, adapter, lock);
    await store.begin();
    return store;
  } catch (error) {
    await adapter.close();
    await lock.release();
    throw explained(error, folder);
  }
}

/** Bodies run one after the other on the data itself; what one changed is taken back when it fails. */
class JournalledStore implements LowdbStore {
  readonly folder: string;
  /** The folder is for one program at a time. */
  readonly place = { instance: randomUUID(), rank: 0, of: 1 };
  readonly #turns = new Mutex();
  readonly #collections: Collections;
  readonly #checkpoints: Checkpoints;
  #changes = new Changes();
  #closing: Promise<void> | undefined;

  constructor(
    options: StoreOptions,
    private readonly low: Low<Data>,
    private readonly adapter: JournalAdapter,
    private readonly lock: FolderLock,
  ) {
    const { folder, clock, log, journalLimit = JOURNAL_LIMIT } = options;
    this.folder = folder;
    this.#collections = collectionsOf(low.data, (collection, key, previous) =>
      this.#changes.note(collection, key, previous),
    );
    this.#checkpoints = new Checkpoints(adapter, () => this.#writeSnapshot(), clock, log, journalLimit);
  }

  /** Starts what happens by itself. */
  async begin(): Promise<void> {
    if (this.adapter.outdated) await this.#checkpoints.run();
    this.#checkpoints.start();
  }

  async transaction<Result>(
    body: (tx: Transaction, rollback: () => void) => Promise<Result>,
  ): Promise<Result> {
    if (this.#closing) throw new StoreUnusableError(`The store in ${this.folder} is closed.`);
    const result = await this.#turns.run(() => this.#perform(body));
    // Even who only read may have seen what is not durable yet.
    await this.low.write();
    this.#checkpoints.consider();
    return result;
  }

  async *everything(): AsyncIterable<Archived> {
    const { records, rows } = await this.transaction(async (tx) => ({
      records: recordsOf(this.low.data),
      rows: await tx.audit.find({}, 0, Infinity),
    }));
    for (const name of COLLECTIONS) for (const record of records[name]) yield [name, record];
    for (const row of rows.reverse()) yield ['audit', row];
  }

  async removeRecord(beforeMonth: string): Promise<void> {
    await this.adapter.audit.remove(beforeMonth);
  }

  get usable(): boolean {
    return this.#closing === undefined && this.adapter.sound;
  }

  watch(): void {
    // There is no other program.
  }

  async checkpoint(): Promise<void> {
    if (this.#closing) throw new StoreUnusableError(`The store in ${this.folder} is closed.`);
    await this.#checkpoints.run();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #perform<Result>(body: (tx: Transaction, rollback: () => void) => Promise<Result>): Promise<Result> {
    this.adapter.assertSound();
    const changes = (this.#changes = new Changes());
    const { tx, end } = openTransaction(this.#collections, changes, this.adapter.audit, this.place.instance);
    let rolledBack = false;
    try {
      const result = await body(tx, () => (rolledBack = true));
      if (rolledBack) changes.undo();
      else this.adapter.stage(changes);
      return result;
    } catch (error) {
      changes.undo();
      throw error;
    } finally {
      end();
    }
  }

  async #writeSnapshot(): Promise<void> {
    const cut = await this.#turns.run(() => this.adapter.cut(this.low.data));
    await this.adapter.keep(cut);
  }

  async #close(): Promise<void> {
    await this.#checkpoints.stop();
    // What was begun before is carried through.
    await this.#turns.run(async () => undefined);
    try {
      await this.low.write();
      if (this.adapter.journalBytes > LONG_JOURNAL) await this.#writeSnapshot();
    } finally {
      await this.adapter.close();
      await this.lock.release();
    }
  }
}
