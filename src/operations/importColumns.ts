import { fileFault, type ImportFault, type ImportKind, type ImportTable } from '../domain/importFile.ts';
import { typingErrors } from '../domain/personSearch.ts';
import { NUMBER_COLUMNS, PEOPLE_COLUMNS } from './importCells.ts';

/** The columns of each kind of file, and the one without which nobody knows what a row is about. */
const KINDS: Readonly<Record<ImportKind, { columns: readonly string[]; needed: string }>> = {
  people: { columns: Object.keys(PEOPLE_COLUMNS), needed: 'upn' },
  numbers: { columns: Object.keys(NUMBER_COLUMNS), needed: 'number' },
};

/** How far a column name may be from the right one and still be taken for a misspelling. */
const MOST_ERRORS = 3;

/** Tells by the header what a file lists, and what is wrong with the header. */
export function recognize(table: ImportTable): { kind: ImportKind | undefined; faults: ImportFault[] } {
  if (table.columns.length === 0) return { kind: undefined, faults: [] };
  const kind = kindOf(table);
  if (!kind) {
    const params = { people: KINDS.people.columns.join(','), numbers: KINDS.numbers.columns.join(',') };
    return { kind, faults: [fileFault(table.file, 'kind-unknown', { line: 1, params })] };
  }
  return { kind, faults: headerFaults(table, kind) };
}

/** The kind whose needed column is there, else the one that shares more columns with the file. */
function kindOf({ columns }: ImportTable): ImportKind | undefined {
  const shared = (kind: ImportKind) => KINDS[kind].columns.filter((name) => columns.includes(name)).length;
  if (shared('people') === 0 && shared('numbers') === 0) return undefined;
  if (columns.includes('number')) return columns.includes('upn') ? undefined : 'numbers';
  return columns.includes('upn') || shared('people') >= shared('numbers') ? 'people' : 'numbers';
}

function headerFaults({ file, columns: found }: ImportTable, kind: ImportKind): ImportFault[] {
  const { columns, needed } = KINDS[kind];
  const unknown = found.filter((name) => !columns.includes(name));
  const twice = columns.filter((name) => found.filter((other) => other === name).length > 1);
  return [
    ...unknown.map((name) =>
      fileFault(file, 'column-unknown', {
        line: 1,
        column: name,
        params: { near: near(name, columns), columns: columns.join(', ') },
      }),
    ),
    ...twice.map((name) => fileFault(file, 'column-twice', { line: 1, column: name })),
    ...(found.includes(needed) ? [] : [fileFault(file, 'column-missing', { line: 1, column: needed })]),
  ];
}

/** The column that a misspelt name may mean; empty when none comes near. */
function near(name: string, columns: readonly string[]): string {
  const typed = name.toLowerCase().replace(/[\s_-]/g, '');
  const distances = columns.map((column) => ({
    column,
    errors: typingErrors(typed, column.toLowerCase(), MOST_ERRORS),
  }));
  const nearest = distances
    .filter(({ errors, column }) => errors !== undefined && errors < column.length / 2)
    .sort((one, other) => (one.errors ?? 0) - (other.errors ?? 0))[0];
  return nearest?.column ?? '';
}
