import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGES, type Language } from '../domain/language.ts';
import type { Locales } from '../domain/locale.ts';
import type { Message } from '../domain/message.ts';

/** Turns a key and its parameters into words of a language. */
export interface Texts {
  (language: Language, key: string, params?: Message['params']): string;
}

/**
 * Compiles the texts of the locale files. A key that a language lacks throws: the rule tests see to it that none does.
 */
export function createTexts(locales: Locales): Texts {
  const compiled = new Map<string, IntlMessageFormat>();
  const formatOf = (language: Language, key: string) => {
    const name = `${language} ${key}`;
    const known = compiled.get(name);
    if (known) return known;
    const source = locales[language].texts[key];
    if (source === undefined) throw new Error(`locales/${language} has no text "${key}"`);
    // Tags would be markup; texts here are words only, and people write `<` too.
    const format = new IntlMessageFormat(source, language, undefined, { ignoreTag: true });
    compiled.set(name, format);
    return format;
  };
  const texts: Texts = (language, key, params = {}) => {
    const filled = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' ? texts(language, value.text) : value,
    ]);
    return formatOf(language, key).format(
      Object.fromEntries(filled) as Record<string, string | number | boolean>,
    ) as string;
  };
  return texts;
}

/** The keys that are missing in some language, as `language key`; empty when the languages are complete. */
export function missingTexts(locales: Locales): string[] {
  const all = new Set(LANGUAGES.flatMap((language) => Object.keys(locales[language].texts)));
  return LANGUAGES.flatMap((language) =>
    [...all].filter((key) => !(key in locales[language].texts)).map((key) => `${language} ${key}`),
  );
}
