import { stat } from 'node:fs/promises';
import type { AuditRow, DayCount } from '../../domain/audit.ts';
import { decodeLine } from './line.ts';
import { rawLines, unusable, type RawLine } from './lineReader.ts';
import { byCodeUnits } from './sortedList.ts';

/** Counts by day, a space and the outcome. */
export type Counts = Map<string, number>;

/** The time and the outcome of a row as its line has them: bare quotes stand around names of fields alone, these first. */
const AT = Buffer.from('"at":"');
const OUTCOME = Buffer.from('"outcome":"');
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Counts the rows of monthly files; each part of a file is read once, the first time that somebody asks. */
export class AuditCounts {
  readonly #files = new Map<string, { length: number; counts: Counts }>();

  /** The counts of the first `length` bytes of a file; none when it was put into an archive. */
  async ofFile(path: string, length: number): Promise<ReadonlyMap<string, number>> {
    if (length === 0 || !(await exists(path))) return new Map();
    const known = this.#files.get(path);
    const counts: Counts = new Map(known?.counts);
    for await (const batch of rawLines(path, length, known?.length ?? 0))
      for (const line of batch) add(counts, placeOf(path, line), 1);
    if (!known || known.length <= length) this.#files.set(path, { length, counts });
    return counts;
  }
}

/** Counts of files and of rows that are in none yet, in the order of days. */
export function dayCounts(
  moved: readonly ReadonlyMap<string, number>[],
  unmoved: readonly AuditRow[],
): DayCount[] {
  const all: Counts = new Map();
  for (const counts of moved) for (const [place, count] of counts) add(all, place, count);
  for (const row of unmoved) countRow(all, row, 1);
  return [...all]
    .filter(([, count]) => count > 0)
    .sort(([one], [other]) => byCodeUnits(one, other))
    .map(([place, count]) => {
      const [day = '', outcome = ''] = place.split(' ');
      return { day, outcome: outcome as DayCount['outcome'], count };
    });
}

/** Counts a row in, or out again. */
export function countRow(counts: Counts, { at, outcome }: AuditRow, by: 1 | -1): void {
  add(counts, `${at.slice(0, 10)} ${outcome}`, by);
}

/** Day and outcome of a line, without reading all of it: there may be a hundred thousand. */
function placeOf(path: string, line: RawLine): string {
  const day = textBehind(line.bytes, AT, 10);
  const outcome = textBehind(line.bytes, OUTCOME, 10).split('"')[0] ?? '';
  if (DAY.test(day) && /^(?:done|previewed|refused|failed)$/.test(outcome)) return `${day} ${outcome}`;
  try {
    const row = decodeLine(line.bytes) as AuditRow;
    return `${row.at.slice(0, 10)} ${row.outcome}`;
  } catch (error) {
    throw unusable(path, line.number, (error as Error).message);
  }
}

function textBehind(bytes: Buffer, name: Buffer, length: number): string {
  const at = bytes.indexOf(name);
  return at < 0 ? '' : bytes.toString('latin1', at + name.length, at + name.length + length);
}

function add(counts: Counts, place: string, by: number): void {
  counts.set(place, (counts.get(place) ?? 0) + by);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
