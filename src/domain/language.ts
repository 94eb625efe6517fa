/** The languages in which people and the product talk to each other. */
export const LANGUAGES = ['en', 'fr', 'sv'] as const;

/** One of the product's languages. */
export type Language = (typeof LANGUAGES)[number];

/** The language of a locale tag such as `sv-SE`, or undefined when the product does not speak it. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === primary);
}
