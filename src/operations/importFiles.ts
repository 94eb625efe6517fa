import type { ImportFault, ImportRow, ImportTable } from '../domain/importFile.ts';
import type { User } from '../domain/user.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { Bridges } from './bridges.ts';
import { breathe } from './importBreath.ts';
import { recognize } from './importColumns.ts';
import { checkNumbers, writeNumbers } from './importNumbers.ts';
import { checkPeople } from './importPeople.ts';
import { changedFields, writePerson } from './importWriting.ts';
import type { House, Work } from './operation.ts';
import { recordNumbers, recordPerson, sourceWork } from './sourceRecord.ts';

/** How an import is to be done. */
export interface ImportOptions {
  /** Take the rows that are good when others are not. */
  goodRows: boolean;
  /** Tell the people concerned (E1, E2, E4). */
  notify: boolean;
  /** Do all of it and keep none. */
  dryRun: boolean;
  /** Move people from a third party to the organisation's own bridge where the file says so. */
  replaceProvider: boolean;
}

/** What became of the rows of one kind. */
export interface ImportCounts {
  added: number;
  updated: number;
  unchanged: number;
  skipped: number;
}

/** How an import ended. */
export interface ImportResult {
  /** False when there were faults that were not to be left out: then nothing was changed. Also false in a dry run. */
  written: boolean;
  faults: ImportFault[];
  people: ImportCounts;
  numbers: ImportCounts;
  /** Everybody whom the files name, as they are now. */
  imported: User[];
  /** Notices that wait to be sent now. */
  notices: number;
  /** People who became enabled, and whom no notice could reach. */
  untold: User[];
}

/** What an import works with. */
export interface ImportTools {
  store: Store;
  house: House;
  clock: Clock;
}

/** Imports files of people and numbers, numbers first, all in one transaction: all rows, the good ones if so asked, or none. */
export async function importFiles(
  tools: ImportTools,
  tables: readonly ImportTable[],
  options: ImportOptions,
): Promise<ImportResult> {
  const recognized = tables.map((table) => ({ table, ...recognize(table) }));
  const unread = recognized.flatMap(({ table, faults }) => [...table.faults, ...faults]);
  const rowsOf = (kind: string) =>
    recognized.filter((one) => one.kind === kind).flatMap(({ table }) => table.rows);
  if (unread.some((fault) => fault.wholeFile)) return notWritten(unread);
  return tools.store.transaction(async (tx, rollback) => {
    const work = await sourceWork('import', tx, tools.house, tools.clock.now());
    const result = await importRows(work, rowsOf('numbers'), rowsOf('people'), unread, options);
    if (result.written && !options.dryRun) return result;
    rollback();
    return { ...result, written: false };
  });
}

/** Numbers are written before people are looked at: people need them. */
async function importRows(
  work: Work,
  numberRows: readonly ImportRow[],
  peopleRows: readonly ImportRow[],
  unread: readonly ImportFault[],
  options: ImportOptions,
): Promise<ImportResult> {
  const numbers =
    numberRows.length === 0 ? { drafts: [], faults: [] } : await checkNumbers(work.tx, numberRows);
  const changedNumbers = await writeNumbers(work.tx, numbers.drafts);
  const rules = { bridges: await Bridges.of(work.tx), replaceProvider: options.replaceProvider };
  const people = await checkPeople(work, peopleRows, rules);
  const faults = [...unread, ...numbers.faults, ...people.faults];
  if (faults.length > 0 && !options.goodRows) return notWritten(faults);

  await recordNumbers(work, changedNumbers);
  const result: ImportResult = { ...notWritten(faults), written: true };
  count(result.numbers, numbers.drafts, (draft) => changedNumbers.includes(draft));
  const writing = { notify: options.notify, claimedIds: people.claimedIds };
  for (const [at, draft] of people.drafts.entries()) {
    await breathe(at);
    const { before, after, untold } = await writePerson(work, draft, writing);
    const changed = !before || changedFields(before, after).length > 0;
    if (changed) await recordPerson(work, before, after);
    count(result.people, [{ before }], () => changed);
    result.imported.push(after);
    if (untold) result.untold.push(after);
  }
  const numberFiles = new Set(numberRows.map((row) => row.file));
  result.numbers.skipped = linesOf(faults.filter((fault) => numberFiles.has(fault.file)));
  result.people.skipped = linesOf(faults.filter((fault) => !numberFiles.has(fault.file)));
  return { ...result, notices: (await work.tx.outbox.ofCorrelation(work.correlationId)).length };
}

function count<Draft extends { before: unknown }>(
  counts: ImportCounts,
  drafts: readonly Draft[],
  changed: (draft: Draft) => boolean,
): void {
  for (const draft of drafts) {
    if (!draft.before) counts.added += 1;
    else if (changed(draft)) counts.updated += 1;
    else counts.unchanged += 1;
  }
}

/** How many rows the faults are about. */
function linesOf(faults: readonly ImportFault[]): number {
  return new Set(faults.map((fault) => `${fault.line ?? 0} ${fault.file}`)).size;
}

function notWritten(faults: readonly ImportFault[]): ImportResult {
  const none = () => ({ added: 0, updated: 0, unchanged: 0, skipped: 0 });
  return {
    written: false,
    faults: [...faults],
    people: none(),
    numbers: none(),
    imported: [],
    notices: 0,
    untold: [],
  };
}
