/** Where something stands: from `start` up to, but without, `end`. */
export interface Span {
  start: number;
  end: number;
}

/** The target of a link, and where it is written. */
export interface Href extends Span {
  value: string;
}

/** What an invitation is made of, by where it stands in its source. Comments and markup that nobody sees are none. */
export type Token = Span &
  (
    | { kind: 'text'; text: string }
    /** The end of a line within a paragraph. */
    | { kind: 'break' }
    /** `partner`: the other tag of the element, or null where it has none or is not nested properly. */
    | { kind: 'open' | 'close'; name: string; partner: number | null; href: Href | null }
    /** What is no text and has to stay: a picture, or a script that nobody sees. */
    | { kind: 'thing'; isSeen: boolean }
  );

/** Plain text as lines and what ends them; `at` is where the text stands. */
export function tokensOfText(text: string, at = 0): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  for (const ending of text.matchAll(/\r\n|\n|\r/g)) {
    tokens.push(...textToken(text.slice(start, ending.index), at + start));
    start = ending.index + ending[0].length;
    tokens.push({ kind: 'break', start: at + ending.index, end: at + start });
  }
  tokens.push(...textToken(text.slice(start), at + start));
  return tokens;
}

function textToken(text: string, start: number): Token[] {
  return text === '' ? [] : [{ kind: 'text', text, start, end: start + text.length }];
}
