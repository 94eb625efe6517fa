import { placesOf, type Line } from './dialInLines.ts';
import type { Span, Token } from './dialInTokens.ts';

/** Elements that are left before a line is added behind them: it is no part of the link, or of a title's emphasis. */
const LEFT_BEFORE_ADDING = { link: new Set(['a']), emphasis: new Set(['a', 'b', 'strong', 'u', 'i', 'em']) };

/** Elements that stay even when they are empty: without a cell the others of its row would move. */
const KEPT = new Set(['html', 'head', 'body', 'td', 'th', 'caption', 'colgroup']);

/** An invitation, what it is made of and how it is written. */
export interface Source {
  format: 'html' | 'text';
  body: string;
  tokens: readonly Token[];
  lines: readonly Line[];
}

/** Changes to an invitation, which leave alone what they do not name. */
export class Draft {
  readonly #splices: (Span & { text: string })[] = [];
  readonly #gone = new Set<number>();

  constructor(private readonly source: Source) {}

  /** Puts a text in place of a part of what is seen of a line; tells where it ends in the source. */
  replace(line: Line, seen: Span, text: string): number {
    const [first, ...rest] = this.#pieces(line, seen);
    if (!first) return 0;
    this.#splices.push({ start: first.start, end: first.end, text });
    rest.forEach((piece) => this.#cut(piece));
    return first.end;
  }

  /** Takes out a part of what is seen of a line. */
  cut(line: Line, seen: Span): void {
    this.#pieces(line, seen).forEach((piece) => this.#cut(piece));
  }

  /** Puts text at a place of the source, or in place of a part of it. */
  write(place: Span, text: string): void {
    if (this.source.body.slice(place.start, place.end) !== text) this.#splices.push({ ...place, text });
  }

  /** Adds lines behind the place of the source where a line ends. */
  add(line: Line, end: number, texts: readonly string[], leaves: keyof typeof LEFT_BEFORE_ADDING): void {
    if (texts.length === 0) return;
    if (this.source.format === 'html') {
      const at = this.#outside(line, end, LEFT_BEFORE_ADDING[leaves]);
      this.#splices.push({
        start: at,
        end: at,
        text: texts.map((text) => `<br>${escapeHtml(text)}`).join(''),
      });
      return;
    }
    const at = this.source.tokens[line.to - 1]?.end ?? end;
    const indent =
      /^[\s>]*/.exec(this.source.body.slice(this.source.tokens[line.from]?.start, at))?.[0] ?? '';
    const text = texts.map((one) => `${this.#newline(line)}${indent}${one}`).join('');
    this.#splices.push({ start: at, end: at, text });
  }

  /** Takes out whole lines, in ascending order, with the breaks that part them. */
  remove(lines: readonly number[]): void {
    for (const run of this.#runsOf(lines)) {
      run.forEach((line) => this.#drop(line));
      const last = run.at(-1)?.after ?? null;
      // At the beginning of a paragraph there is no break in front: the one behind goes.
      if (run[0]?.before === null && last !== null) this.#gone.add(last);
    }
  }

  /** The lines of a document, put together where they are of one paragraph. */
  #runsOf(lines: readonly number[]): Line[][] {
    const runs: Line[][] = [];
    for (const at of lines) {
      const line = this.source.lines[at];
      const run = runs.at(-1);
      const after = run?.at(-1)?.after ?? null;
      if (!line) continue;
      if (run && after !== null && after === line.before) run.push(line);
      else runs.push([line]);
    }
    return runs;
  }

  #drop(line: Line): void {
    if (line.before !== null) this.#gone.add(line.before);
    for (let at = line.from; at < line.to; at += 1) {
      if (this.source.tokens[at]?.kind === 'text') this.#gone.add(at);
    }
  }

  /** The invitation with the changes. */
  finish(): string {
    this.#removeEmptied();
    const splices = this.#splices.sort((one, other) => one.start - other.start || one.end - other.end);
    let body = '';
    let at = 0;
    for (const { start, end, text } of splices) {
      if (start < at) continue;
      body += this.source.body.slice(at, start) + text;
      at = end;
    }
    return body + this.source.body.slice(at);
  }

  /** The parts of texts between two places of a line. */
  #pieces(line: Line, seen: Span): (Span & { token: number })[] {
    const places = placesOf(this.source.tokens, line);
    const start = places[seen.start]?.start ?? 0;
    const end = places[seen.end - 1]?.end ?? 0;
    const pieces: (Span & { token: number })[] = [];
    for (let at = line.from; at < line.to; at += 1) {
      const token = this.source.tokens[at];
      if (token?.kind !== 'text' || token.end <= start || token.start >= end) continue;
      pieces.push({ start: Math.max(start, token.start), end: Math.min(end, token.end), token: at });
    }
    return pieces;
  }

  #cut({ start, end, token }: Span & { token: number }): void {
    const whole = this.source.tokens[token];
    if (whole?.start === start && whole.end === end) this.#gone.add(token);
    else this.#splices.push({ start, end, text: '' });
  }

  /** Behind the last element that is to be left and that ends on the line, or else where the line ends. */
  #outside(line: Line, end: number, names: ReadonlySet<string>): number {
    const { tokens } = this.source;
    let place = end;
    for (let at = line.from; at < line.to; at += 1) {
      const token = tokens[at];
      if (token?.kind !== 'close' || token.start < end || token.partner === null) continue;
      if (KEPT.has(token.name)) break;
      if (names.has(token.name) && (tokens[token.partner]?.start ?? end) < end) place = token.end;
    }
    return place;
  }

  #newline({ before, after }: Line): string {
    const { tokens, body } = this.source;
    const ending = tokens[before ?? after ?? -1] ?? tokens.find((token) => token.kind === 'break');
    return ending ? body.slice(ending.start, ending.end) : '\n';
  }

  /** Takes out what is gone, with the elements that held nothing else. */
  #removeEmptied(): void {
    if (this.#gone.size === 0) return;
    const { tokens } = this.source;
    // How much of what stays, and of what goes, there is before each token.
    const stays = [0];
    const goes = [0];
    tokens.forEach((token, at) => {
      const isGone = this.#gone.has(at);
      stays.push((stays[at] ?? 0) + (!isGone && isSomething(token) ? 1 : 0));
      goes.push((goes[at] ?? 0) + (isGone ? 1 : 0));
    });
    const isEmptied = (from: number, to: number) => stays[from] === stays[to] && goes[from] !== goes[to];
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      const end = token?.kind === 'open' && !KEPT.has(token.name) ? token.partner : null;
      const isElement = end !== null && isEmptied(at, end);
      if (token && (isElement || this.#gone.has(at)))
        this.#splices.push({
          start: token.start,
          end: (isElement && tokens[end]?.end) || token.end,
          text: '',
        });
      if (isElement) at = end;
    }
  }
}

/** Whether a token has to stay for what it is; tags have to where they have no partner. */
function isSomething(token: Token): boolean {
  if (token.kind === 'text') return /[^ \t\r\n\f]/.test(token.text);
  return token.kind === 'break' || token.kind === 'thing' || token.partner === null;
}

/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
