import type { Grammar } from '../domain/locale.ts';
import { tokensOf, type Token } from './phraseText.ts';

/** What a phrase of the grammar is for. */
export type Role =
  'verb' | 'word' | 'day' | 'guard' | 'filler' | 'pronoun' | 'link' | 'and' | 'noise' | 'polite';

/** A phrase of the grammar. */
export interface Phrase {
  role: Role;
  /** The concept, guard or link that it names; empty for the others. */
  name: string;
  plain: readonly string[];
  lower: readonly string[];
  /** Diacritics must agree. */
  exact: boolean;
  /** Of another language. */
  foreign: boolean;
}

/** The phrases of one language, found by their first word. */
export type Lexicon = ReadonlyMap<string, readonly Phrase[]>;

/** A phrase found in a text. */
export interface Match {
  phrase: Phrase;
  length: number;
  /** How many of its words lack their diacritics, or bear others; more for a phrase of another language. */
  misspelt: number;
}

/** The most spellings that one entry of a grammar file may stand for. */
const MOST_SPELLINGS = 4_000;

/** How much worse a language fits for each word of another one. */
const FOREIGN = 5;

/** Every spelling of an entry: `pin(| code)(s|)` is four. Alternatives may hold alternatives. */
export function spellingsOf(entry: string): string[] {
  if (!entry.includes('(')) return [entry];
  const { spellings, end } = readAlternatives(entry, 0);
  // A bracket that is never opened stands for itself; there is none in our files.
  const unique = [...new Set(spellings.map((spelling) => spelling + entry.slice(end)))];
  if (unique.length > MOST_SPELLINGS) throw new Error(`too many spellings: ${entry}`);
  return unique;
}

/** Reads alternatives from a place up to the bracket that closes them, or to the end. */
function readAlternatives(entry: string, from: number): { spellings: string[]; end: number } {
  const spellings: string[] = [];
  let beginnings = [''];
  let at = from;
  for (; at < entry.length && entry[at] !== ')'; at += 1) {
    if (entry[at] === '|' && from > 0) {
      spellings.push(...beginnings);
      beginnings = [''];
    } else if (entry[at] === '(') {
      const inner = readAlternatives(entry, at + 1);
      beginnings = beginnings.flatMap((beginning) => inner.spellings.map((spelling) => beginning + spelling));
      at = inner.end;
    } else {
      const next = entry.slice(at).search(/[()|]/);
      const text = next < 0 ? entry.slice(at) : entry.slice(at, at + Math.max(next, 1));
      beginnings = beginnings.map((beginning) => beginning + text);
      at += text.length - 1;
    }
  }
  return { spellings: [...spellings, ...beginnings], end: at };
}

/** The phrases of a language. `denials` are those of the other languages: whoever mixes languages is still not to be overheard. */
export function createLexicon(grammar: Grammar, denials: readonly string[]): Lexicon {
  const lexicon = new Map<string, Phrase[]>();
  const wordsOf = createWordCutter();
  for (const { role, name, entries } of sectionsOf(grammar)) {
    for (const entry of entries) addEntry(lexicon, { role, name, foreign: false }, entry, wordsOf);
  }
  for (const entry of denials)
    addEntry(lexicon, { role: 'guard', name: 'denial', foreign: true }, entry, wordsOf);
  for (const phrases of lexicon.values()) phrases.sort((a, b) => b.plain.length - a.plain.length);
  return lexicon;
}

interface Section {
  role: Role;
  name: string;
  entries: readonly string[];
}

/** The sections of a grammar; of phrases that stand in several, the first one counts. */
function sectionsOf(grammar: Grammar): Section[] {
  const named = (role: Role, concepts: Readonly<Record<string, readonly string[]>>): Section[] =>
    Object.entries(concepts).map(([name, entries]) => ({ role, name, entries }));
  return [
    ...named('verb', grammar.verbs),
    ...named('word', grammar.words),
    ...named('day', grammar.days),
    ...named('guard', grammar.guards),
    ...named('filler', grammar.fillers),
    { role: 'pronoun', name: '', entries: grammar.pronouns },
    ...named('link', grammar.links),
    { role: 'and', name: '', entries: grammar.and },
    { role: 'polite', name: '', entries: grammar.polite },
    { role: 'noise', name: '', entries: grammar.noise },
  ];
}

