import { editDistance } from './nearest.ts';
import type { Token } from './phraseText.ts';

/** The words of commands, without case and diacritics, that misspelt words are compared with. */
export type Vocabulary = ReadonlySet<string>;

/** The most unknown words for which a spelling is looked for. */
const MOST_UNKNOWN = 6;

/** Shorter words are too like each other. */
const SHORTEST_WORD = 4;

/** From this length on, two letters may be wrong. */
const LONG_WORD = 8;

/** The shortest half of two words that are written as one. */
const SHORTEST_HALF = 3;

/**
 * Tokens with the words that `isWord` does not know spelt like words of commands, and cut in two where two were written
 * as one; undefined when nothing changes. What it gives may be offered, never done: anything may be somebody's name.
 */
export function respelt(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  isWord: (plain: string) => boolean,
): Token[] | undefined {
  const unknown = tokens.filter((token) => token.kind === 'word' && !isWord(token.plain));
  if (unknown.length > MOST_UNKNOWN) return undefined;
  const spelt = new Map(
    unknown.map((token) => [token, halvesOf(token, vocabulary) ?? likeOf(token, vocabulary)]),
  );
  if (![...spelt.values()].some((better) => better !== undefined)) return undefined;
  return tokens.flatMap((token) => spelt.get(token) ?? [token]);
}

/** "resetpin" */
function halvesOf(token: Token, vocabulary: Vocabulary): Token[] | undefined {
  for (let at = SHORTEST_HALF; at <= token.plain.length - SHORTEST_HALF; at += 1) {
    const halves = [token.plain.slice(0, at), token.plain.slice(at)];
    if (halves.every((half) => vocabulary.has(half))) return halves.map((half) => spelled(token, half));
  }
  return undefined;
}

/** "resett" */
function likeOf(token: Token, vocabulary: Vocabulary): Token[] | undefined {
  const { plain } = token;
  if (plain.length < SHORTEST_WORD || isName(token)) return undefined;
  const most = plain.length < LONG_WORD ? 1 : 2;
  const candidates = [...vocabulary]
    .filter((word) => word.length >= SHORTEST_WORD && Math.abs(word.length - plain.length) <= most)
    .map((word) => ({ word, distance: editDistance(plain, word) }))
    .filter(({ distance }) => distance <= most)
    .sort((one, other) => one.distance - other.distance);
  const [closest] = candidates;
  return closest && [spelled(token, closest.word)];
}

/** Whether a word has a capital where sentences have none. */
function isName(token: Token): boolean {
  return token.start > 0 && /^\p{Lu}\p{Ll}/u.test(token.value);
}

function spelled(token: Token, word: string): Token {
  return { ...token, plain: word, lower: word };
}
