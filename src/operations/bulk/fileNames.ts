import type { ImportTable } from '../../domain/importFile.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Step } from '../../domain/request.ts';
import type { House } from '../operation.ts';
import { operationOf, withoutPeople } from '../plan.ts';
import { MOST_NAMES, type BadRow } from './selection.ts';

/** Columns that say who is meant, the surest first; spelt without spaces, marks and case. */
const COLUMNS = [
  ...['upn', 'userprincipalname', 'identity', 'username', 'user', 'email', 'emailaddress', 'mail', 'address'],
  ...[
    'nomdutilisateur',
    'utilisateur',
    'adresse',
    'courriel',
    'anvandarnamn',
    'anvandare',
    'epost',
    'epostadress',
  ],
  ...['displayname', 'name', 'nom', 'namn', 'person', 'personne'],
];

/** Whom a file names, and its rows that name nobody. */
export interface FileNames {
  names: string[];
  badRows: BadRow[];
}

/** Whom a file names: the column that does, else its only column, whose first line is then a name too. Throws Refusal for a file of which no row can be taken. */
export function namesIn({ file, columns, rows, faults }: ImportTable): FileNames {
  const fault = faults.find((one) => one.wholeFile);
  if (fault) throw new Refusal('file-unreadable', { file, line: fault.line ?? 1 });
  const known = COLUMNS.flatMap((name) => columns.find((column) => plain(column) === name) ?? []);
  const [column = columns.length === 1 ? columns[0] : undefined] = known;
  if (column === undefined)
    throw new Refusal('file-no-column', { file, columns: columns.join(', ').slice(0, 200) });
  const first = known.length === 0 && column !== '' ? [column] : [];
  const named = rows.map(({ line, cells }) => ({ line, name: cells[column] ?? '' }));
  const names = [...first, ...named.map(({ name }) => name).filter((name) => name !== '')];
  const badRows = [
    ...faults.map(({ line, params }) => ({ line, code: 'row-cells' as const, params })),
    ...named
      .filter(({ name }) => name === '')
      .map(({ line }) => ({ line, code: 'row-nameless' as const, params: {} })),
  ]
    .sort((one, other) => (one.line ?? 0) - (other.line ?? 0))
    .map(({ line, ...what }) => ({ ...what, row: `${file}:${line}` }));
  const count = names.length + badRows.length;
  if (count === 0) throw new Refusal('file-no-names', { file });
  if (count > MOST_NAMES) throw new Refusal('file-too-many', { file, count, max: MOST_NAMES });
  return { names: [...new Set(names)], badRows };
}

/** What was asked for, done to the people of a file: always as a plan, however few they are. */
export function forNames(steps: readonly Step[], { names, badRows }: FileNames, house: House): Step {
  const [first] = steps;
  if (first?.operation === 'bulk') {
    const { steps: what, action, everybody: _everybody, ...narrowing } = first.input;
    const narrowed = Object.values(narrowing).filter((value) => value !== undefined && value !== false);
    if (narrowed.length > 0) throw new Refusal('file-and-names', { names: narrowed.map(String).join(', ') });
    return {
      operation: 'bulk',
      input: { ...(what !== undefined && { steps: what }), action, names, badRows },
    };
  }
  const bareSteps = steps.map((step) => {
    const operation = operationOf(step, house);
    if (!operation.each) throw new Refusal('file-without-words', { count: names.length });
    const { bare, named } = withoutPeople(step, operation);
    if (Array.isArray(named) && named.length > 0)
      throw new Refusal('file-and-names', { names: named.join(', ') });
    return bare;
  });
  return { operation: 'bulk', input: { steps: bareSteps, names, badRows } };
}

/** A column without case, diacritics and marks. */
function plain(column: string): string {
  return column
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}
