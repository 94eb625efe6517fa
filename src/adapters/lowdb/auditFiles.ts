import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditRow, type DayCount } from '../../domain/audit.ts';
import { StoreUnusableError } from '../../ports/store.ts';
import type { AuditFilter } from '../../ports/tables.ts';
import { MonthSearch, monthsFor } from './auditSearch.ts';
import { AuditCounts, countRow, dayCounts, type Counts } from './auditCounts.ts';
import { frozen } from './collection.ts';
import { auditFolderOf, syncFolder } from './files.ts';
import { decodeLine, encodeLine } from './line.ts';
import { isTorn, rawLines, unusable, type RawLine } from './lineReader.ts';

const MONTHLY = /^(\d{4}-\d{2})\.jsonl$/;

/** Rows turned into text without a pause. */
const ROWS_A_TURN = 256;

/**
 * The record: rows wait in memory while they stand in the journal, and are moved from there into one file a month. A row is
 * in a file's first `lengths` bytes or waits, never both, so a move that was interrupted can simply be done again.
 */
export class AuditFiles {
  readonly #waiting = new Map<string, AuditRow>();
  readonly #lengths: Map<string, number>;
  readonly #counts = new AuditCounts();
  /** Of the rows that wait. */
  readonly #waitingCounts: Counts = new Map();

  private constructor(
    private readonly folder: string,
    lengths: Readonly<Record<string, number>>,
  ) {
    this.#lengths = new Map(Object.entries(lengths));
  }

  /** Takes over the rows of the journals, less those that an interrupted move has brought to their file already. */
  static async open(
    dataFolder: string,
    lengths: Readonly<Record<string, number>>,
    journalRows: readonly AuditRow[],
  ): Promise<AuditFiles> {
    const files = new AuditFiles(auditFolderOf(dataFolder), lengths);
    for (const row of journalRows) files.add(row);
    for (const name of await readdir(files.folder)) {
      const month = MONTHLY.exec(name)?.[1];
      if (month !== undefined) await files.#takeOver(month);
    }
    return files;
  }

