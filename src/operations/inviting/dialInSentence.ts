import { parsePhoneNumber } from '../../domain/phoneNumber.ts';
import { isSameNumber } from './dialInNumber.ts';
import type { Line } from './dialInLines.ts';
import type { Span, Token } from './dialInTokens.ts';
import { wordsOf } from './dialInWords.ts';

/**
 * A line that somebody has written by hand and that says nothing but how to dial in: one number with its country code, one ID, and
 * small words, as in `Join by phone: +1 425 555 0100, ID 8271964`.
 */
export interface Sentence {
  number: Span & { written: string };
  id: Span & { id: string };
}

/** A number with its country code, from its first sign to its last digit; brackets stand around its area alone. */
const NUMBER =
  /(?:\+|\b00[ \-]?)[1-9]\d{0,2}[\s.\-‐‑–]?(?:\(\d{1,5}\)[\s.\-‐‑–]?)?(?:\d[\s.\-‐‑–/]?){4,14}\d/g;

/** Words of which such a line is made; with any other it says something else as well, and is left alone. */
const WORDS = new Set(
  (
    'join dial call by in via phone telephone audio conference conferenceid id code number and then enter use press with the to pound hash ' +
    'rejoindre participer appeler appelez composer composez par au le la de et puis téléphone numéro conférence identifiant saisir saisissez dièse ' +
    'delta ring anslut per telefon nummer konferens konferensid och ange sedan med kod fyrkant'
  ).split(' '),
);

/**
 * Reads a line as a sentence with one of these IDs; a link in it must dial its number. `numbers` are numbers whether or not they look
 * like ones.
 */
export function sentenceOf(
  tokens: readonly Token[],
  line: Line,
  ids: ReadonlySet<string>,
  numbers: readonly string[],
): Sentence | undefined {
  const { text } = line;
  if (text === null || !/(?:\+|00)\D?\d/.test(text)) return undefined;
  for (const id of ids) {
    const sentence = withId(text, id, numbers);
    if (sentence) return dialsOnly(tokens, line, sentence.number.written) ? sentence : undefined;
  }
  return undefined;
}

function withId(text: string, id: string, numbers: readonly string[]): Sentence | undefined {
  const grouped = new RegExp(
    `(?<![\\p{L}\\d/=?._-])${[...id].join('[ \\-‐‑]?')}(?![\\p{L}\\d/=?]|[.,:]\\d)`,
    'gu',
  );
  const [found, ...others] = [...text.matchAll(grouped)];
  if (!found || others.length > 0) return undefined;
  const span = { start: found.index, end: found.index + found[0].length };
  // What stands in its place parts what is before it from what is behind.
  const rest = `${text.slice(0, span.start)}${';'.repeat(found[0].length)}${text.slice(span.end)}`;
  const [number, ...more] = [...rest.matchAll(NUMBER)];
  if (!number || more.length > 0) return undefined;
  const [written] = number;
  const isNumber =
    parsePhoneNumber(written) !== undefined || numbers.some((one) => isSameNumber(written, one));
  if (!isNumber) return undefined;
  const place = { start: number.index, end: number.index + written.length };
  const words = wordsOf(`${rest.slice(0, place.start)} ${rest.slice(place.end)}`);
  if (!words.every((word) => !word.isNumber && WORDS.has(word.text))) return undefined;
  return { number: { written, ...place }, id: { id, ...span } };
}

/** Whether a line has nothing but text and links that dial this number. */
function dialsOnly(tokens: readonly Token[], { from, to }: Line, written: string): boolean {
  const links = tokens
    .slice(from, to)
    .flatMap((token) => (token.kind === 'open' && token.href ? [token.href.value] : []));
  return links.every((link) => {
    const [, target = ''] = /^\s*(?:tel|callto):([^,;?]*)/i.exec(link) ?? [];
    return digitsOf(target) !== '' && digitsOf(target) === digitsOf(written);
  });
}

/** A number in nothing but digits, whatever stands for the plus. */
function digitsOf(number: string): string {
  return number
    .replace(/%2b/i, '+')
    .replace(/%20|\D/g, '')
    .replace(/^00/, '');
}
