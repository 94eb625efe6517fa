import type { Span, Token } from './dialInTokens.ts';

/** The longest line that can belong to a block; what is longer is running text. */
const LONGEST = 200;

/** What shows as a blank. */
const BLANKS = /[\0- \u00a0\u2000-\u200a\u202f\u3000]+/g;

/** Soft hyphens, joiners and marks of direction, which come along when a number is copied. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

/** Elements that begin a line, and end one. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 head header html legend li main menu nav ol p pre section summary table tbody ' +
    'td tfoot th thead tr ul'
  ).split(' '),
);

/** Elements between which there is another row of a table. */
const ROWS = new Set(['table', 'tbody', 'tfoot', 'thead', 'tr']);

/** One line as it is seen, whatever its source looks like. */
export interface Line {
  /** Its tokens: from `from` up to, but without, `to`. */
  from: number;
  to: number;
  /** The breaks that part it from its neighbours of the same paragraph, or null at the ends of a paragraph. */
  before: number | null;
  after: number | null;
  /** Whether it begins a cell that follows another one of its row. */
  startsCell: boolean;
  /** White space made one blank, ends trimmed; null where it is too long for a block, or has more than text. */
  text: string | null;
  /** Where its first cell ends in the text, where it has two. */
  firstEnd: number | null;
}

/** The lines that are seen; `joins` tells whether what two neighbouring cells hold reads as one line. */
export function linesOf(tokens: readonly Token[], joins: (left: string, right: string) => boolean): Line[] {
  const lines = new Lines(tokens).read();
  const joined: Line[] = [];
  lines.forEach((line, at) => {
    const last = joined.at(-1);
    const isPair = line.startsCell && last?.startsCell === false && lines[at + 1]?.startsCell !== true;
    if (!isPair || !last.text || !line.text || !joins(last.text, line.text)) joined.push(line);
    else joined.splice(-1, 1, pairOf(tokens, last, line));
  });
  return joined;
}

function pairOf(tokens: readonly Token[], left: Line, right: Line): Line {
  const { from, before, startsCell } = left;
  const { to, after } = right;
  const firstEnd = left.text?.length ?? null;
  return { from, to, before, after, startsCell, text: seen(tokens, from, to), firstEnd };
}

/** Walks along the tokens and cuts them into lines. */
class Lines {
  readonly #lines: Line[] = [];
  #from = 0;
  #before: number | null = null;
  #isSeen = false;
  #cell = false;
  #row = false;

  constructor(private readonly tokens: readonly Token[]) {}

  read(): Line[] {
    this.tokens.forEach((token, at) => {
      if (token.kind === 'break') this.#end(at, at);
      else if (token.kind === 'thing') this.#isSeen ||= token.isSeen;
      else if (token.kind === 'text') this.#isSeen ||= /[^ \t\r\n\f]/.test(token.text);
      else if (BLOCKS.has(token.name)) this.#boundary(token.name, at);
    });
    this.#boundary('', this.tokens.length);
    return this.#lines;
  }

  /** Where a paragraph ends, what shows nothing is no line. */
  #boundary(name: string, at: number): void {
    if (this.#isSeen) this.#end(at, null);
    this.#from = at + 1;
    this.#before = null;
    this.#isSeen = false;
    this.#cell ||= name === 'td' || name === 'th';
    this.#row ||= ROWS.has(name);
  }

  #end(to: number, after: number | null): void {
    this.#lines.push({
      from: this.#from,
      to,
      before: this.#before,
      after,
      startsCell: this.#cell && !this.#row,
      text: seen(this.tokens, this.#from, to),
      firstEnd: null,
    });
    this.#from = to + 1;
    this.#before = after;
    this.#isSeen = this.#cell = this.#row = false;
  }
}

/** What is seen of tokens; null where it is too long, or more than text. */
function seen(tokens: readonly Token[], from: number, to: number): string | null {
  const parts: string[] = [];
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    if (token?.kind === 'thing' && token.isSeen) return null;
    if (token?.kind === 'text') parts.push(token.text);
    else if (token && isCell(token)) parts.push(' ');
  }
  const text = parts.join('').replace(INVISIBLE, '').replace(BLANKS, ' ').trim();
  return text.length > LONGEST ? null : text;
}

/** Where each character of a line's text stands in the source. */
export function placesOf(tokens: readonly Token[], { from, to }: Line): Span[] {
  const places: Span[] = [];
  let wasBlank = true;
  for (const token of tokens.slice(from, to)) {
    for (const { character, place } of charactersOf(token)) {
      if (character.replace(INVISIBLE, '') === '') continue;
      const isBlank = character.replace(BLANKS, '') === '';
      if (!isBlank || !wasBlank) places.push(place);
      wasBlank = isBlank;
    }
  }
  return places;
}

function charactersOf(token: Token): { character: string; place: Span }[] {
  if (token.kind !== 'text') {
    return isCell(token) ? [{ character: ' ', place: { start: token.start, end: token.start } }] : [];
  }
  const { text, start, end } = token;
  // What is written as an entity stands at one place with all that it is read as.
  const isLiteral = text.length === end - start;
  return text.split('').map((character, at) => ({
    character,
    place: isLiteral ? { start: start + at, end: start + at + 1 } : { start, end },
  }));
}

function isCell(token: Token): boolean {
  return (token.kind === 'open' || token.kind === 'close') && BLOCKS.has(token.name);
}
