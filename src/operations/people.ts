import type { User } from '../domain/user.ts';
import { folded, nameWordsOf, wholeNamesOf } from '../domain/personSearch.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Transaction } from '../ports/store.ts';

/** The most people that are offered to pick from. */
const MOST_CHOICES = 6;

/** A name that does not say for sure who is meant, and who may be. */
export interface UnclearName {
  name: string;
  /** True when the candidates are only near the name: "did you mean?". */
  misspelt: boolean;
  candidates: User[];
}

/** The people that names stand for, or the first name that has to be asked about. */
export type FoundPeople = { users: User[] } | { unclear: UnclearName };

/** Looks people up by what somebody typed. Throws Refusal naming every name that nobody bears. */
export async function findPeople(
  tx: Transaction,
  asker: User,
  names: readonly string[],
): Promise<FoundPeople> {
  const found = await Promise.all(names.map((name) => findPerson(tx, asker, name)));
  const missing = found.filter((one) => one.candidates.length === 0).map((one) => one.name);
  if (missing.length > 0)
    throw new Refusal('user-not-found', { names: missing.join(', '), count: missing.length });
  const unclear = found.find((one) => one.misspelt || one.candidates.length > 1);
  if (unclear) return { unclear };
  const users = found.flatMap((one) => one.candidates);
  return { users: [...new Map(users.map((user) => [user.key, user])).values()] };
}

/** Whether a text is a name, or a part of the name, by which a person can call themselves; looks at nobody else. */
export function meansSelf(asker: User, name: string): boolean {
  if (isMe(name)) return true;
  const own = [asker.key, asker.id, asker.upn, asker.email, ...wholeNamesOf(asker)];
  const parts = nameWordsOf(wholeNamesOf(asker));
  return [...own, ...parts].some((one) => one !== null && folded(one) === folded(name));
}

/** `me` in the languages that are spoken here. */
function isMe(name: string): boolean {
  return /^(me|myself|moi|moi-même|mig|mig själv)$/i.test(name.trim());
}

/** The candidates for one name: exact ones, else the name without a genitive s, else near ones. */
async function findPerson(tx: Transaction, asker: User, name: string): Promise<UnclearName> {
  if (isMe(name)) return { name, misspelt: false, candidates: [asker] };
  const byKey = await tx.users.get(name);
  if (byKey) return { name, misspelt: false, candidates: [byKey] };
  for (const spelling of [name, withoutGenitive(name)]) {
    const candidates = spelling === undefined ? [] : await tx.users.named(spelling, MOST_CHOICES);
    if (candidates.length > 0) return { name, misspelt: false, candidates };
  }
  return { name, misspelt: true, candidates: await tx.users.nearlyNamed(name, MOST_CHOICES) };
}

/** "Amos's", "Adeles": the name without its genitive s; undefined when there is none. */
function withoutGenitive(name: string): string | undefined {
  return /.['’]?s['’]?$/i.test(name) ? name.replace(/['’]?s['’]?$/i, '') : undefined;
}
