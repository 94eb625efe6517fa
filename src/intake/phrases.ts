import { LANGUAGES } from '../domain/language.ts';
import type { Locales } from '../domain/locale.ts';
import { createFrames, createSendFrames } from './grammarFrames.ts';
import { Lexicon } from './grammarWords.ts';
import { readIn, type Draft, type LanguageTools, type Reading } from './phraseReading.ts';
import { tokensOf } from './phraseText.ts';
import type { Understood } from './understood.ts';

/** The longest text that is read as a command, in characters. */
export const LONGEST_PHRASE = 1_000;

/** What a person's words ask for; looks nobody up: people are the words that were typed. */
export interface Phrases {
  /** `whomElsewhere`: a file says for whom, the words need not. */
  (text: string, whomElsewhere?: boolean): Understood;
  /** Prepares the grammars, which else the first text waits for. Throws when a frame speaks of what its grammar does not know. */
  prepare(): void;
}

/** Reads texts by the grammars of all languages. */
export function createPhrases(locales: Locales): Phrases {
  let prepared: Prepared | undefined;
  const grammars = () => (prepared ??= preparedOf(locales));
  const read = (text: string, whomElsewhere = false): Understood => {
    if (text.length > LONGEST_PHRASE)
      return { kind: 'nothing', reason: 'too-long', near: [], language: undefined };
    const { languages, isWord } = grammars();
    const tokens = tokensOf(text, isWord);
    return best(languages.map((tools) => readIn({ ...tools, whomElsewhere }, text, tokens, isWord)));
  };
  return Object.assign(read, { prepare: () => void grammars() });
}

interface Prepared {
  languages: readonly LanguageTools[];
  /** Whether any language has this word. */
  isWord: (word: string) => boolean;
}

function preparedOf(locales: Locales): Prepared {
  const languages = LANGUAGES.map((language) => toolsOf(locales, language));
  return { languages, isWord: (word) => languages.some(({ lexicon }) => lexicon.words.has(word)) };
}

/** The operations that a language has no words for, as `language operation`; empty when the grammars are complete. */
export function operationsWithoutFrames(locales: Locales, operations: readonly string[]): string[] {
  return LANGUAGES.flatMap((language) => {
    const { frames } = locales[language].grammar;
    return operations
      .filter((operation) => !(operation in frames))
      .map((operation) => `${language} ${operation}`);
  });
}

/** Prepares one language; the denials of the others count in it too. */
function toolsOf(locales: Locales, language: (typeof LANGUAGES)[number]): LanguageTools {
  const { grammar } = locales[language];
  const denials = LANGUAGES.filter((other) => other !== language).flatMap((other) => [
    ...locales[other].grammar.guards.denial,
    ...locales[other].grammar.guards.except,
  ]);
  return {
    language,
    lexicon: new Lexicon(grammar, denials),
    frames: createFrames(grammar),
    sendFrames: createSendFrames(grammar),
  };
}

/** How much worse a language may fit, for missing diacritics, and still be heard: less than one unknown word. */
const TOLERANCE = 4;

/** How much better a language must fit for words that mean nothing in it to be taken for that language: two of its words. */
const PLAIN = 20;

/**
 * The reading of the language that fits best; of two that fit equally well and disagree, none. A language that knows
 * the words less well is not heard: it would take what it does not know for somebody's name.
 */
function best(drafts: readonly Draft[]): Understood {
  const [closest] = cheapest(drafts);
  if (!closest) return { kind: 'nothing', reason: 'unknown', near: [], language: undefined };
  const heard = drafts.filter((draft) => draft.cost <= closest.cost + TOLERANCE && draft.isSensible);
  const fitting = cheapest(heard.length > 0 ? heard : drafts).map((draft) => draft.reading());
  const [first, ...others] = fitting as [Reading, ...Reading[]];
  const agree = others.every((other) => JSON.stringify(other.outcome) === JSON.stringify(first.outcome));
  if (!agree) return disagreed(fitting);
  const isPlain = drafts.every((draft) => draft === closest || draft.cost >= closest.cost + PLAIN);
  const isSure = others.length === 0 && (heard.length > 0 || isPlain);
  return understood(first, isSure ? first.language : undefined);
}

function cheapest(drafts: readonly Draft[]): Draft[] {
  const cost = Math.min(...drafts.map((draft) => draft.cost));
  return drafts.filter((draft) => draft.cost === cost);
}

/** Readings that fit equally well and mean different things: what denies wins over what does not, else nothing is sure. */
function disagreed(fitting: readonly Reading[]): Understood {
  const refusing = fitting.find(
    ({ outcome }) => 'reason' in outcome && outcome.reason !== 'unknown' && outcome.reason !== 'smalltalk',
  );
  if (refusing) return understood(refusing, undefined);
  const respelt = fitting.filter((reading) => reading.respelt);
  const near = (respelt.length > 0 ? respelt : fitting).flatMap(({ outcome }) =>
    'steps' in outcome ? outcome.steps : outcome.near,
  );
  const distinct = [...new Map(near.map((step) => [JSON.stringify(step), step])).values()].slice(0, 3);
  const reason = fitting.some(({ outcome }) => 'steps' in outcome) ? 'ambiguous' : 'unknown';
  return { kind: 'nothing', reason, near: distinct, language: undefined };
}

function understood({ outcome }: Reading, language: Reading['language'] | undefined): Understood {
  if ('steps' in outcome) return { kind: 'steps', ...outcome, language };
  return { kind: 'nothing', ...outcome, language };
}
