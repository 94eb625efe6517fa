import { LANGUAGES, type Language } from '../../domain/language.ts';
import type { BlockWords } from './dialInBlock.ts';
import type { Span } from './dialInTokens.ts';

/** A word or a number of a line. */
export interface Word extends Span {
  text: string;
  isNumber: boolean;
}

/** How a line of a block that has a value is recognized: by the words around the value. */
export interface Label {
  language: Language;
  before: readonly string[];
  after: readonly string[];
}

/** First lines of the blocks that Teams and Skype for Business write. */
const OTHER_TITLES: Readonly<Record<Language, readonly string[]>> = {
  en: ['Dial in by phone', 'Or call in (audio only)', 'Call in (audio only)', 'Join by phone'],
  fr: [
    'Rejoindre par téléphone',
    'Participer par téléphone',
    'Appeler par téléphone',
    'Ou appelez (audio uniquement)',
    'Ou composez le numéro (audio uniquement)',
    'Ou composer le numéro (audio uniquement)',
  ],
  sv: ['Delta per telefon', 'Delta via telefon', 'Ring in via telefon', 'Eller ring in (endast ljud)'],
};

/** The words and numbers of a line, in lower case. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}]+|\d+/gu)].map(({ 0: word, index }) => ({
    text: word.normalize('NFC').toLowerCase(),
    isNumber: /\d/.test(word),
    start: index,
    end: index + word.length,
  }));
}

/** The same for two lines that differ in nothing but punctuation and case. */
export function plain(text: string): string {
  return wordsOf(text)
    .map((word) => word.text)
    .join(' ');
}

/** Titles of blocks by their plain words: of which language they are, and whether they are the product's own. */
export function titlesOf(
  words: Readonly<Record<Language, BlockWords>>,
): Map<string, { language: Language; isOwn: boolean }> {
  const titles = new Map<string, { language: Language; isOwn: boolean }>();
  for (const language of LANGUAGES) {
    for (const title of OTHER_TITLES[language]) titles.set(plain(title), { language, isOwn: false });
  }
  for (const language of LANGUAGES) titles.set(plain(words[language].title), { language, isOwn: true });
  return titles;
}

/** The labels of a line, one of each language that has one. */
export function labelsOf(
  words: Readonly<Record<Language, BlockWords>>,
  name: 'conferenceId' | 'passcode',
): Label[] {
  return LANGUAGES.map((language) => {
    const [before = '', after = ''] = words[language][name].split(`{${name}}`);
    const [first, last] = [before, after].map((part) => wordsOf(part).map((word) => word.text));
    return { language, before: first ?? [], after: last ?? [] };
  }).filter(({ before, after }) => before.length + after.length > 0);
}

/** The words of a line that stand where its label has the value; undefined when it has other words than the label. */
export function valueBy(
  { before, after }: Omit<Label, 'language'>,
  words: readonly Word[],
): Word[] | undefined {
  const end = words.length - after.length;
  const isLabel =
    end >= before.length &&
    before.every((word, at) => words[at]?.text === word) &&
    after.every((word, at) => words[end + at]?.text === word);
  return isLabel ? words.slice(before.length, end) : undefined;
}
