import {
  errorsBetween,
  folded,
  foldedWords,
  nameWordsOf,
  SHORTEST_PART,
  wholeNamesOf,
} from '../../domain/personSearch.ts';
import { aliasOf, type User } from '../../domain/user.ts';
import { GroupIndex, type Index } from './indexes.ts';
import { byCodeUnits, lowerBound, SortedList } from './sortedList.ts';

/** Finds people by what others call them. */
export class NameIndex implements Index<User> {
  readonly #vocabulary = new SortedList<string>(byCodeUnits);
  readonly #words = new GroupIndex<User>((user) => nameWordsOf(wholeNamesOf(user)), {
    appeared: (word) => this.#vocabulary.add(word),
    vanished: (word) => this.#vocabulary.remove(word),
  });
  readonly #wholes = new GroupIndex<User>(wholeNamesOf);

  /** `userOf` gives the record under a key. */
  constructor(private readonly userOf: (key: string) => User | undefined) {}

  replace(key: string, previous: User | undefined, next: User | undefined): void {
    const renamed = previous?.displayName !== next?.displayName || previous?.upn !== next?.upn;
    if (!renamed) return;
    const before = previous ? wholeNamesOf(previous) : [];
    const after = next ? wholeNamesOf(next) : [];
    this.#wholes.change(key, before, after);
    this.#words.change(key, nameWordsOf(before), nameWordsOf(after));
  }

  /** Keys of the people whose alias or whole name this is; else who have words that begin so; else whose name it is part of. */
  find(text: string, limit: number): string[] {
    const words = foldedWords(text);
    if (words.length === 0) return [];
    const whole = this.#wholes.find(words.join(' '));
    if (whole.length > 0) return whole.slice(0, limit);
    const begun = this.#beginningWith(words, limit);
    return begun.length > 0 ? begun : this.#containing(words.join(' '), limit);
  }

  /** Keys of the people whom a text may mean with a few typing errors in each word, and how many errors that takes. */
  findNearly(text: string): Map<string, number> {
    // The longest word is the one that the fewest have.
    const words = [...new Set(foldedWords(aliasOf(text)))].sort((one, other) => other.length - one.length);
    const [longest, ...others] = words;
    if (longest === undefined) return new Map<string, number>();
    return others.reduce((found, word) => this.#alsoNearly(word, found), this.#nearly(longest));
  }

  #beginningWith(words: readonly string[], limit: number): string[] {
    // Those who have the rarest word are few; the rest is looked up in their names.
    const [rarest, ...others] = words
      .map((word) => ({ word, range: this.#range(word) }))
      .sort((one, other) => one.range.length - other.range.length);
    const found = new Set<string>();
    for (const key of this.#keysOf(rarest?.range ?? [])) {
      if (found.size === limit) break;
      const own = others.length > 0 ? this.#wordsOf(key) : [];
      if (others.every(({ word }) => own.some((ownWord) => ownWord.startsWith(word)))) found.add(key);
    }
    return [...found];
  }

  #containing(text: string, limit: number): string[] {
    if (text.length < SHORTEST_PART) return [];
    const found = new Set<string>();
    for (const name of this.#wholes.values()) {
      if (!name.includes(text)) continue;
      for (const key of this.#wholes.find(name)) found.add(key);
      if (found.size >= limit) break;
    }
    return [...found].slice(0, limit);
  }

  /** The people with a word that this one may mean, and the errors. */
  #nearly(word: string): Map<string, number> {
    const found = new Map<string, number>();
    for (const target of this.#vocabulary.items) {
      const errors = errorsBetween(word, target);
      if (errors === undefined) continue;
      for (const key of this.#words.find(target)) found.set(key, Math.min(errors, found.get(key) ?? errors));
    }
    return found;
  }

  /** Those of the people found so far who have a word that this one may mean as well, with the errors of both. */
  #alsoNearly(word: string, soFar: ReadonlyMap<string, number>): Map<string, number> {
    const found = new Map<string, number>();
    for (const [key, before] of soFar) {
      const all = this.#wordsOf(key).map((own) => errorsBetween(word, own) ?? Infinity);
      const errors = Math.min(...all);
      if (errors !== Infinity) found.set(key, before + errors);
    }
    return found;
  }

  #wordsOf(key: string): string[] {
    const user = this.userOf(key);
    return user ? nameWordsOf(wholeNamesOf(user)) : [];
  }

  /** The words of the vocabulary that begin with a text. */
  #range(prefix: string): readonly string[] {
    const words = this.#vocabulary.items;
    const first = lowerBound(words, (word) => word < prefix);
    const end = lowerBound(words, (word) => word < prefix || word.startsWith(prefix));
    return words.slice(first, end);
  }

  *#keysOf(words: Iterable<string>): Iterable<string> {
    for (const word of words) yield* this.#words.find(word);
  }
}

/** The order of people in a list: by display name as it is read, without case and diacritics. */
export function listOrder(user: User): string {
  return folded(user.displayName);
}
