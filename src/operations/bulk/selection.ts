import * as z from 'zod';
import type { BatchItem } from '../../domain/batch.ts';
import { message, type Message } from '../../domain/message.ts';
import { Refusal, type RefusalCode } from '../../domain/refusal.ts';
import { namesOf, type User } from '../../domain/user.ts';
import type { UserFilter } from '../../ports/tables.ts';
import { flag, value, wholeNumber, type InputOf } from '../field.ts';
import type { Work } from '../operation.ts';
import { FILTER_FIELDS, filterOf } from '../peopleFilter.ts';
import { findPeople } from '../people.ts';

/** The most people that can be named one by one. */
export const MOST_NAMES = 10_000;

/** The most names for which misspelt ones are looked for. */
const MOST_GUESSED = 50;

/** A row of a file that names nobody, by file and line, and why. */
const BadRow = z.object({
  row: z.string(),
  code: z.enum(['row-cells', 'row-nameless']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** A row of a file that names nobody. */
export type BadRow = z.infer<typeof BadRow>;

/** For whom something is to be done: by name, or everybody who fits all that is said. */
export const SELECTION_FIELDS = {
  names: value(z.array(z.string().trim().min(1).max(256)).max(MOST_NAMES).optional(), 'value-malformed'),
  /** Rows of a file that name nobody: left out, and said. */
  badRows: value(z.array(BadRow).max(MOST_NAMES).optional(), 'value-malformed'),
  everybody: flag(),
  /** Who is left out, by name. */
  except: value(z.array(z.string().trim().min(1).max(256)).max(MOST_GUESSED).optional(), 'value-malformed'),
  ...FILTER_FIELDS,
  /** Only the first so many of the list, as `-ResultSize` in front of a pipe. */
  resultSize: wholeNumber(1, 1_000_000, 'value-malformed', 'ResultSize'),
};

/** For whom something is to be done. */
export type Selection = InputOf<typeof SELECTION_FIELDS>;

/** The people of a selection by name, names that mean nobody for sure, and the selection in words. */
export interface Selected {
  users: User[];
  unclear: BatchItem[];
  whom: Message[];
  /** The department and the country that are meant. */
  place: Pick<UserFilter, 'department' | 'country'>;
}

/** Everybody whom a selection means. Throws Refusal when it names nothing, or a country or department that is none. */
export async function select(work: Work, selection: Selection): Promise<Selected> {
  const { names = [], badRows = [], except = [] } = selection;
  const isListed = names.length + badRows.length > 0;
  const selected = await (isListed ? byName(work, names, badRows) : byFilter(work, selection));
  if (except.length === 0) return selected;
  const leftOut = await leftOutBy(work, except);
  return {
    ...selected,
    users: selected.users.filter((user) => !leftOut.some((one) => one.key === user.key)),
    whom: [...selected.whom, message('whom.except', { names: namesOf(leftOut) })],
  };
}

/** Everybody who fits all that is said. */
async function byFilter(work: Work, selection: Selection): Promise<Selected> {
  const { filter, whom } = await filterOf(work, selection);
  const { resultSize = Infinity } = selection;
  if (whom.length === 0 && !selection.everybody) throw new Refusal('selection-missing');
  const { rows } = await work.tx.users.list(filter, 0, resultSize);
  const all = whom.length > 0 ? whom : [message('whom.everybody')];
  return {
    users: rows,
    unclear: [],
    place: { department: filter.department, country: filter.country },
    whom: resultSize === Infinity ? all : [...all, message('whom.first', { count: resultSize })],
  };
}

/** Who is left out. Throws Refusal unless each name means one person for sure: else the one might be changed who must not be. */
async function leftOutBy({ tx, actor }: Work, names: readonly string[]): Promise<User[]> {
  const found = await findPeople(tx, actor.user, names);
  if ('users' in found) return found.users;
  const { name, candidates } = found.unclear;
  throw new Refusal('user-ambiguous', { names: `${name} (${namesOf(candidates)})`, count: 1 });
}

/** People named one by one: who is not found, or may be several, is left out with that reason. */
async function byName(work: Work, names: readonly string[], badRows: readonly BadRow[]): Promise<Selected> {
  const users = new Map<string, User>();
  const unclear = badRows.map(({ row, code, params }) => badItem(row, code, params));
  for (const name of new Set(names)) {
    const found =
      names.length > MOST_GUESSED
        ? await exactly(work, name)
        : await findPeople(work.tx, work.actor.user, [name]).catch(notFound);
    const [user] = 'users' in found ? found.users : [];
    if (user) users.set(user.key, user);
    else unclear.push(unclearItem(name, 'unclear' in found && !found.unclear.misspelt));
  }
  const count = users.size + unclear.length - badRows.length;
  const whom = [message('whom.names', { count })];
  return { users: [...users.values()], unclear, whom, place: {} };
}

/** Whom a name means, without looking for misspelt ones: in a long list that would take the time of everybody else. */
async function exactly({ tx }: Work, name: string) {
  const candidates = await tx.users.named(name, 2);
  return candidates.length > 1 ? { unclear: { name, misspelt: false, candidates } } : { users: candidates };
}

function notFound(error: unknown): { users: User[] } {
  if (error instanceof Refusal && error.code === 'user-not-found') return { users: [] };
  throw error;
}

function unclearItem(name: string, several: boolean): BatchItem {
  return badItem(name, several ? 'user-ambiguous' : 'user-not-found', { names: name, count: 1 });
}

function badItem(name: string, code: RefusalCode, params: BatchItem['params']): BatchItem {
  return { userKey: '', name, state: 'skipped', code, params, secret: null };
}
