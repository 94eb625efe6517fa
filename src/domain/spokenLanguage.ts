import { LANGUAGES, type Language } from './language.ts';
import { folded } from './personSearch.ts';

/** The most languages that callers of a number can choose from, besides its first. */
export const MOST_SECONDARY = 4;

/** The languages in which a number can greet its callers; of several regions the usual one stands first. */
export const SPOKEN_LANGUAGES: readonly string[] = [
  ...['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IN', 'fr-FR', 'fr-CA', 'sv-SE', 'de-DE', 'es-ES', 'es-MX'],
  ...['it-IT', 'nl-NL', 'nl-BE', 'da-DK', 'nb-NO', 'fi-FI', 'pt-BR', 'pt-PT', 'pl-PL', 'cs-CZ', 'sk-SK'],
  ...['hu-HU', 'ro-RO', 'bg-BG', 'hr-HR', 'sl-SI', 'el-GR', 'tr-TR', 'ru-RU', 'uk-UA', 'et-EE', 'lv-LV'],
  ...['lt-LT', 'ar-EG', 'ar-SA', 'he-IL', 'hi-IN', 'id-ID', 'ms-MY', 'vi-VN', 'th-TH', 'ja-JP', 'ko-KR'],
  ...['zh-CN', 'zh-HK', 'zh-TW', 'ca-ES'],
];

/** The language that a text names, by its tag or its name in one of our languages: `sv-SE`, `sv`, Swedish, suédois, svenska. */
export function spokenLanguageOf(text: string): string | undefined {
  const wanted = text.trim().replaceAll('_', '-');
  const lower = wanted.toLowerCase();
  const exact = SPOKEN_LANGUAGES.find((tag) => tag.toLowerCase() === lower);
  if (exact !== undefined) return exact;
  const bare = lower === 'no' ? 'nb' : lower;
  const first = SPOKEN_LANGUAGES.find((tag) => tag.split('-')[0] === bare);
  return first ?? languagesByName().get(folded(wanted));
}

/** The name of a language in another one; what is no tag stays as it is. */
export function spokenLanguageName(tag: string, language: Language): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

let known: ReadonlyMap<string, string> | undefined;

/** Every name of every language, with its region and without, made when it is first asked for. */
function languagesByName(): ReadonlyMap<string, string> {
  const names = (tag: string) =>
    LANGUAGES.flatMap((language) => [
      [folded(spokenLanguageName(tag.split('-')[0] ?? tag, language)), tag] as const,
      [folded(spokenLanguageName(tag, language)), tag] as const,
    ]);
  // What stands first in the list wins: later entries of a Map replace earlier ones.
  known ??= new Map([
    ...[...SPOKEN_LANGUAGES].reverse().flatMap(names),
    ['norwegian', 'nb-NO'],
    ['norska', 'nb-NO'],
    ['norvegien', 'nb-NO'],
  ]);
  return known;
}
