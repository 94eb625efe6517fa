import type { Language } from '../../domain/language.ts';
import { formatPhoneNumber } from '../../domain/phoneNumber.ts';
import type { BlockWords, DialInDetails } from './dialInBlock.ts';
import type { Draft, Source } from './dialInDraft.ts';
import type { Block } from './dialInFind.ts';
import type { Kinds } from './dialInKinds.ts';
import { placesOf, type Line } from './dialInLines.ts';
import { isSameNumber, telLink, type NumberLine } from './dialInNumber.ts';
import type { Sentence } from './dialInSentence.ts';
import type { Span } from './dialInTokens.ts';

/** What the lines of a block in one language say besides numbers. */
export function linesFor({ conferenceId, passcode }: DialInDetails, words: BlockWords) {
  const line = (text: string, name: string, value: string | null) =>
    value === null ? [] : [text.replaceAll(`{${name}}`, () => value)];
  return {
    id: line(words.conferenceId, 'conferenceId', conferenceId),
    passcode: line(words.passcode, 'passcode', passcode),
  };
}

/** Takes a block out: all lines from its first to its last one. */
export function takeOut(draft: Draft, { lines }: Block): void {
  const [first = 0] = lines;
  const last = lines.at(-1) ?? first;
  draft.remove(Array.from({ length: last - first + 1 }, (_, at) => first + at));
}

/** Brings blocks up to date. */
export class Update {
  constructor(
    private readonly source: Source,
    private readonly kinds: Kinds,
    private readonly words: Readonly<Record<Language, BlockWords>>,
    private readonly details: DialInDetails,
    private readonly draft: Draft,
  ) {}

  /** Makes a block say what the details are. One that would say nothing more goes. */
  block(block: Block): void {
    const { numbers, conferenceId } = this.details;
    if (block.sentence) return this.#sentence(block, block.sentence);
    if (block.id === null && conferenceId === null && numbers.length === 0) return takeOut(this.draft, block);
    const { id, passcode } = linesFor(this.details, this.words[this.#languageOf(block)]);
    const added = {
      // Where a block has neither a title nor a number, people are told the numbers elsewhere.
      numbers: block.title === null && block.numbers.length === 0 ? [] : numbers.slice(block.numbers.length),
      id: block.id === null ? id : [],
      passcode: block.passcodes.length === 0 ? passcode : [],
    };
    const end = this.#numbers(block);
    const isIdAdded = block.id === null;
    const behind = [
      ...added.numbers.map(formatPhoneNumber),
      ...added.id,
      ...(isIdAdded ? added.passcode : []),
    ];
    if (end) this.draft.add(end.line, end.place, behind, end.isTitle ? 'emphasis' : 'link');
    this.#id(block, isIdAdded ? [] : added.passcode);
    this.#passcodes(block);
  }

  /** Sets what is dialled in a line that somebody has written, and leaves their words to them. */
  #sentence({ lines }: Block, { number: { written, ...place }, id: { id, ...span } }: Sentence): void {
    const line = this.#line(lines[0]);
    const { conferenceId, numbers } = this.details;
    const number = numbers.find((one) => isSameNumber(written, one)) ?? numbers[0];
    if (line === undefined || number === undefined) return;
    if (!isSameNumber(written, number)) this.draft.replace(line, place, formatPhoneNumber(number));
    if (conferenceId !== null) this.#digits(line, span, id, conferenceId);
    this.#links(line, null, (value) => telLink(value, number, conferenceId));
  }

  #line(at: number | null | undefined): Line | undefined {
    return at === null || at === undefined ? undefined : this.source.lines[at];
  }

