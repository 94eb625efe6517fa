import * as z from 'zod';
import { AuditRow } from '../../domain/audit.ts';
import { StoreUnusableError } from '../../ports/store.ts';
import { frozen, type Shape } from './collection.ts';
import { emptyData, isCollection, SHAPES, type Data } from './collections.ts';
import { listFiles, pathOf, type DataFiles } from './files.ts';
import { readHeader, type Header } from './headers.ts';
import { readCheckedLines, unusable, type ReadOutcome } from './lineReader.ts';
import { migrated, SCHEMA_VERSION } from './migrations.ts';

/** What a data folder holds. */
export interface Recovered {
  data: Data;
  /** The record rows of the journals. */
  audit: AuditRow[];
  /** How much of each monthly record file the snapshot vouches for, in bytes. */
  auditLengths: Record<string, number>;
  /** The number of the next transaction. */
  next: number;
  /** The newest journal, and how its file ends; null when there is none yet. */
  generation: number;
  journal: ReadOutcome | null;
  /** When the oldest of what is here and not in the snapshot may have been written; null in a new folder. */
  since: Date | null;
  /** How many transactions came after the snapshot. */
  transactions: number;
  /** Whether an earlier snapshot or journal is kept. */
  hasBackup: boolean;
  /** Whether records stand there in the form of an earlier version. */
  outdated: boolean;
}

// Records are looked at by the schema of their collection: here they are only passed on, not copied.
const Unread = z.custom<object>((value) => typeof value === 'object' && value !== null);

const JournalLine = z.object({
  n: z.number().int(),
  changes: z.array(z.tuple([z.string(), z.string(), Unread.nullable()])),
  audit: z.array(AuditRow),
});

const SnapshotLine = z.tuple([z.string(), Unread]);
const SnapshotEnd = z.object({ records: z.number().int() });

/** Reads snapshot and journals. Throws StoreUnusableError, naming file and line, when anything but a torn end is wrong. */
export async function recover(folder: string): Promise<Recovered> {
  const files = await listFiles(folder);
  const base = files.snapshot.at(-1);
  const journals = files.journal.filter((generation) => generation >= (base ?? 1));
  const recovered: Recovered = {
    data: emptyData(),
    audit: [],
    auditLengths: {},
    next: 1,
    generation: base ?? 1,
    journal: null,
    since: null,
    transactions: 0,
    hasBackup: files.snapshot.length > 1 || files.journal.length > journals.length,
    outdated: false,
  };
  assertComplete(folder, base ?? 1, journals);
  if (base !== undefined) await withAdvice(folder, files, () => readSnapshot(folder, base, recovered));
  for (const generation of journals)
    await readJournal(folder, generation, recovered, generation === journals.at(-1));
  return recovered;
}

/** Journals must follow each other without a gap, beginning with that of the snapshot. */
function assertComplete(folder: string, first: number, journals: readonly number[]): void {
  const missing = journals.findIndex((generation, at) => generation !== first + at);
  if (missing < 0) return;
  throw new StoreUnusableError(
    `${pathOf(folder, 'journal', first + missing)} is missing. Nothing was changed.`,
  );
}

async function readSnapshot(folder: string, generation: number, recovered: Recovered): Promise<void> {
  const path = pathOf(folder, 'snapshot', generation);
  let header: Header | undefined;
  let records = 0;
  let promised: number | undefined;
  const outcome = await readCheckedLines(path, (value) => {
    if (!header) {
      header = readHeader(value, 'snapshot', generation);
      return;
    }
    if (promised !== undefined) throw new Error('there is more after the end');
    if (!Array.isArray(value)) {
      promised = SnapshotEnd.parse(value).records;
      return;
    }
    const [collection, record] = SnapshotLine.parse(value);
    keep(recovered.data, collection, null, migrated(collection, record, header.version));
    records += 1;
  });
  if (!header || outcome.torn || promised !== records)
    throw unusable(path, outcome.lines + 1, 'the end of the file is missing');
  recovered.next = header.next;
  recovered.auditLengths = header.audit;
  recovered.since = new Date(header.at);
  recovered.outdated ||= header.version < SCHEMA_VERSION;
}

async function readJournal(
  folder: string,
  generation: number,
  recovered: Recovered,
  newest: boolean,
): Promise<void> {
  const path = pathOf(folder, 'journal', generation);
  let header: Header | undefined;
  const outcome = await readCheckedLines(path, (value) => {
    if (header) {
      replay(value, header.version, recovered);
      return;
    }
    header = readHeader(value, 'journal', generation);
    assertNext(header.next, recovered.next);
    recovered.since ??= new Date(header.at);
    recovered.outdated ||= header.version < SCHEMA_VERSION;
  });
  // Only the newest can have been interrupted: it is begun when the one before is complete.
  if (!newest && (outcome.torn || !header))
    throw unusable(path, outcome.lines + 1, 'the end of the file is missing');
  recovered.generation = generation;
  recovered.journal = outcome;
}

function replay(value: unknown, version: number, recovered: Recovered): void {
  const line = JournalLine.parse(value);
  assertNext(line.n, recovered.next);
  for (const [collection, key, record] of line.changes) {
    keep(recovered.data, collection, key, record && migrated(collection, record, version));
  }
  // Not spread: an import has more rows than a call takes arguments.
  for (const row of line.audit) recovered.audit.push(frozen(row));
  recovered.next += 1;
  recovered.transactions += 1;
}

function assertNext(found: number, expected: number): void {
  if (found !== expected) throw new Error(`transaction ${expected} is missing, this is ${found}`);
}

/** Validates a record and puts it in its place; null removes what is under the key. */
function keep(data: Data, collection: string, key: string | null, record: unknown): void {
  if (!isCollection(collection)) throw new Error(`there is no collection "${collection}"`);
  const kept = data[collection] as Map<string, object>;
  if (record === null) {
    if (key !== null) kept.delete(key);
    return;
  }
  const shape = SHAPES[collection] as unknown as Shape<object>;
  const valid = frozen(shape.schema.parse(record));
  const own = shape.keyOf(valid);
  if (key !== null && own !== key) throw new Error(`the record under "${key}" belongs under "${own}"`);
  kept.set(own, valid);
}

/** Adds to the fault of a snapshot how to start from the one before, when that is complete. */
async function withAdvice(folder: string, files: DataFiles, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    const [earlier, present] = files.snapshot.slice(-2);
    const first = present === undefined ? 1 : earlier!;
    const damaged = present ?? earlier!;
    if (
      !(error instanceof StoreUnusableError) ||
      !files.journal.includes(first) ||
      !files.journal.includes(damaged)
    )
      throw error;
    const advice = `The journals since the snapshot before are complete: move ${pathOf(folder, 'snapshot', damaged)} away and start again.`;
    throw new StoreUnusableError(`${error.message} ${advice}`, { cause: error });
  }
}
