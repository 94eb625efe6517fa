import { getCountries } from 'libphonenumber-js/max';
import { LANGUAGES, type Language } from './language.ts';
import { folded } from './personSearch.ts';

/** What people call countries besides their names. */
const NICKNAMES: Readonly<Record<string, string>> = {
  usa: 'US',
  america: 'US',
  amerique: 'US',
  'the us': 'US',
  'the usa': 'US',
  'the united states': 'US',
  uk: 'GB',
  'the uk': 'GB',
  britain: 'GB',
  'great britain': 'GB',
  england: 'GB',
  angleterre: 'GB',
  storbritannien: 'GB',
  holland: 'NL',
  hollande: 'NL',
  'the netherlands': 'NL',
};

/** The country that a text names, by its code or its name in one of the languages: `SE`, Sweden, Suède, Sverige. */
export function countryCodeOf(text: string): string | undefined {
  const wanted = text.trim();
  if (/^[a-z]{2}$/i.test(wanted)) {
    const code = wanted.toUpperCase();
    return (getCountries() as string[]).includes(code) ? code : NICKNAMES[wanted.toLowerCase()];
  }
  return countriesByName().get(folded(wanted));
}

/** The name of a country in a language; a code that is no country's stays as it is. */
export function countryName(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

let known: ReadonlyMap<string, string> | undefined;

/** Every name of every country, made when it is first asked for. */
function countriesByName(): ReadonlyMap<string, string> {
  known ??= new Map([
    ...LANGUAGES.flatMap((language) =>
      getCountries().map((code) => [folded(countryName(code, language)), code as string] as const),
    ),
    ...Object.entries(NICKNAMES),
  ]);
  return known;
}
