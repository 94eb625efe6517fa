import { rowFault, type ImportFault, type ImportRow } from '../domain/importFile.ts';
import type { User } from '../domain/user.ts';
import { breathe } from './importBreath.ts';
import { PEOPLE_COLUMNS, readCells, type PersonCells } from './importCells.ts';
import { draftOf, type PersonDraft } from './importPerson.ts';
import { faultsOfPerson, type PersonRules } from './importPersonRules.ts';
import type { Work } from './operation.ts';

/** The people that may be taken, and what is wrong with the other rows. */
export interface CheckedPeople {
  drafts: PersonDraft[];
  faults: ImportFault[];
  /** Every conference ID that the files name, so that nobody is given one at random that another row asks for. */
  claimedIds: ReadonlySet<string>;
}

/** What a row about somebody new has to say. */
const NEEDED = ['displayName', 'licensed', 'provider'] as const;

/** Columns whose values are one person's only. */
const UNIQUE = ['id', 'upn', 'conferenceId'] as const;

/** Where each value that may stand only once was first. */
type Seen = Record<(typeof UNIQUE)[number] | 'person', Map<string, ImportRow>>;

/** Reads and checks the rows of people files against each other and against the store; changes nothing. */
export async function checkPeople(
  work: Work,
  rows: readonly ImportRow[],
  rules: PersonRules,
): Promise<CheckedPeople> {
  const faults: ImportFault[] = [];
  const drafts: PersonDraft[] = [];
  const seen: Seen = { id: new Map(), upn: new Map(), conferenceId: new Map(), person: new Map() };
  for (const [at, row] of rows.entries()) {
    await breathe(at);
    const read = readCells(PEOPLE_COLUMNS, row, ['upn', 'displayName', 'provider']);
    const before = await knownPerson(work, read.cells);
    const own = [...read.faults, ...repeated(row, read.cells, before, seen), ...(before ? [] : missing(row))];
    const draft = draftOf(work, rules.bridges, row, read.cells, before);
    // What cannot be read makes a person about whom the rules say little.
    if (own.length === 0) own.push(...(await faultsOfPerson(work, draft, rules)));
    if (own.length === 0) drafts.push(draft);
    else faults.push(...own);
  }
  return { drafts, faults, claimedIds: new Set(seen.conferenceId.keys()) };
}

/** The person whom a row is about: by object id, else by user name; null for somebody new. */
async function knownPerson(work: Work, { id, upn }: PersonCells): Promise<User | null> {
  const byId = id ? await work.tx.users.byObjectId(id) : undefined;
  return byId ?? (upn === undefined ? null : ((await work.tx.users.byUpn(upn)) ?? null));
}

/** Two rows may not be about the same person, nor give two people the same. */
function repeated(row: ImportRow, cells: PersonCells, before: User | null, seen: Seen): ImportFault[] {
  const faults = UNIQUE.flatMap((column) => {
    const value = cells[column]?.toLowerCase();
    const earlier = value === undefined ? undefined : first(seen[column], value, row);
    return earlier
      ? [
          rowFault(row, 'twice-in-file', column, cells[column] ?? '', {
            line: earlier.line,
            file: earlier.file,
          }),
        ]
      : [];
  });
  const earlier = before ? first(seen.person, before.key, row) : undefined;
  if (!earlier || !before || faults.length > 0) return faults;
  return [
    rowFault(row, 'same-person', null, null, {
      person: before.displayName,
      line: earlier.line,
      file: earlier.file,
    }),
  ];
}

/** The row that had a value first, unless it is this one. */
function first(rows: Map<string, ImportRow>, value: string, row: ImportRow): ImportRow | undefined {
  const earlier = rows.get(value);
  if (!earlier) rows.set(value, row);
  return earlier;
}

function missing(row: ImportRow): ImportFault[] {
  return NEEDED.filter((name) => !(name in row.cells)).map((name) => rowFault(row, 'needed-for-new', name));
}
