import { Refusal } from '../domain/refusal.ts';

/** Hyphens and dashes, and the minus sign: word processors and translators put one for another. For use inside `[…]`. */
export const DASHES = '\\-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D';

/** Characters without width that come along when text is copied. */
export const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/;

const SINGLE = /['\u2018\u2019\u201A\u201B]/;
const DOUBLE = /["\u201C\u201D\u201E\u201F\uFF02]/;
const GUILLEMET = /[\u00AB\u00BB\u2039\u203A]/;

/** What PowerShell makes of a letter after a backtick; every other character stands for itself. */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

/** A quoted text and the place behind its closing quote. */
export interface Quoted {
  value: string;
  end: number;
}

/** Whether a character can open a quoted text. */
export function opensQuote(character: string): boolean {
  return SINGLE.test(character) || endsBareWord(character);
}

/** Quotes that cannot stand inside a bare word; an apostrophe can (`o'brien`). */
export function endsBareWord(character: string): boolean {
  return DOUBLE.test(character) || GUILLEMET.test(character);
}

/** Reads the quoted text that opens at `start`, by PowerShell's rules; French quotes lose the spaces inside them. */
export function readQuoted(line: string, start: number): Quoted {
  const opening = line.charAt(start);
  if (GUILLEMET.test(opening)) return readGuillemets(line, start);
  return SINGLE.test(opening) ? readSingle(line, start) : readDouble(line, start);
}

/** The character that a backtick and the one behind it stand for. */
export function escaped(character: string): string {
  return ESCAPES[character] ?? character;
}

/** Whether a `$` at this place begins a variable or a subexpression. */
export function beginsExpression(line: string, at: number): boolean {
  return line.charAt(at) === '$' && /[\p{L}\p{N}_({?^$:]/u.test(line.charAt(at + 1));
}

/** `'…'`: nothing is special inside but the quote itself, doubled. */
function readSingle(line: string, start: number): Quoted {
  let value = '';
  for (let at = start + 1; at < line.length; at += 1) {
    const isQuote = SINGLE.test(line.charAt(at));
    if (isQuote && !SINGLE.test(line.charAt(at + 1))) return { value, end: at + 1 };
    if (isQuote) at += 1;
    value += line.charAt(at);
  }
  throw unclosed(line, start);
}

/** `"…"`: backtick escapes, doubled quotes; variables and subexpressions would be filled in, so they are refused. */
function readDouble(line: string, start: number): Quoted {
  let value = '';
  for (let at = start + 1; at < line.length; at += 1) {
    const character = line.charAt(at);
    const isQuote = DOUBLE.test(character);
    if (isQuote && !DOUBLE.test(line.charAt(at + 1))) return { value, end: at + 1 };
    if (beginsExpression(line, at)) throw new Refusal('cmdlet-malformed', { value: line.slice(at, at + 40) });
    const skips = isQuote || (character === '`' && at + 1 < line.length);
    if (skips) at += 1;
    value += character === '`' ? escaped(line.charAt(at)) : line.charAt(at);
  }
  throw unclosed(line, start);
}

/** `« … »`, and the German and Swedish ways round: any of them closes. */
function readGuillemets(line: string, start: number): Quoted {
  const length = line.slice(start + 1).search(GUILLEMET);
  if (length < 0) throw unclosed(line, start);
  const end = start + 1 + length;
  return { value: line.slice(start + 1, end).trim(), end: end + 1 };
}

/** A quote that is never closed. */
function unclosed(line: string, start: number): Refusal {
  return new Refusal('cmdlet-malformed', { value: line.slice(start, start + 40) });
}
