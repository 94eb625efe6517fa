import type { ImportTable } from '../../domain/importFile.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Step } from '../../domain/request.ts';
import type { House } from '../operation.ts';
import { operationOf, withoutPeople } from '../plan.ts';
import { MOST_NAMES } from './selection.ts';

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

/** The people whom a file lists: those of the column that names them, else its only column, whose first line is then a name too. */
export function namesIn({ file, columns, rows, faults }: ImportTable): string[] {
  const [fault] = faults;
  if (fault) throw new Refusal('file-unreadable', { file, line: fault.line ?? 1 });
  const known = COLUMNS.flatMap((name) => columns.find((column) => plain(column) === name) ?? []);
  const [column = columns.length === 1 ? columns[0] : undefined] = known;
  if (column === undefined)
    throw new Refusal('file-no-column', { file, columns: columns.join(', ').slice(0, 200) });
  const first = known.length === 0 ? [column] : [];
  const names = [...first, ...rows.map((row) => row.cells[column] ?? '')].filter((name) => name !== '');
  if (names.length === 0) throw new Refusal('file-no-names', { file });
  if (names.length > MOST_NAMES)
    throw new Refusal('file-too-many', { file, count: names.length, max: MOST_NAMES });
  return [...new Set(names)];
}

/** What was asked for, done to the people of a file: always as a plan, however few they are. */
export function forNames(steps: readonly Step[], names: readonly string[], house: House): Step {
  const [first] = steps;
  if (first?.operation === 'bulk') {
    const { steps: what, action, everybody: _everybody, ...narrowing } = first.input;
    const narrowed = Object.values(narrowing).filter((value) => value !== undefined && value !== false);
    if (narrowed.length > 0) throw new Refusal('file-and-names', { names: narrowed.map(String).join(', ') });
    return { operation: 'bulk', input: { ...(what !== undefined && { steps: what }), action, names } };
  }
  const bareSteps = steps.map((step) => {
    const operation = operationOf(step, house);
    if (!operation.each) throw new Refusal('file-without-words', { count: names.length });
    const { bare, named } = withoutPeople(step, operation);
    if (Array.isArray(named) && named.length > 0)
      throw new Refusal('file-and-names', { names: named.join(', ') });
    return bare;
  });
  return { operation: 'bulk', input: { steps: bareSteps, names } };
}

/** A column without case, diacritics and marks. */
function plain(column: string): string {
  return column
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}
