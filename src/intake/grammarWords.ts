import type { Grammar } from '../domain/locale.ts';
import { beginningsOf, spellingsOf, wordsOfSpellings } from './grammarSpellings.ts';
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

/** A phrase found in a text. */
export interface Match {
  phrase: Phrase;
  length: number;
  /** How many of its words lack their diacritics, or bear others; more for a phrase of another language. */
  misspelt: number;
}

/** How much worse a language fits for each word of another one. */
const FOREIGN = 5;

/** The phrases of one language. Tens of thousands: those that begin with a word are written out when a text has that word. */
export class Lexicon {
  readonly #entries = new Map<string, Entry[]>();
  readonly #phrases = new Map<string, readonly Phrase[]>();
  readonly #all: Entry[] = [];
  #words: ReadonlySet<string> | undefined;
  #commandWords: ReadonlySet<string> | undefined;
  readonly #cut = createCutter();

  /** `denials` are those of the other languages: whoever mixes languages is still not to be overheard. */
  constructor(grammar: Grammar, denials: readonly string[]) {
    for (const { role, name, entries } of sectionsOf(grammar))
      for (const entry of entries) this.#add({ role, name, foreign: false }, entry);
    for (const entry of denials) this.#add({ role: 'guard', name: 'denial', foreign: true }, entry);
  }

  /** The words of all its phrases. */
  get words(): ReadonlySet<string> {
    this.#words ??= this.#wordsIn(this.#all);
    return this.#words;
  }

  /** The words that say what is asked for. */
  get commandWords(): ReadonlySet<string> {
    const isCommand = ({ role, foreign }: Kind) => (role === 'verb' || role === 'word') && !foreign;
    this.#commandWords ??= this.#wordsIn(this.#all.filter(isCommand));
    return this.#commandWords;
  }

  /** Whether a phrase begins with this word. */
  has(word: string): boolean {
    return this.#entries.has(word);
  }

  /** The phrases that begin with a word, the longest first. */
  beginningWith(word: string): readonly Phrase[] {
    const known = this.#phrases.get(word);
    if (known) return known;
    const entries = this.#entries.get(word) ?? [];
    const phrases = entries
      .flatMap((entry) => this.#phrasesOf(entry))
      .filter(({ plain }) => plain[0] === word);
    phrases.sort((a, b) => b.plain.length - a.plain.length);
    // Only words of the grammar are noted: texts bring any number of others.
    if (phrases.length > 0) this.#phrases.set(word, phrases);
    return phrases;
  }

  #add(kind: Kind, text: string): void {
    const exact = text.startsWith('=');
    const entry: Entry = { ...kind, exact, text: exact ? text.slice(1) : text };
    this.#all.push(entry);
    for (const word of this.#beginningsOf(entry)) {
      const others = this.#entries.get(word);
      if (!others) this.#entries.set(word, [entry]);
      else if (others.at(-1) !== entry) others.push(entry);
    }
  }

  /** The words that its phrases begin with; of a spelling that begins with a space only the spelling itself tells. */
  #beginningsOf(entry: Entry): string[] {
    const words = beginningsOf(entry.text).map((piece) => this.#cut(piece).plain[0]);
    if (words.every((word) => word !== undefined)) return words;
    return this.#phrasesOf(entry).map(({ plain }) => plain[0]!);
  }

  #wordsIn(entries: readonly Entry[]): ReadonlySet<string> {
    const words = new Set<string>();
    for (const { text } of entries)
      for (const piece of wordsOfSpellings(text)) for (const word of this.#cut(piece).plain) words.add(word);
    return words;
  }

  #phrasesOf({ text, ...kind }: Entry): Phrase[] {
    return spellingsOf(text)
      .map((spelling) => ({ ...kind, ...this.#wordsOf(spelling) }))
      .filter(({ plain }) => plain.length > 0);
  }

  #wordsOf(spelling: string): Words {
    const pieces = spelling.split(' ').map(this.#cut);
    const plain = pieces.flatMap((words) => words.plain);
    if (pieces.every((words) => words.plain === words.lower)) return sameWords(plain);
    return { plain, lower: pieces.flatMap((words) => words.lower) };
  }
}

/** An entry of a grammar file, with what all its phrases have in common. */
type Entry = Omit<Phrase, 'plain' | 'lower'> & { text: string };

type Kind = Pick<Phrase, 'role' | 'name' | 'foreign'>;

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

type Words = Pick<Phrase, 'plain' | 'lower'>;

/** Cuts what stands between two spaces into words, as texts are cut; thousands of spellings have some hundreds of these, each is cut once. */
function createCutter(): (piece: string) => Words {
  const known = new Map<string, Words>();
  return (piece) => {
    let words = known.get(piece);
    if (!words) known.set(piece, (words = wordsOf(piece)));
    return words;
  };
}

/** Most phrases have no diacritics: one list of words is enough for them. */
function sameWords(words: readonly string[]): Words {
  return { plain: words, lower: words };
}

/** What needs no cutting and has nothing to take off. */
const PLAIN_WORD = /^[a-z]+$/;

function wordsOf(piece: string): Words {
  if (PLAIN_WORD.test(piece)) return sameWords([piece]);
  const tokens = tokensOf(piece, () => false);
  return { plain: tokens.map((token) => token.plain), lower: tokens.map((token) => token.lower) };
}

/** The longest phrase that begins at a token; of equally long ones the better spelt. */
export function matchAt(lexicon: Lexicon, tokens: readonly Token[], at: number): Match | undefined {
  let best: Match | undefined;
  for (const phrase of lexicon.beginningWith(tokens[at]?.plain ?? '')) {
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
