import type { Language } from '../../domain/language.ts';
import type { BlockWords } from './dialInBlock.ts';
import type { Line } from './dialInLines.ts';
import { numberLine, type NumberLine } from './dialInNumber.ts';
import type { Span } from './dialInTokens.ts';
import { labelsOf, plain, titlesOf, valueBy, wordsOf, type Label, type Word } from './dialInWords.ts';

/** What a line is for a block. */
export type Kind =
  | { kind: 'blank' }
  | { kind: 'other' }
  | { kind: 'title'; language: Language; isOwn: boolean }
  /** `id`: digits only, of any length; `span`: where they are written, with what stands between them. */
  | { kind: 'id'; language: Language; id: string; span: Span }
  | { kind: 'passcode'; span: Span }
  /** The link of a Teams block to numbers of other places. */
  | { kind: 'find' }
  | NumberLine;

/** What may stand before an ID besides the configured words: nothing else, so that a sentence is no line of a block. */
const VOCABULARY = new Set(
  (
    'conference conferenceid conférence conferencing konferens konferensid telefonkonferens telefonkonferensid id ' +
    'identifiant your my the our votre mon notre ditt mitt vårt for för of de la pour phone telephone téléphone ' +
    'téléphonique telefon audio dial in call meeting réunion möte mötet teams skype number no nr numéro nummer'
  ).split(' '),
);

const CONFERENCE = /^(?:telefon)?(?:conf[eé]rence|conferencing|konferens)(?:id)?$/;

const ID = /^(?:.*id|identifiant)$/;

const FIND =
  /^[^\p{L}\p{N}]*(?:find a local number|(?:rechercher|trouver) un numéro local|(?:hitta|sök efter) ett lokalt nummer)\s*(?:$|[|<(:.])/iu;

/** Sorts lines into what they are for a block; knows each line it has seen. */
export class Kinds {
  readonly #titles: ReturnType<typeof titlesOf>;
  readonly #ids: Label[];
  readonly #passcodes: Label[];
  /** Words of which a line of an ID has one. */
  readonly #idWords: string[];
  /** Words that begin a title. */
  readonly #titleWords: Set<string>;
  readonly #known = new Map<Line, Kind>();

  constructor(words: Readonly<Record<Language, BlockWords>>) {
    this.#titles = titlesOf(words);
    this.#ids = labelsOf(words, 'conferenceId');
    this.#passcodes = labelsOf(words, 'passcode');
    const labels = this.#ids.flatMap(({ before, after }) => before[0] ?? after[0] ?? []);
    this.#idWords = [...new Set(['conf', 'konf', ...labels])];
    this.#titleWords = new Set([...this.#titles.keys()].map((title) => title.split(' ')[0] ?? ''));
  }

  /** A quick look, for all lines of a long invitation: whether it is worth while to read one as an ID's line or as a title. */
  mayBe(kind: 'id' | 'title', { text }: Line): boolean {
    if (text === null || /\d/.test(text) !== (kind === 'id')) return false;
    if (kind === 'title')
      return this.#titleWords.has((/[\p{L}\p{M}]+/u.exec(text)?.[0] ?? '').normalize('NFC').toLowerCase());
    const lower = text.toLowerCase().normalize('NFC');
    return this.#idWords.some((word) => lower.includes(word));
  }

  of(line: Line): Kind {
    const known = this.#known.get(line);
    if (known) return known;
    const kind = this.#read(line.text);
    this.#known.set(line, kind);
    return kind;
  }

  #read(text: string | null): Kind {
    if (text === '') return { kind: 'blank' };
    if (text === null) return { kind: 'other' };
    const words = wordsOf(text);
    const title = words.some((word) => word.isNumber) ? undefined : this.#titles.get(plain(text));
    if (title) return { kind: 'title', ...title };
    return (
      this.#idLine(text, words) ??
      numberLine(text) ??
      this.#passcodeLine(text, words) ?? { kind: FIND.test(text) ? 'find' : 'other' }
    );
  }

  /**
   * A line is an ID's only when it is a label, an ID and punctuation. The label is the configured one, or it is made of words of the
   * vocabulary, of which one says conference and one says ID. A remark in brackets may follow.
   */
  #idLine(text: string, words: readonly Word[]): Kind | undefined {
    const remark = /\([^()\d]{1,30}\)\W*$/u.exec(text)?.index ?? text.length;
    const label = this.#ids.find((one) => isId(text, valueBy(one, words)));
    const value = label ? valueBy(label, words) : digitsBehindLabel(text.slice(0, remark));
    if (!value || !isId(text, value)) return undefined;
    const id = value.map((word) => word.text).join('');
    return { kind: 'id', id, span: spanOf(value), language: label?.language ?? languageOf(words) };
  }

  #passcodeLine(text: string, words: readonly Word[]): Kind | undefined {
    const span = this.#passcodes.map((label) => passcodeBy(label, text, words)).find((found) => found);
    return span && { kind: 'passcode', span };
  }
}

/** The digits that end a line, where all before them is a label in words of the vocabulary. */
function digitsBehindLabel(text: string): Word[] | undefined {
  const words = wordsOf(text);
  const first = words.findIndex((word) => word.isNumber);
  const label = words.slice(0, Math.max(0, first));
  const isLabel =
    label.every((word) => VOCABULARY.has(word.text)) &&
    label.some((word) => CONFERENCE.test(word.text)) &&
    label.some((word) => ID.test(word.text)) &&
    !/[.,;!?"]/.test(text.slice(label[0]?.start, label.at(-1)?.end));
  return isLabel ? words.slice(first) : undefined;
}

/** Whether words are one number of 1 to 15 digits, at most grouped. */
function isId(text: string, value: readonly Word[] | undefined): boolean {
  const digits = value?.map((word) => word.text).join('') ?? '';
  return /^\d{1,15}$/.test(digits) && value !== undefined && hasGaps(text, value, /^[\s.\-‐‑–]*$/);
}

/** Whether between words there is only what may be. */
function hasGaps(text: string, words: readonly Word[], gap: RegExp): boolean {
  return words.every((word, at) => at === 0 || gap.test(text.slice(words[at - 1]?.end, word.start)));
}

/** Where a passcode stands: behind its label, of what can be pressed, or one word. */
function passcodeBy({ before, after }: Label, text: string, words: readonly Word[]): Span | undefined {
  if (!valueBy({ before, after }, words)) return undefined;
  const from = before.length === 0 ? 0 : (words[before.length - 1]?.end ?? 0);
  const rest = text.slice(from, after.length === 0 ? undefined : words[words.length - after.length]?.start);
  const [, lead = '', value = ''] =
    /^([^\p{L}\d*#]*)([\d*#](?:[\d*#\s\-‐‑]*[\d*#])?|[\p{L}\d*#-]+)[^\p{L}\d*#]*$/u.exec(rest) ?? [];
  const start = from + lead.length;
  return value === '' ? undefined : { start, end: start + value.length };
}

function spanOf(words: readonly Word[]): Span {
  return { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 };
}

/** The language of a label that is not one of the configured ones. */
function languageOf(words: readonly Word[]): Language {
  if (words.some((word) => /konferens/.test(word.text))) return 'sv';
  return words.some((word) => /^conférence|^de$|^téléphon/.test(word.text)) ? 'fr' : 'en';
}
