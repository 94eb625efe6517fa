import { aliasOf, type User } from './user.ts';

/** Letters that Unicode does not take apart into a base letter and a mark. */
const BASE_LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Every form of apostrophe that people and their keyboards produce: it joins what stands around it. */
const APOSTROPHES = /['’‘`´ʼ]/g;

/** The words of a text without case, diacritics and punctuation: `Ada O’Neil-Łukasz` gives `ada`, `oneil`, `lukasz`. */
export function foldedWords(text: string): string[] {
  return unaccented(text.replace(APOSTROPHES, '').toLowerCase())
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** A text as its folded words with one space between them; equal for names that differ in nothing that counts. */
export function folded(text: string): string {
  return foldedWords(text).join(' ');
}

/** The folded forms that name a person as a whole: display name and alias. */
export function wholeNamesOf(user: User): string[] {
  return [...new Set([folded(user.displayName), folded(aliasOf(user.upn))])].filter((name) => name !== '');
}

/** The folded words by which a person can be found: those of display name and alias, each once. */
export function nameWordsOf(user: User): string[] {
  return [...new Set([...foldedWords(user.displayName), ...foldedWords(aliasOf(user.upn))])];
}

/** How many typing errors a word of this length may have and still be taken for another. */
export function toleratedErrors(length: number): number {
  if (length < 4) return 0;
  return length < 6 ? 1 : 2;
}

/**
 * How many typing errors (a letter too many, missing, wrong, or two neighbours swapped) lie between two words; undefined
 * when more than `most`.
 */
export function typingErrors(one: string, other: string, most: number): number | undefined {
  if (Math.abs(one.length - other.length) > most) return undefined;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = nextRow(one, other, row, last, beforeLast);
    if (Math.min(...current) > most) return undefined;
    beforeLast = last;
    last = current;
  }
  const errors = last[other.length] ?? 0;
  return errors <= most ? errors : undefined;
}

/** One row of the table of distances between the beginnings of two words. */
function nextRow(one: string, other: string, row: number, last: number[], beforeLast: number[]): number[] {
  const current = [row];
  for (let column = 1; column <= other.length; column += 1) {
    const same = one[row - 1] === other[column - 1];
    let errors = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
    const swapped =
      row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
    if (swapped) errors = Math.min(errors, beforeLast[column - 2]! + 1);
    current.push(errors);
  }
  return current;
}

/** A lower-case text without diacritics. */
function unaccented(text: string): string {
  // Most names need nothing done.
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[łøæœßđðþı]/g, (letter) => BASE_LETTERS[letter] ?? letter);
}
