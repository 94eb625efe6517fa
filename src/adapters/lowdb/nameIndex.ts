import {
  folded,
  foldedWords,
  nameWordsOf,
  toleratedErrors,
  typingErrors,
  wholeNamesOf,
} from '../../domain/personSearch.ts';
import { aliasOf, type User } from '../../domain/user.ts';
import { GroupIndex, type Index } from './indexes.ts';
import { byCodeUnits, lowerBound, SortedList } from './sortedList.ts';

/** Texts shorter than this are not looked for inside names: they stand in nearly every one. */
const SHORTEST_PART = 2;

/** Finds people by what others call them. */
export class NameIndex implements Index<User> {
  readonly #vocabulary = new SortedList<string>(byCodeUnits);
  readonly #words = new GroupIndex<User>(nameWordsOf, {
    appeared: (word) => this.#vocabulary.add(word),
    vanished: (word) => this.#vocabulary.remove(word),
  });
  readonly #wholes = new GroupIndex<User>(wholeNamesOf);

  replace(key: string, previous: User | undefined, next: User | undefined): void {
    const renamed = previous?.displayName !== next?.displayName || previous?.upn !== next?.upn;
    if (!renamed) return;
    this.#words.replace(key, previous, next);
    this.#wholes.replace(key, previous, next);
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

  /** Keys of the people each word of the text may mean with a few typing errors, and how many errors that takes. */
  findNearly(text: string): Map<string, number> {
    const words = [...new Set(foldedWords(aliasOf(text)))].sort((one, other) => other.length - one.length);
    let found: Map<string, number> | undefined;
    for (const word of words) found = this.#nearly(word, found);
    return found ?? new Map<string, number>();
  }

  #beginningWith(words: readonly string[], limit: number): string[] {
    const ranges = words.map((word) => this.#range(word)).sort((one, other) => one.length - other.length);
    const [narrowest = [], ...others] = ranges;
    const required = others.map((range) => new Set(this.#keysOf(range)));
    const found = new Set<string>();
    for (const key of this.#keysOf(narrowest)) {
      if (found.size === limit) break;
      if (required.every((keys) => keys.has(key))) found.add(key);
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

  /** Adds the errors of one more word to those of the people found so far; without such, looks among all. */
  #nearly(word: string, soFar: ReadonlyMap<string, number> | undefined): Map<string, number> {
    const found = new Map<string, number>();
    for (const [target, errors] of this.#similarWords(word)) {
      for (const key of this.#words.find(target)) {
        const before = soFar ? soFar.get(key) : 0;
        if (before === undefined) continue;
        found.set(key, Math.min(before + errors, found.get(key) ?? Infinity));
      }
    }
    return found;
  }

  *#similarWords(word: string): Iterable<[string, number]> {
    for (const target of this.#range(word)) yield [target, 0];
    const most = toleratedErrors(word.length);
    if (most === 0) return;
    for (const target of this.#vocabulary.items) {
      if (Math.abs(target.length - word.length) > most || target.startsWith(word)) continue;
      const errors = typingErrors(word, target, most);
      if (errors !== undefined) yield [target, errors];
    }
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
