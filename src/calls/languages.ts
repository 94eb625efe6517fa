import { LANGUAGES, languageOf, type Language } from '../domain/language.ts';

/** What is spoken where a number's language is none of ours. */
const FALLBACK = 'en-US';

/**
 * The languages that the attendant speaks of those of a number, in their order: each once, and English in place of those that
 * there are no texts for.
 */
export function spokenOf(tags: readonly string[]): string[] {
  const ours = (tag: string): Language | undefined =>
    LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
  const hasEnglish = tags.some((tag) => ours(tag) === 'en');
  const spoken = tags.flatMap((tag) => {
    if (ours(tag) !== undefined) return [tag];
    return hasEnglish ? [] : [FALLBACK];
  });
  const once = spoken.filter((tag, at) => spoken.findIndex((one) => ours(one) === ours(tag)) === at);
  return once.length === 0 ? [FALLBACK] : once;
}

/** The language of the texts for a tag. */
export function textLanguage(tag: string): Language {
  return languageOf(tag) ?? 'en';
}
