/** The most spellings that one entry of a grammar file may stand for. */
const MOST_SPELLINGS = 4_000;

/** An entry cut at its brackets: texts, and alternatives that are sequences again. */
type Sequence = (string | Sequence[])[];

/** Every spelling of an entry: `pin(| code)(s|)` is four. Alternatives may hold alternatives. Throws when they are too many. */
export function spellingsOf(entry: string): string[] {
  if (!entry.includes('(')) return [entry];
  const unique = [...new Set(spelled(sequenceOf(entry)))];
  if (unique.length > MOST_SPELLINGS) throw new Error(`too many spellings: ${entry}`);
  return unique;
}

/** The words of an entry's spellings, found without writing out the spellings. */
export function wordsOfSpellings(entry: string): string[] {
  const { solid, first, inner, last } = piecesOf(sequenceOf(entry));
  return [...new Set([...solid, ...first, ...inner, ...last])];
}

/** The words that an entry's spellings begin with. */
export function beginningsOf(entry: string): string[] {
  if (!entry.includes('(')) return entry.split(' ', 1);
  let whole: readonly string[] = [''];
  const cut: string[] = [];
  for (const part of sequenceOf(entry)) {
    const { solid, first } = piecesOfPart(part);
    cut.push(...products(whole, first));
    whole = products(whole, solid);
    // Where every spelling has come to a space, the rest does not matter.
    if (whole.length === 0) break;
  }
  return [...new Set([...whole, ...cut])];
}

function sequenceOf(entry: string): Sequence {
  if (!entry.includes('(')) return [entry];
  const [first = []] = alternativesOf(entry.split(/([()|])/), { at: 0 }, false);
  return first;
}

/** Reads alternatives up to the bracket that closes them, or one sequence to the end: outside of brackets a bar is a bar. */
function alternativesOf(pieces: readonly string[], place: { at: number }, inside: boolean): Sequence[] {
  let sequence: Sequence = [];
  const alternatives = [sequence];
  for (; place.at < pieces.length; place.at += 1) {
    const piece = pieces[place.at] ?? '';
    if (inside && piece === ')') break;
    if (inside && piece === '|') alternatives.push((sequence = []));
    else if (piece === '(') {
      place.at += 1;
      sequence.push(alternativesOf(pieces, place, true));
    } else if (piece !== '') sequence.push(piece);
  }
  return alternatives;
}

function spelled(sequence: Sequence): string[] {
  return sequence.reduce<string[]>(
    (beginnings, part) => {
      const ends = typeof part === 'string' ? [part] : part.flatMap(spelled);
      return beginnings.flatMap((beginning) => ends.map((end) => beginning + end));
    },
    [''],
  );
}

/** What a set of texts is made of: texts without a space; of the others what stands before the first, between, and behind the last space. */
interface Pieces {
  solid: readonly string[];
  first: readonly string[];
  inner: readonly string[];
  last: readonly string[];
}

const NONE: readonly string[] = [];

function piecesOf(sequence: Sequence): Pieces {
  let pieces: Pieces | undefined;
  for (const part of sequence) {
    const next = piecesOfPart(part);
    pieces = pieces ? joined(pieces, next) : next;
  }
  return pieces ?? piecesOfText('');
}

function piecesOfPart(part: Sequence[number]): Pieces {
  return typeof part === 'string' ? piecesOfText(part) : either(part);
}

function piecesOfText(text: string): Pieces {
  if (!text.includes(' ')) return { solid: [text], first: NONE, inner: NONE, last: NONE };
  const words = text.split(' ');
  return { solid: NONE, first: words.slice(0, 1), inner: words.slice(1, -1), last: words.slice(-1) };
}

function either(alternatives: readonly Sequence[]): Pieces {
  const all = alternatives.map(piecesOf);
  const of = (name: keyof Pieces) => all.flatMap((pieces) => pieces[name]);
  return { solid: of('solid'), first: of('first'), inner: of('inner'), last: of('last') };
}

/** One text behind another: what touches becomes one word. Every one of the first may stand before every one of the second. */
function joined(one: Pieces, other: Pieces): Pieces {
  return {
    solid: products(one.solid, other.solid),
    first: both(one.first, products(one.solid, other.first)),
    inner: both(both(one.inner, other.inner), products(one.last, other.first)),
    last: both(other.last, products(one.last, other.solid)),
  };
}

/** Each once: the same beginnings come back in every alternative. */
function products(beginnings: readonly string[], ends: readonly string[]): readonly string[] {
  if (beginnings.length === 0 || ends.length === 0) return NONE;
  const all = beginnings.flatMap((beginning) => ends.map((end) => beginning + end));
  return all.length > 1 ? [...new Set(all)] : all;
}

function both(one: readonly string[], other: readonly string[]): readonly string[] {
  if (one.length === 0) return other;
  return other.length === 0 ? one : [...one, ...other];
}
