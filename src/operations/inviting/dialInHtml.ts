import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { tokensOfText, type Href, type Token } from './dialInTokens.ts';

/** Elements without an end that show something. */
const THINGS = new Set(['img', 'hr', 'input', 'embed', 'frame']);

/** Elements without an end that show nothing, at most something that comes with another one. */
const VOID = new Set('area base basefont col keygen link meta param source track wbr'.split(' '));

/** Elements whose content nobody reads as text of the invitation, and whether they show something of their own. */
const CLOSED = new Map([
  ...'style script title template noembed noframes'.split(' ').map((name) => [name, false] as const),
  ...'textarea iframe xmp select object svg'.split(' ').map((name) => [name, true] as const),
]);

/** HTML as tokens with the places where they stand, however malformed it is. */
export function tokensOfHtml(html: string): Token[] {
  const reader = new Reader(html);
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, reader);
  tokenizer.write(html);
  tokenizer.end();
  return paired(reader.tokens);
}

/** Takes what the tokenizer reports. */
class Reader implements TokenizerCallbacks {
  readonly tokens: Token[] = [];
  #tag: { name: string; start: number; href: Href | null } | null = null;
  #attribute: Href | null = null;
  /** The element that is open and whose content is passed over, and how many of its kind. */
  #closed = { name: '', depth: 0 };
  #preformatted = 0;

  constructor(private readonly html: string) {}

  ontext(start: number, end: number): void {
    if (this.#closed.depth > 0) return;
    const text = this.html.slice(start, end);
    if (this.#preformatted === 0) this.tokens.push({ kind: 'text', text, start, end });
    else tokensOfText(text, start).forEach((token) => this.tokens.push(token));
  }

  ontextentity(codepoint: number, end: number): void {
    const start = this.html.lastIndexOf('&', end - 1);
    // Some entities stand for two characters, and are reported twice.
    if (this.#closed.depth > 0 || start < (this.tokens.at(-1)?.end ?? 0)) return;
    this.tokens.push({ kind: 'text', text: String.fromCodePoint(codepoint), start, end });
  }

  onopentagname(start: number, end: number): void {
    this.#tag = { name: this.html.slice(start, end).toLowerCase(), start: start - 1, href: null };
  }

  onattribname(start: number, end: number): void {
    this.#attribute = null;
    if (this.#tag?.name !== 'a' || this.html.slice(start, end).toLowerCase() !== 'href') return;
    const equals = /\s*=\s*["']?/y;
    equals.lastIndex = end;
    if (equals.test(this.html)) this.#attribute = { start: equals.lastIndex, end, value: '' };
  }

  onattribdata(start: number, end: number): void {
    if (this.#attribute) this.#attribute.value += this.html.slice(start, end);
  }

  onattribentity(codepoint: number): void {
    if (this.#attribute) this.#attribute.value += String.fromCodePoint(codepoint);
  }

  onattribend(quote: number, end: number): void {
    if (!this.#attribute || !this.#tag) return;
    const isQuoted = quote > 1;
    this.#tag.href ??= { ...this.#attribute, end: isQuoted ? end - 1 : end };
    this.#attribute = null;
  }

  onopentagend(end: number): void {
    this.#opened(end + 1, false);
  }

  onselfclosingtag(end: number): void {
    this.#opened(end + 1, true);
  }

  #opened(end: number, isClosed: boolean): void {
    const { name, start, href } = this.#tag ?? { name: '', start: end, href: null };
    if (this.#closed.depth > 0) {
      if (name === this.#closed.name && !isClosed) this.#closed.depth += 1;
      return;
    }
    const isSeen = CLOSED.get(name);
    if (isSeen !== undefined) {
      this.tokens.push({ kind: 'thing', start, end, isSeen });
      // Browsers do not let these close themselves, except among drawings.
      if (!isClosed || name !== 'svg') this.#closed = { name, depth: 1 };
    } else if (name === 'br') this.tokens.push({ kind: 'break', start, end });
    else if (THINGS.has(name)) this.tokens.push({ kind: 'thing', start, end, isSeen: true });
    else if (!VOID.has(name)) {
      this.tokens.push({ kind: 'open', name, start, end, partner: null, href });
      if (name === 'pre') this.#preformatted += 1;
    }
  }

  onclosetag(nameStart: number, nameEnd: number): void {
    const name = this.html.slice(nameStart, nameEnd).toLowerCase();
    if (this.#closed.depth > 0) {
      if (name === this.#closed.name) this.#closed.depth -= 1;
      return;
    }
    const bracket = this.html.indexOf('>', nameEnd);
    const place = { start: nameStart - 2, end: bracket < 0 ? this.html.length : bracket + 1 };
    if (name === 'br') this.tokens.push({ kind: 'break', ...place });
    else this.tokens.push({ kind: 'close', name, ...place, partner: null, href: null });
    if (name === 'pre') this.#preformatted = Math.max(0, this.#preformatted - 1);
  }

  // What follows is not shown, or not by what is read here.
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}
}

/** Tells tags of their partners; what was left open within an element that ends has none. */
function paired(tokens: Token[]): Token[] {
  const open: number[] = [];
  const counts = new Map<string, number>();
  const count = (name: string, by: number) => counts.set(name, (counts.get(name) ?? 0) + by);
  tokens.forEach((token, at) => {
    if (token.kind === 'open') {
      open.push(at);
      count(token.name, 1);
    }
    if (token.kind !== 'close' || !counts.get(token.name)) return;
    for (let last = open.pop(); last !== undefined; last = open.pop()) {
      const opener = tokens[last];
      if (opener?.kind !== 'open') continue;
      count(opener.name, -1);
      if (opener.name !== token.name) continue;
      opener.partner = at;
      token.partner = last;
      break;
    }
  });
  return tokens;
}
