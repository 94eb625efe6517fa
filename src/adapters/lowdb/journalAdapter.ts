import { rm } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import type { AuditRow } from '../../domain/audit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { StoreUnusableError } from '../../ports/store.ts';
import { AuditFiles } from './auditFiles.ts';
import type { Changes } from './changes.ts';
import type { Data } from './collections.ts';
import { explained, listFiles, pathOf, syncFolder } from './files.ts';
import { headerLine } from './headers.ts';
import { Journal } from './journal.ts';
import { encodeLine } from './line.ts';
import { recover, type Recovered } from './recovery.ts';
import { recordsOf, writeSnapshot, type Records } from './snapshot.ts';

/** What a snapshot will hold: everything up to the moment at which its journal began. */
export interface Cut {
  generation: number;
  next: number;
  at: string;
  records: Records;
  audit: AuditRow[];
}

/** What a journal adapter works with. */
export interface JournalSurroundings {
  folder: string;
  clock: Clock;
  log: Log;
  /** Resolves when the right to write is certain. */
  confirm: () => Promise<void>;
}

/** A lowdb adapter that writes what changed instead of everything: a line a transaction, and a snapshot now and then. */
export class JournalAdapter implements Adapter<Data> {
  #journal: Journal | undefined;
  #audit: AuditFiles | undefined;
  #lost: Error | undefined;
  #generation = 1;
  #next = 1;
  #transactions = 0;
  #backupDiffers = false;
  #since = new Date(0);
  #outdated = false;

  constructor(private readonly surroundings: JournalSurroundings) {}

  /** When the oldest of what is not in the newest snapshot may have been written. */
  get since(): Date {
    return this.#since;
  }

  /** Whether a snapshot would take anything out of the files that is no longer true. */
  get stale(): boolean {
    return this.#transactions > 0 || this.#backupDiffers;
  }

  /** Whether the files have the form of an earlier version and must get a snapshot before anything is added. */
  get outdated(): boolean {
    return this.#outdated;
  }

  /** The length of the journal, in bytes. */
  get journalBytes(): number {
    return this.#journal?.bytes ?? 0;
  }

  /** The record. */
  get audit(): AuditFiles {
    return opened(this.#audit);
  }

  /** Reads the folder, cuts off what a crash tore, and makes the journal ready. Throws StoreUnusableError. */
  async read(): Promise<Data> {
    const { folder } = this.surroundings;
    try {
      const recovered = await recover(folder);
      this.#audit = await AuditFiles.open(folder, recovered.auditLengths, recovered.audit);
      this.#journal = await this.#openJournal(recovered);
      return recovered.data;
    } catch (error) {
      throw explained(error, folder);
    }
  }

  /** Resolves when everything staged is durable. */
  async write(): Promise<void> {
    await opened(this.#journal).flush();
  }

  /** Puts what a transaction changed in line for the next write. */
  stage(changes: Changes): void {
    const list = changes.list();
    if (list.length === 0 && changes.audit.length === 0) return;
    const json = JSON.stringify({ n: this.#next, changes: list, audit: changes.audit });
    opened(this.#journal).stage(encodeLine(json));
    this.#next += 1;
    this.#transactions += 1;
    for (const row of changes.audit) this.audit.add(row);
  }

  /** Whether what is written can still be acknowledged. */
  get sound(): boolean {
    return this.#journal?.sound === true;
  }

  /** Throws when nothing can be acknowledged any more. */
  assertSound(): void {
    opened(this.#journal).assertSound();
  }

  /** Ends all writing. */
  fail(error: Error): void {
    this.#lost ??= error;
    this.#journal?.fail(error);
  }

  /** Begins a new journal and takes hold of all that came before. No transaction may run meanwhile. */
  async cut(data: Data): Promise<Cut> {
    const { folder, clock } = this.surroundings;
    const generation = this.#generation + 1;
    const at = clock.now().toISOString();
    const header = headerLine({ file: 'journal', generation, next: this.#next, at, audit: {} });
    try {
      await opened(this.#journal).continueIn(pathOf(folder, 'journal', generation), header);
      this.#generation = generation;
      this.#backupDiffers = this.#transactions > 0;
      this.#transactions = 0;
      await syncFolder(folder);
    } catch (error) {
      this.#backupDiffers = true;
      throw explained(error, folder);
    }
    return { generation, next: this.#next, at, records: recordsOf(data), audit: this.audit.waiting };
  }

  /** Writes a snapshot, keeping the one before with its journal; everything older goes. */
  async keep(cut: Cut): Promise<void> {
    const { folder } = this.surroundings;
    const { generation, next, at } = cut;
    try {
      this.assertSound();
      await this.audit.move(cut.audit);
      this.assertSound();
      await writeSnapshot(
        folder,
        { file: 'snapshot', generation, next, at, audit: this.audit.lengths },
        cut.records,
      );
      this.#since = new Date(at);
      this.#outdated = false;
      this.assertSound();
      await this.#removeOld();
    } catch (error) {
      this.#backupDiffers = true;
      throw explained(error, folder);
    }
  }

  async close(): Promise<void> {
    await this.#journal?.close();
  }

  async #openJournal(recovered: Recovered): Promise<Journal> {
    const { folder, clock, log, confirm } = this.surroundings;
    const { generation, next, journal } = recovered;
    const path = pathOf(folder, 'journal', generation);
    this.#generation = generation;
    this.#next = next;
    this.#transactions = recovered.transactions;
    this.#backupDiffers = recovered.hasBackup;
    this.#since = recovered.since ?? clock.now();
    this.#outdated = recovered.outdated;
    if (journal?.torn)
      log.warn({ path, after: journal.goodBytes }, 'the unfinished end of the journal was cut off');
    const opening = await Journal.open(path, journal?.goodBytes ?? 0, confirm);
    if (this.#lost) opening.fail(this.#lost);
    if (opening.bytes > 0) return opening;
    opening.stage(
      headerLine({ file: 'journal', generation, next, at: this.#since.toISOString(), audit: {} }),
    );
    await opening.flush();
    await syncFolder(folder);
    return opening;
  }

  async #removeOld(): Promise<void> {
    const { folder } = this.surroundings;
    const files = await listFiles(folder);
    const backup =
      files.snapshot.at(-2) ?? files.journal.find((generation) => generation === this.#generation - 1);
    const oldest = backup ?? this.#generation;
    for (const kind of ['snapshot', 'journal'] as const) {
      for (const generation of files[kind])
        if (generation < oldest) await rm(pathOf(folder, kind, generation));
    }
    await syncFolder(folder);
  }
}

function opened<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new StoreUnusableError('The store is not open.');
  return part;
}
