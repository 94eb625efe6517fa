import type { DialInDetails } from './dialInBlock.ts';
import { isSameNumber } from './dialInNumber.ts';
import type { Span } from './dialInTokens.ts';
import { wordsOf } from './dialInWords.ts';

/** A line that somebody has written by hand, with numbers and an ID in it: `Join by phone: +1 425 555 0100, ID 8271964`. */
export interface Sentence {
  numbers: readonly (Span & { written: string })[];
  ids: readonly (Span & { id: string })[];
  /** Whether it says nothing else, so that it can go as a whole. */
  isAlone: boolean;
}

/** A whole number, or other digits, as they are grouped. */
const DIGITS = /(?:\+|\b00)\(?\d(?:[\s().\-‐‑–/]{0,3}\d)*|\d(?:[\s\-‐‑–]?\d)*/g;

/** Words that a line of this kind is made of, where it says nothing else. */
const SMALL_WORDS = new Set(
  (
    'join dial call by in via phone telephone audio conference conferenceid meeting id code number pin and or then enter press with the to ' +
    'pound hash toll free teams skype access ' +
    'rejoindre participer appeler appelez composer composez par au le la de et ou puis téléphone numéro conférence identifiant réunion ' +
    'saisir saisissez dièse ' +
    'delta ring ringa anslut per telefon nummer konferens konferensid möte mötet och eller ange sedan med kod fyrkant på'
  ).split(' '),
);

/** Reads a line as a sentence of the organizer's: with a whole number in it, and one of their IDs by itself. */
export function sentenceOf(text: string, ids: ReadonlySet<string>): Sentence | undefined {
  const found = [...text.matchAll(DIGITS)].map(({ 0: written, index }) => ({
    written,
    start: index,
    end: index + written.length,
    digits: written.replace(/\D/g, ''),
  }));
  const own = found.filter(({ written, digits }) => /^\d/.test(written) && ids.has(digits));
  const numbers = found.filter(({ written, digits }) => /^(?:\+|00)/.test(written) && digits.length >= 8);
  if (own.length === 0 || numbers.length === 0) return undefined;
  const isAlone =
    found.length === own.length + numbers.length &&
    wordsOf(text).every(({ text: word, isNumber }) => isNumber || SMALL_WORDS.has(word));
  return { numbers, ids: own.map(({ digits: id, start, end }) => ({ id, start, end })), isAlone };
}

/**
 * The number of today in place of each that a sentence has; one that is right stays. Undefined where there are fewer than it has, which is
 * left to whoever wrote it.
 */
export function numbersFor({ numbers }: Sentence, { numbers: wanted }: DialInDetails): string[] | undefined {
  if (wanted.length < numbers.length) return undefined;
  return numbers.map(
    ({ written }, at) => wanted.find((one) => isSameNumber(written, one)) ?? wanted[at] ?? '',
  );
}
