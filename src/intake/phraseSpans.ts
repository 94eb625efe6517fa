import { matchAt, type Lexicon, type Match } from './grammarWords.ts';
import type { Token } from './phraseText.ts';

/** A matched phrase, or a token that the language does not know. */
export interface Span {
  from: number;
  to: number;
  match: Match | undefined;
}

/** Words that a name behind, or in front, belongs to. */
export const VALUED: readonly string[] = ['provider', 'department', 'country'];

/** The spans of a text in one language, without words that are parts of names. */
export function spansOf(tokens: readonly Token[], lexicon: Lexicon): Span[] {
  return keepNames(tokens, matchedSpans(tokens, lexicon));
}

function matchedSpans(tokens: readonly Token[], lexicon: Lexicon): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < tokens.length;) {
    const match = matchAt(lexicon, tokens, at);
    const length = match?.length ?? 1;
    spans.push({ from: at, to: at + length, match });
    at += length;
  }
  return spans;
}

/** Takes words back that are parts of names: `Smith-Page`, "de Le Goff". */
function keepNames(tokens: readonly Token[], spans: readonly Span[]): Span[] {
  return spans.map((span, at) => {
    if (!span.match || isPlainNumber(tokens, spans, at)) return { ...span, match: undefined };
    const isSmallPart = isSoft(span) && (isCapitalParticle(tokens, spans, at) || isValue(spans, at));
    const isPart = isSmallPart || hangsOnUnknown(tokens, spans, at);
    return isPart ? { ...span, match: undefined } : span;
  });
}

/** Whether a digit is none of "new pin 4 amos". */
function isPlainNumber(tokens: readonly Token[], spans: readonly Span[], at: number): boolean {
  const next = spans[at + 1];
  const isNamed = next !== undefined && !next.match && tokens[next.from]?.kind !== 'number';
  return tokens[spans[at]?.from ?? 0]?.kind === 'number' && !isNamed;
}

/** Whether a span is tied by hyphens to a word that is not known. */
function hangsOnUnknown(tokens: readonly Token[], spans: readonly Span[], at: number): boolean {
  const isUnknown = (span: Span | undefined) =>
    span !== undefined && !span.match && tokens[span.from]?.kind === 'word';
  for (let left = at; left > 0 && tokens[spans[left]?.from ?? 0]?.glued; left -= 1) {
    if (isUnknown(spans[left - 1])) return true;
    if (at - left > 8) break;
  }
  for (let right = at + 1; right < spans.length && tokens[spans[right]?.from ?? 0]?.glued; right += 1) {
    if (isUnknown(spans[right])) return true;
    if (right - at > 8) break;
  }
  return false;
}

/** Whether a small word with a capital belongs to a name: "de Le Goff", "Anna Le". */
function isCapitalParticle(tokens: readonly Token[], spans: readonly Span[], at: number): boolean {
  const [before, own, next] = [spans[at - 1], spans[at], spans[at + 1]];
  const isCapital = (span: Span | undefined) => /^\p{Lu}\p{Ll}/u.test(tokens[span?.from ?? -1]?.value ?? '');
  if (!isCapital(own) || !before) return false;
  if (!before.match) return isCapital(before);
  return before.match.phrase.role === 'link' && next !== undefined && !next.match;
}

/** Whether a pronoun is none: the department IT. */
function isValue(spans: readonly Span[], at: number): boolean {
  const before = spans[at - 1]?.match?.phrase.name ?? '';
  return spans[at]?.match?.phrase.role === 'pronoun' && VALUED.includes(before);
}

/** A small word that may be part of a name: "de", "the". */
export function isSoft(span: Span): boolean {
  const role = span.match?.phrase.role;
  return role === 'link' || role === 'noise' || (role === 'pronoun' && span.to - span.from === 1);
}
