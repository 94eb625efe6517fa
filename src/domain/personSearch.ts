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

/** Printable ASCII. */
const PLAIN = /^[\x20-\x7e]*$/;

/** The words of a text without case, diacritics and punctuation: `Ada O’Neil-Łukasz` gives `ada`, `oneil`, `lukasz`. */
export function foldedWords(text: string): string[] {
  const whole = folded(text);
  return whole === '' ? [] : whole.split(' ');
}

/** A text as its folded words with one space between them; equal for names that differ in nothing that counts. */
export function folded(text: string): string {
  const joined = text.replace(APOSTROPHES, '');
  // Most names need no more than this, and there are many.
  if (PLAIN.test(joined))
    return joined
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return unaccented(joined)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The folded forms that name a person as a whole: display name and alias. */
export function wholeNamesOf(user: User): string[] {
  const name = folded(user.displayName);
  const alias = folded(aliasOf(user.upn));
  return name === alias ? [name] : [name, alias].filter((whole) => whole !== '');
}

/** The folded words by which a person can be found: those of the whole names, each once. */
export function nameWordsOf(wholeNames: readonly string[]): string[] {
  const words = wholeNames.flatMap((name) => name.split(' '));
  return words.filter((word, at) => words.indexOf(word) === at);
}

/** Texts shorter than this are not looked for inside names: they stand in nearly every one. */
export const SHORTEST_PART = 2;

/** Orders people by display name as it is read, without case and diacritics. */
export function byName(one: User, other: User): number {
  return compared(folded(one.displayName), folded(other.displayName)) || compared(one.key, other.key);
}

/** By code units, as databases compare bytes: the language of a reader changes nothing. */
function compared(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** The typing errors between a word and one of a name, none when the name's word begins with it; undefined when they are too many. */
export function errorsBetween(word: string, target: string): number | undefined {
  const most = toleratedErrors(word.length);
  return target.startsWith(word) ? 0 : most === 0 ? undefined : typingErrors(word, target, most);
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
  const width = other.length + 1;
  // Three rows of the table of distances between the beginnings of the two words.
  let beforeLast = new Uint8Array(width);
  let last = Uint8Array.from({ length: width }, (_, at) => at);
  let current = new Uint8Array(width);
  for (let row = 1; row <= one.length; row += 1) {
    if (fillRow(current, last, beforeLast, row, one, other) > most) return undefined;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  const errors = last[other.length]!;
  return errors <= most ? errors : undefined;
}

/** Fills one row from the two before it and returns its least distance. */
function fillRow(
  current: Uint8Array,
  last: Uint8Array,
  beforeLast: Uint8Array,
  row: number,
  one: string,
  other: string,
): number {
  const letter = one.charCodeAt(row - 1);
  const letterBefore = one.charCodeAt(row - 2);
  let least = row;
  current[0] = row;
  for (let column = 1; column <= other.length; column += 1) {
    const found = other.charCodeAt(column - 1);
    let errors = last[column - 1]! + (letter === found ? 0 : 1);
    errors = Math.min(errors, last[column]! + 1, current[column - 1]! + 1);
    const swapped =
      row > 1 && column > 1 && letter === other.charCodeAt(column - 2) && letterBefore === found;
    if (swapped) errors = Math.min(errors, beforeLast[column - 2]! + 1);
    current[column] = errors;
    if (errors < least) least = errors;
  }
  return least;
}

/** A text in lower case without diacritics. */
function unaccented(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(APOSTROPHES, '')
    .replace(/[łøæœßđðþı]/g, (letter) => BASE_LETTERS[letter] ?? letter);
}
