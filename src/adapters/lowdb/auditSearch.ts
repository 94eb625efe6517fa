import type { AuditRow } from '../../domain/audit.ts';
import type { AuditFilter } from '../../ports/tables.ts';
import { moment } from './moments.ts';

/** Candidates kept beyond those that are wanted before the older ones are let go. */
const SLACK = 1_000;

/** A row that fits, read or not yet. */
interface Candidate {
  id: string;
  at: string;
  /** Later ones were written later. */
  order: number;
  read: () => AuditRow;
}

/** Whether a row fits a filter. */
export function fits(filter: AuditFilter, row: AuditRow): boolean {
  const { person, actor, operations, correlationId } = filter;
  return (
    isBetween(filter, moment(row.at)) &&
    (person === undefined || row.people.some((one) => one.key === person)) &&
    (actor === undefined || row.actorKey === actor) &&
    (operations === undefined || operations.includes(row.operation)) &&
    (correlationId === undefined || row.correlationId === correlationId)
  );
}

/** Of some months those that a filter can find anything in, the newest first. */
export function monthsFor({ from, to }: AuditFilter, months: Iterable<string>): string[] {
  const first = from?.toISOString().slice(0, 7) ?? '';
  const last = to?.toISOString().slice(0, 7) ?? '9999-12';
  return [...new Set(months)]
    .filter((month) => month >= first && month <= last)
    .sort()
    .reverse();
}

/** Finds the newest rows of a month: takes lines one by one and reads no more of them than it must. */
export class MonthSearch {
  readonly #sought: string[];
  readonly #ids = new Set<string>();
  #candidates: Candidate[] = [];
  #order = 0;

  constructor(
    private readonly filter: AuditFilter,
    private readonly limit: number,
  ) {
    const { person, actor, operations, correlationId } = filter;
    const only = operations?.length === 1 ? operations[0] : undefined;
    // Every one of these stands in the line of a row that fits.
    this.#sought = [person, actor, correlationId, only]
      .filter((value) => value !== undefined)
      .map((value) => JSON.stringify(value));
  }

  /** Takes a line as it stands in the file; `read` reads it. */
  offerLine(bytes: Buffer, read: () => AuditRow): void {
    if (!this.#sought.every((text) => bytes.includes(text))) return;
    const head = headOf(bytes);
    if (head && !this.#needsReading) {
      if (isBetween(this.filter, head.at)) this.#add({ ...head, order: (this.#order += 1), read });
      return;
    }
    this.offer(read());
  }

  /** Takes a row. */
  offer(row: AuditRow): void {
    if (!fits(this.filter, row)) return;
    this.#add({ id: row.id, at: moment(row.at), order: (this.#order += 1), read: () => row });
  }

  /** The newest rows that fit, the newest first. */
  rows(): AuditRow[] {
    this.#letOldGo(0);
    return this.#candidates.map((candidate) => candidate.read());
  }

  /** Whether a line alone does not tell that its row fits. */
  get #needsReading(): boolean {
    return this.#sought.length > 0 || this.filter.operations !== undefined;
  }

  /** The first row of each id: looking through the files at every append, to keep out a second, would take too long. */
  #add(candidate: Candidate): void {
    if (this.#ids.has(candidate.id)) return;
    this.#ids.add(candidate.id);
    this.#candidates.push(candidate);
    this.#letOldGo(SLACK);
  }

  #letOldGo(slack: number): void {
    if (slack > 0 && this.#candidates.length <= this.limit + slack) return;
    this.#candidates = this.#candidates.sort(newestFirst).slice(0, this.limit);
  }
}

/** A row's id and time, where its line begins with them, without reading the rest. */
function headOf(bytes: Buffer): Pick<Candidate, 'id' | 'at'> | undefined {
  const [, id, at] =
    /^[0-9a-f]{8} \{"id":"([^"\\]+)","at":"([^"\\]{20,30})"/.exec(bytes.toString('utf8', 0, 400)) ?? [];
  return id === undefined || at === undefined ? undefined : { id, at: moment(at) };
}

function isBetween({ from, to }: AuditFilter, at: string): boolean {
  return (from === undefined || at >= from.toISOString()) && (to === undefined || at < to.toISOString());
}

function newestFirst(one: Candidate, other: Candidate): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  return other.order - one.order;
}