  #languageOf(block: Block): Language {
    const title = this.#line(block.title ?? block.id);
    const kind = title && this.kinds.of(title);
    return kind && 'language' in kind ? kind.language : 'en';
  }

  /** Sets the numbers that have lines; tells where more would be added. */
  #numbers(block: Block): { line: Line; place: number; isTitle: boolean } | undefined {
    const { numbers } = this.details;
    const title = this.#line(block.title);
    let end = title && { line: title, place: this.#endOf(title), isTitle: true };
    block.numbers.forEach((at, index) => {
      const line = this.#line(at);
      const kind = line && this.kinds.of(line);
      if (line === undefined || kind?.kind !== 'number') return;
      const number = numbers[index];
      if (number === undefined) this.#removeLine(block, at);
      else end = { line, place: this.#number(line, kind, number), isTitle: false };
    });
    return end;
  }

  /** Sets a number, what is dialled after it and its links; tells where the number ends. */
  #number(line: Line, kind: NumberLine, number: string): number {
    const { conferenceId } = this.details;
    const { dialled, link, span } = kind;
    const isSame = isSameNumber(kind.written, number);
    const replaced = isSame ? 0 : this.draft.replace(line, span, formatPhoneNumber(number));
    if (dialled && conferenceId !== null) this.#digits(line, dialled, dialled.id, conferenceId);
    if (link) this.#write(line, link, link.value, telLink(link.value, number, conferenceId));
    this.#links(line, line.firstEnd, (value) => telLink(value, number, conferenceId));
    if (isSame) return this.#endOf(line, line.firstEnd);
    const end = link ? link.end + 1 : dialled ? dialled.end : span.end;
    const text = line.text ?? '';
    const isSigned = !link && dialled && text[end] === '#';
    const last = isSigned ? end + 1 : end;
    if (last < text.length) this.draft.cut(line, { start: last, end: text.length });
    return last === span.end ? replaced : this.#endOf(line, last);
  }

  /** Takes a surplus line out, with the empty line between it and the line of the block before it. */
  #removeLine(block: Block, at: number): void {
    const before = block.lines[block.lines.indexOf(at) - 1];
    this.draft.remove(before === at - 2 ? [at - 1, at] : [at]);
  }

  #id(block: Block, added: readonly string[]): void {
    const line = this.#line(block.id);
    const kind = line && this.kinds.of(line);
    const { conferenceId } = this.details;
    if (line === undefined || kind?.kind !== 'id') return;
    if (conferenceId !== null) {
      this.#digits(line, kind.span, kind.id, conferenceId);
      this.#links(line, null, (value) => value.replace(kind.id, conferenceId));
    }
    this.draft.add(line, this.#endOf(line), added, 'link');
  }

  /** Sets a passcode. Where there is none, one that stands there goes, unless the ID is the meeting's own: then so is that. */
  #passcodes({ passcodes }: Block): void {
    const { passcode, conferenceId } = this.details;
    const [first, ...rest] = passcodes;
    const line = this.#line(first);
    const kind = line && this.kinds.of(line);
    if (line === undefined || kind?.kind !== 'passcode') return;
    if (passcode === null) {
      if (conferenceId !== null) this.draft.remove(passcodes);
      return;
    }
    const written = line.text?.slice(kind.span.start, kind.span.end).replace(/[\s\-‐‑]/g, '');
    // A number sign that ends it is pressed behind it.
    if (written !== passcode && written !== `${passcode}#`) this.draft.replace(line, kind.span, passcode);
    this.draft.remove(rest);
  }

  /** Sets digits one by one, so that what groups them stays. */
  #digits(line: Line, span: Span, old: string, id: string): void {
    if (old === id) return;
    if (old.length !== id.length) {
      this.draft.replace(line, span, id);
      return;
    }
    const places = placesOf(this.source.tokens, line);
    let at = 0;
    for (let place = span.start; place < span.end; place += 1) {
      const digit = line.text?.[place] ?? '';
      const source = places[place];
      if (!/\d/.test(digit) || !source) continue;
      if (digit !== id[at]) this.draft.write(source, id[at] ?? '');
      at += 1;
    }
  }

  #write(line: Line, span: Span, old: string, text: string): void {
    if (old !== text) this.draft.replace(line, span, text);
  }

  /** Sets the links of a line that dial, as far as they hold something of it. */
  #links(line: Line, seen: number | null, change: (value: string) => string): void {
    const end = this.#endOf(line, seen);
    for (const token of this.source.tokens.slice(line.from, line.to)) {
      const href = token.kind === 'open' && token.start < end ? token.href : null;
      if (href === null || !/^\s*(?:tel|callto):/i.test(href.value)) continue;
      const value = change(href.value);
      if (value !== href.value) this.draft.write({ start: href.start, end: href.end }, value);
    }
  }

  /** Where what is seen of a line ends in the source, or the part of it that ends before a place. */
  #endOf(line: Line, seen: number | null = null): number {
    const last = (seen ?? line.text?.length ?? 0) - 1;
    return placesOf(this.source.tokens, line)[last]?.end ?? 0;
  }
}
