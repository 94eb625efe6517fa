import { errorsBetween, foldedWords, toleratedErrors } from '../../domain/personSearch.ts';
import { aliasOf } from '../../domain/user.ts';
import type { Session } from './session.ts';

/** How many words a misspelt one is compared with, the most similar first. */
const CANDIDATES = 500;

/** How many people are looked at who have one word right. */
const PEOPLE = 2_000;

/** After every text that begins with what stands before it. */
const END = '\u{10FFFF}';

/** Keys of the people whom a text may mean with a few typing errors in each word, and how many errors that takes. */
export async function nearlyNamed(session: Session, text: string): Promise<Map<string, number>> {
  // The longest word is the one that the fewest have.
  const words = [...new Set(foldedWords(aliasOf(text)))].sort((one, other) => other.length - one.length);
  const [longest, ...others] = words;
  if (longest === undefined) return new Map<string, number>();
  const candidates = await candidatesFor(session, longest);
  const rows = await session.query<{ key: string; word: string; names: string }>(
    `SELECT user_key AS key, word, names FROM user_words JOIN users ON users.key = user_key
    WHERE word = ANY ($1::text[]) LIMIT $2`,
    [[...candidates.keys()], PEOPLE],
  );
  const found = new Map<string, number>();
  for (const { key, word, names } of rows) {
    const own = foldedWords(names);
    const errors = others
      .map((other) => Math.min(...own.map((target) => errorsBetween(other, target) ?? Infinity)))
      .reduce((sum, count) => sum + count, candidates.get(word) ?? Infinity);
    if (errors !== Infinity) found.set(key, Math.min(errors, found.get(key) ?? errors));
  }
  return found;
}

/** The words that this one may mean, and the errors of each. */
async function candidatesFor(session: Session, word: string): Promise<Map<string, number>> {
  await session.query("SELECT set_config('pg_trgm.similarity_threshold', $1, true)", [leastSimilarity(word)]);
  const rows = await session.query<{ word: string }>(
    `(SELECT word FROM words WHERE word % $1 ORDER BY similarity(word, $1) DESC LIMIT ${CANDIDATES})
    UNION (SELECT word FROM words WHERE word >= $1 AND word < $2 LIMIT ${CANDIDATES})`,
    [word, `${word}${END}`],
  );
  const near = rows.map((row) => [row.word, errorsBetween(word, row.word)] as const);
  return new Map(near.filter((one): one is readonly [string, number] => one[1] !== undefined));
}

/**
 * The least similarity, as PostgreSQL counts it, of a word that differs by the errors that are tolerated: a word has one group of
 * three letters more than letters, and an error spoils four of them at most. Never below a tenth, where everything is similar.
 */
function leastSimilarity(word: string): string {
  const groups = word.length + 1;
  const spoilt = 4 * toleratedErrors(word.length);
  return String(Math.max(0.1, (groups - spoilt) / (groups + spoilt)));
}