  /** How much of each file is complete, in bytes. */
  get lengths(): Record<string, number> {
    return Object.fromEntries(this.#lengths);
  }

  /** The rows that wait to be moved. */
  get waiting(): AuditRow[] {
    return [...this.#waiting.values()];
  }

  /** Whether a row with this id waits. */
  has(id: string): boolean {
    return this.#waiting.has(id);
  }

  /** Adds a row that stands in the journal. */
  add(row: AuditRow): void {
    if (this.#waiting.has(row.id)) return;
    this.#waiting.set(row.id, row);
    countRow(this.#waitingCounts, row, 1);
  }

  /** Moves rows from where they wait to their files, durably. */
  async move(rows: readonly AuditRow[]): Promise<void> {
    for (const [month, ofMonth] of byMonth(rows)) {
      const length = await this.#append(month, ofMonth);
      // One step for whoever reads: from here on the rows are in the file.
      this.#lengths.set(month, length);
      for (const row of ofMonth) this.#forget(row.id);
    }
    if (rows.length > 0) await syncFolder(this.folder);
  }

  /** Removes the files of the months before one. Rows that still wait are of the last hours, and stay. */
  async remove(beforeMonth: string): Promise<void> {
    const old = [...this.#lengths.keys()].filter((month) => month < beforeMonth);
    for (const month of old) {
      // Whoever reads from here on finds no such month; at the next start a file that is still there counts again.
      this.#lengths.delete(month);
      await rm(this.#pathOf(month), { force: true });
    }
    if (old.length > 0) await syncFolder(this.folder);
  }

  /** The newest rows that fit, with `more` rows that nobody else knows yet. Looks at no more months than it must. */
  async find(
    filter: AuditFilter,
    offset: number,
    limit: number,
    more: readonly AuditRow[],
  ): Promise<AuditRow[]> {
    const unmoved = byMonth([...this.waiting, ...more]);
    const lengths = new Map(this.#lengths);
    const found: AuditRow[] = [];
    for (const month of monthsFor(filter, [...lengths.keys(), ...unmoved.keys()])) {
      const wanted = offset + limit - found.length;
      if (wanted <= 0) break;
      const search = new MonthSearch(filter, wanted);
      await this.#search(month, lengths.get(month) ?? 0, search);
      for (const row of unmoved.get(month) ?? []) search.offer(row);
      found.push(...search.rows());
    }
    return found.slice(offset, offset + limit);
  }

  /** How many rows each day from a day on has by outcome, with `more` rows that nobody else knows yet. */
  async countByDay(firstDay: string, more: readonly AuditRow[]): Promise<DayCount[]> {
    const waiting = new Map(this.#waitingCounts);
    const months = [...this.#lengths].filter(([month]) => month >= firstDay.slice(0, 7));
    const moved = await Promise.all(
      months.map(([month, length]) => this.#counts.ofFile(this.#pathOf(month), length)),
    );
    return dayCounts([...moved, waiting], more).filter(({ day }) => day >= firstDay);
  }

  /** Writes after the complete part of a file, leaving other work its turn, and returns the new length. */
  async #append(month: string, rows: readonly AuditRow[]): Promise<number> {
    let length = this.#lengths.get(month) ?? 0;
    const handle = await open(this.#pathOf(month), 'a');
    try {
      // A move that failed half-way, for want of space say, may have left something.
      await handle.truncate(length);
      for (let from = 0; from < rows.length; from += ROWS_A_TURN) {
        const lines = rows.slice(from, from + ROWS_A_TURN).map((row) => encodeLine(JSON.stringify(row)));
        const bytes = Buffer.from(lines.join(''));
        await handle.appendFile(bytes);
        length += bytes.length;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    return length;
  }

  /** Looks what stands in a file beyond the part that the snapshot vouches for. */
  async #takeOver(month: string): Promise<void> {
    const path = this.#pathOf(month);
    const known = this.#lengths.get(month) ?? 0;
    const { size } = await stat(path);
    if (size < known)
      throw new StoreUnusableError(
        `${path} is shorter than it was: ${size} of ${known} bytes. Nothing was changed.`,
      );
    if (size === known) return;
    this.#lengths.set(month, await this.#forgetMoved(path, known));
  }

  /** Finds the rows of a file that were moved after its first `known` bytes; returns how far it is complete. */
  async #forgetMoved(path: string, known: number): Promise<number> {
    let length = known;
    for await (const batch of rawLines(path)) {
      for (const line of batch) {
        if (line.start < known) continue;
        if (isTorn(line)) return length;
        this.#forget(rowOf(path, line).id);
        length = line.start + line.bytes.length + 1;
      }
    }
    return length;
  }

  async #search(month: string, length: number, search: MonthSearch): Promise<void> {
    const path = this.#pathOf(month);
    // Whole files may have been put into an archive.
    if (length === 0 || !(await exists(path))) return;
    for await (const batch of rawLines(path, length)) {
      for (const line of batch) search.offerLine(line.bytes, () => rowOf(path, line));
    }
  }

  /** A row waits no more. */
  #forget(id: string): void {
    const row = this.#waiting.get(id);
    if (!row) return;
    this.#waiting.delete(id);
    countRow(this.#waitingCounts, row, -1);
  }

  #pathOf(month: string): string {
    return join(this.folder, `${month}.jsonl`);
  }
}

function rowOf(path: string, line: RawLine): AuditRow {
  try {
    return frozen(AuditRow.parse(decodeLine(line.bytes)));
  } catch (error) {
    throw unusable(path, line.number, (error as Error).message);
  }
}

function byMonth(rows: readonly AuditRow[]): Map<string, AuditRow[]> {
  const months = new Map<string, AuditRow[]>();
  for (const row of rows) {
    const month = row.at.slice(0, 7);
    const ofMonth = months.get(month);
    if (ofMonth) ofMonth.push(row);
    else months.set(month, [row]);
  }
  return months;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
