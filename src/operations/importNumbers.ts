import { rowFault, type ImportFault, type ImportRow } from '../domain/importFile.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import type { Transaction } from '../ports/store.ts';
import { Bridges } from './bridges.ts';
import { NUMBER_COLUMNS, readCells, type NumberCells } from './importCells.ts';
import { numbersInUse } from './serviceNumbers.ts';

/** A number as a row of the file makes it. */
export interface NumberDraft {
  row: ImportRow;
  before: ServiceNumber | null;
  after: ServiceNumber;
}

/** The numbers that may be taken, and what is wrong with the others. */
export interface CheckedNumbers {
  drafts: NumberDraft[];
  faults: ImportFault[];
}

/** What a new number has to say. */
const NEEDED = ['type', 'bridge'] as const;

/** Reads and checks the rows of numbers files against each other and against the store; changes nothing. */
export async function checkNumbers(tx: Transaction, rows: readonly ImportRow[]): Promise<CheckedNumbers> {
  const faults: ImportFault[] = [];
  const drafts: NumberDraft[] = [];
  const lines = new Map<string, ImportRow>();
  const users = await numbersInUse(tx);
  const bridges = await Bridges.of(tx);
  for (const row of rows) {
    const { cells, faults: own } = readCells(NUMBER_COLUMNS, row, ['number', 'bridge']);
    const before = cells.number === undefined ? null : ((await tx.serviceNumbers.get(cells.number)) ?? null);
    own.push(...twice(row, cells, lines), ...(before ? [] : missing(row, cells)));
    const after = numberOf(cells, before, bridges);
    if (after) own.push(...rulesOfNumber(row, before, after, users));
    if (after && own.length === 0) drafts.push({ row, before, after });
    else faults.push(...own);
  }
  const stored = await tx.serviceNumbers.list();
  return withDefaults(stored, drafts, faults);
}

/** Writes what was checked. A bridge has one default: the one before steps down. Returns what changed. */
export async function writeNumbers(tx: Transaction, drafts: readonly NumberDraft[]): Promise<NumberDraft[]> {
  const changed = drafts.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  for (const { after } of changed) await tx.serviceNumbers.put(after);
  const inFile = new Set(drafts.map(({ after }) => after.number));
  const defaults = new Set(drafts.filter(({ after }) => after.isDefault).map(({ after }) => after.bridge));
  for (const other of await tx.serviceNumbers.list()) {
    const stepsDown = other.isDefault && defaults.has(other.bridge) && !inFile.has(other.number);
    if (stepsDown) await tx.serviceNumbers.put({ ...other, isDefault: false });
  }
  return changed;
}

/** The number that a row makes, as far as its cells could be read. */
function numberOf(
  cells: NumberCells,
  before: ServiceNumber | null,
  bridges: Bridges,
): ServiceNumber | undefined {
  const { number, type = before?.type } = cells;
  const named = cells.bridge ?? before?.bridge;
  const bridge = named === undefined ? undefined : (bridges.find(named)?.id ?? named);
  if (number === undefined || type === undefined || bridge === undefined) return undefined;
  return {
    number,
    type,
    bridge,
    city: cells.city ?? before?.city ?? '',
    country: cells.country ?? before?.country ?? '',
    primaryLanguage: cells.primaryLanguage ?? before?.primaryLanguage ?? '',
    secondaryLanguages: [...(cells.secondaryLanguages ?? before?.secondaryLanguages ?? [])],
    isDefault: cells.default ?? before?.isDefault ?? false,
  };
}

function twice(row: ImportRow, { number }: NumberCells, lines: Map<string, ImportRow>): ImportFault[] {
  if (number === undefined) return [];
  const earlier = lines.get(number);
  if (earlier)
    return [rowFault(row, 'twice-in-file', 'number', number, { line: earlier.line, file: earlier.file })];
  lines.set(number, row);
  return [];
}

function missing(row: ImportRow, cells: NumberCells): ImportFault[] {
  return NEEDED.filter((name) => cells[name] === undefined && !(name in row.cells)).map((name) =>
    rowFault(row, 'needed-for-new', name),
  );
}

/** Defaults are toll numbers; a number that people have stays what it is (rule 11). */
function rulesOfNumber(
  row: ImportRow,
  before: ServiceNumber | null,
  after: ServiceNumber,
  users: ReadonlyMap<string, number>,
): ImportFault[] {
  const faults: ImportFault[] = [];
  if (after.isDefault && after.type !== 'toll')
    faults.push(rowFault(row, 'default-not-toll', 'default', after.number));
  const count = users.get(after.number) ?? 0;
  if (!before || count === 0) return faults;
  if (before.type !== after.type)
    faults.push(rowFault(row, 'number-in-use', 'type', after.type, { count, was: before.type }));
  if (before.bridge !== after.bridge)
    faults.push(rowFault(row, 'number-in-use', 'bridge', after.bridge, { count, was: before.bridge }));
  return faults;
}

/** Every bridge has exactly one default: its rows are refused when the file leaves it with none, or gives it two. */
function withDefaults(
  stored: readonly ServiceNumber[],
  drafts: readonly NumberDraft[],
  faults: ImportFault[],
): CheckedNumbers {
  const inFile = new Set(drafts.map(({ after }) => after.number));
  const kept = stored
    .filter((number) => number.isDefault && !inFile.has(number.number))
    .map((number) => number.bridge);
  const first = new Map<string, ImportRow>();
  const good = drafts.filter(({ row, after }) => {
    const earlier = after.isDefault ? first.get(after.bridge) : undefined;
    if (earlier)
      faults.push(
        rowFault(row, 'default-twice', 'default', after.number, {
          bridge: after.bridge,
          line: earlier.line,
          file: earlier.file,
        }),
      );
    else if (after.isDefault) first.set(after.bridge, row);
    return !earlier;
  });
  const hasDefault = new Set([...kept, ...first.keys()]);
  const lost = ({ before, after }: NumberDraft) =>
    [after.bridge, ...(before?.isDefault ? [before.bridge] : [])].find((bridge) => !hasDefault.has(bridge));
  for (const draft of good) {
    const bridge = lost(draft);
    if (bridge !== undefined)
      faults.push(rowFault(draft.row, 'bridge-without-default', 'default', null, { bridge }));
  }
  return { drafts: good.filter((draft) => lost(draft) === undefined), faults };
}
