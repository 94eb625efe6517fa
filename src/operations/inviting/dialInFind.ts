import type { Kind, Kinds } from './dialInKinds.ts';
import type { Line } from './dialInLines.ts';
import type { Sentence } from './dialInSentence.ts';

/** A dial-in block, by the lines that belong to it. */
export interface Block {
  /** The line of its title, or null. */
  title: number | null;
  /** The lines of its numbers, in order. */
  numbers: readonly number[];
  /** The line of its ID, or null. */
  id: number | null;
  passcodes: readonly number[];
  /** All its lines, in order, with the links of Teams to other numbers. */
  lines: readonly number[];
  /** Where it is no more than a line that somebody has written by hand: what that says. */
  sentence?: Sentence;
}

/** Which blocks are the organizer's. */
export interface Ownership {
  ids: ReadonlySet<string>;
  /** Whether any conference ID under a title is the organizer's, because each meeting has its own. */
  anyId: boolean;
  /** What a line says that is no line of a block, where it is the organizer's details all the same. */
  sentenceOf: (line: Line) => Sentence | undefined;
}

/**
 * Finds the blocks of an organizer. One is known by the line of its ID; the numbers above it and the title above them belong to it,
 * with at most one empty line between two of them, and so do a passcode, numbers and links that follow the ID without one. A block
 * without any ID is known by the product's own title with numbers right below. A line by itself is one where it has a number and an ID.
 */
export function findBlocks(lines: readonly Line[], kinds: Kinds, ownership: Ownership): Block[] {
  return new Finder(lines, kinds, ownership).find();
}

class Finder {
  readonly #used = new Set<number>();

  constructor(
    private readonly lines: readonly Line[],
    private readonly kinds: Kinds,
    private readonly ownership: Ownership,
  ) {}

  find(): Block[] {
    const found = [
      ...this.#each('id', (at) => this.#aroundId(at)),
      ...this.#each('title', (at) => this.#below(at)),
      ...this.lines.flatMap((_, at) => this.#sentence(at) ?? []),
    ];
    return found.sort((one, other) => (one.lines[0] ?? 0) - (other.lines[0] ?? 0));
  }

  #each(kind: 'id' | 'title', read: (at: number) => Block | undefined): Block[] {
    return this.lines.flatMap((line, at) => {
      const block = this.kinds.mayBe(kind, line) && this.#kind(at).kind === kind ? read(at) : undefined;
      block?.lines.forEach((line) => this.#used.add(line));
      return block ?? [];
    });
  }

  #kind(at: number): Kind {
    const line = this.lines[at];
    return line ? this.kinds.of(line) : { kind: 'other' };
  }

  /** The next line that is not empty, with at most one empty line before it. */
  #next(at: number, step: 1 | -1): number {
    return this.#kind(at + step).kind === 'blank' ? at + 2 * step : at + step;
  }

  #aroundId(at: number): Block | undefined {
    const line = this.#kind(at);
    const isKnown = line.kind === 'id' && this.ownership.ids.has(line.id);
    const isAny = line.kind === 'id' && this.ownership.anyId && line.id.length === 7;
    if (!isKnown && !isAny) return undefined;
    const { title, above } = this.#climb(at);
    const block = this.#block(title, at, [...above, ...this.#descend(at)]);
    return isKnown || this.#isTitled(block) ? block : undefined;
  }

  /** Whether a block has a title that makes it a block even if its ID is unknown. */
  #isTitled({ title, numbers }: Block): boolean {
    const line = title === null ? undefined : this.#kind(title);
    return line?.kind === 'title' && (line.isOwn || numbers.length > 0);
  }

  #block(title: number | null, id: number | null, others: readonly number[]): Block {
    const of = (kind: Kind['kind']) => others.filter((at) => this.#kind(at).kind === kind);
    const lines = [title, id, ...others].filter((at) => at !== null).sort((one, other) => one - other);
    return { title, id, numbers: of('number'), passcodes: of('passcode'), lines };
  }

  /** The numbers above an ID, and the title above them. */
  #climb(id: number): { title: number | null; above: number[] } {
    const above: number[] = [];
    let at = this.#next(id, -1);
    while (!this.#used.has(at) && isNumberOrLink(this.#kind(at))) {
      above.unshift(at);
      at = this.#next(at, -1);
    }
    if (this.#kind(at).kind === 'title' && !this.#used.has(at)) return { title: at, above };
    // Numbers right below another ID, which has none above it, may be that one's.
    const isIds = this.#kind(at).kind === 'id' && !this.#used.has(at);
    if (isIds && !isNumberOrLink(this.#kind(this.#next(at, -1)))) return { title: null, above: [] };
    const unsure = above.findLastIndex((line) => isUnsure(this.#kind(line)));
    return { title: null, above: above.slice(unsure + 1) };
  }

  /** What follows an ID without an empty line; numbers only when they do not lead to another ID. */
  #descend(id: number): number[] {
    const below: number[] = [];
    let at = id + 1;
    for (; isBelow(this.#kind(at)) && !this.#used.has(at); at += 1) below.push(at);
    const first = below.findIndex((line) => this.#kind(line).kind === 'number');
    if (first < 0 || this.#kind(this.#next(at - 1, 1)).kind !== 'id') return below;
    return below.slice(0, first);
  }

  /** A line that is part of no block, and is one by itself. */
  #sentence(at: number): Block | undefined {
    const line = this.lines[at];
    if (line === undefined || this.#used.has(at)) return undefined;
    const sentence = this.ownership.sentenceOf(line);
    return sentence && { title: null, id: null, numbers: [], passcodes: [], lines: [at], sentence };
  }

  /** The block without an ID that a title of the product's begins. */
  #below(title: number): Block | undefined {
    const line = this.#kind(title);
    if (line.kind !== 'title' || !line.isOwn || this.#used.has(title)) return undefined;
    let at = this.#next(title, 1);
    const others: number[] = [];
    for (; isNumberOrLink(this.#kind(at)) && this.#isFree(at); at += 1) others.push(at);
    const [first] = others;
    if (first === undefined || isUnsure(this.#kind(first)) || this.#isForeign(first)) return undefined;
    for (; this.#kind(at).kind === 'passcode'; at += 1) others.push(at);
    const block = this.#block(title, null, others);
    return block.numbers.length > 0 ? block : undefined;
  }

  /** Whether a line is nobody's yet, and dials no ID of somebody else's. */
  #isFree(at: number): boolean {
    const line = this.#kind(at);
    const dialled = line.kind === 'number' ? line.dialled?.id : undefined;
    return !this.#used.has(at) && (dialled === undefined || this.#isOwn(dialled));
  }

  #isOwn(id: string): boolean {
    return this.ownership.anyId || this.ownership.ids.has(id);
  }

  /** Whether numbers lead to an ID, or dial one, that is not the organizer's. */
  #isForeign(first: number): boolean {
    let at = first;
    while (isNumberOrLink(this.#kind(at)) || this.#kind(at).kind === 'passcode') {
      if (!this.#isFree(at)) return true;
      at = this.#next(at, 1);
    }
    const text = this.lines[at]?.text ?? '';
    return /conf[eé]r|konfer|\bid\b/i.test(text) && /\d{3}/.test(text);
  }
}

function isNumberOrLink({ kind }: Kind): boolean {
  return kind === 'number' || kind === 'find';
}

function isUnsure(line: Kind): boolean {
  return line.kind === 'number' && !line.isSure;
}

function isBelow(line: Kind): boolean {
  return line.kind === 'passcode' || (isNumberOrLink(line) && !isUnsure(line));
}