function addEntry(
  lexicon: Map<string, Phrase[]>,
  kind: Pick<Phrase, 'role' | 'name' | 'foreign'>,
  entry: string,
  wordsOf: WordCutter,
): void {
  const exact = entry.startsWith('=');
  for (const spelling of spellingsOf(exact ? entry.slice(1) : entry)) {
    const { plain, lower } = wordsOf(spelling);
    const [first] = plain;
    if (first === undefined) continue;
    const phrase: Phrase = { role: kind.role, name: kind.name, foreign: kind.foreign, plain, lower, exact };
    const phrases = lexicon.get(first);
    if (phrases) phrases.push(phrase);
    else lexicon.set(first, [phrase]);
  }
}

/** Cuts a phrase into its words, as texts are cut. */
type WordCutter = (phrase: string) => Pick<Phrase, 'plain' | 'lower'>;

/** Thousands of spellings are made of some hundreds of words: each is looked at once. */
function createWordCutter(): WordCutter {
  const known = new Map<string, Pick<Phrase, 'plain' | 'lower'>>();
  const cut = (part: string) => {
    const words = PLAIN_WORD.test(part) ? { plain: [part], lower: [part] } : wordsOfTokens(part);
    known.set(part, words);
    return words;
  };
  return (phrase) => {
    const plain: string[] = [];
    const lower: string[] = [];
    let differs = false;
    for (const part of phrase.split(' ')) {
      const words = known.get(part) ?? cut(part);
      for (let at = 0; at < words.plain.length; at += 1) {
        plain.push(words.plain[at]!);
        lower.push(words.lower[at]!);
        differs ||= words.plain[at] !== words.lower[at];
      }
    }
    // Most phrases have no diacritics: one list of words is enough for them, and there are tens of thousands.
    return { plain, lower: differs ? lower : plain };
  };
}

/** What needs no cutting and has nothing to take off. */
const PLAIN_WORD = /^[a-z]+$/;

function wordsOfTokens(text: string): Pick<Phrase, 'plain' | 'lower'> {
  const tokens = tokensOf(text, () => false);
  return { plain: tokens.map((token) => token.plain), lower: tokens.map((token) => token.lower) };
}

/** The words of the phrases that are wanted, each once. */
export function wordsIn(lexicon: Lexicon, isWanted: (phrase: Phrase) => boolean = () => true): Set<string> {
  const words = new Set<string>();
  for (const phrases of lexicon.values())
    for (const phrase of phrases) if (isWanted(phrase)) for (const word of phrase.plain) words.add(word);
  return words;
}

/** The longest phrase that begins at a token; of equally long ones the better spelt. */
export function matchAt(lexicon: Lexicon, tokens: readonly Token[], at: number): Match | undefined {
  let best: Match | undefined;
  for (const phrase of lexicon.get(tokens[at]?.plain ?? '') ?? []) {
    if (best && phrase.plain.length < best.length) break;
    const match = matchPhrase(phrase, tokens, at);
    if (match && (!best || match.misspelt < best.misspelt)) best = match;
  }
  return best;
}

function matchPhrase(phrase: Phrase, tokens: readonly Token[], at: number): Match | undefined {
  if (!phrase.plain.every((word, index) => tokens[at + index]?.plain === word)) return undefined;
  const misspelt = phrase.lower.filter((word, index) => tokens[at + index]?.lower !== word).length;
  if (phrase.exact && misspelt > 0) return undefined;
  return { phrase, length: phrase.plain.length, misspelt: misspelt + (phrase.foreign ? FOREIGN : 0) };
}
