import { LANGUAGES } from './language.ts';
import { folded } from './personSearch.ts';

/** Country codes by their folded names, in the languages that are spoken here; made when it is first needed. */
let codes: Map<string, string> | undefined;

/** The ISO code of a country, given as its code or by its name in one of the languages; undefined for anything else. */
export function countryOf(text: string): string | undefined {
  codes ??= codesByName();
  return codes.get(folded(text));
}

function codesByName(): Map<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const all = letters.flatMap((one) => letters.map((other) => one + other));
  const names = new Map<string, string>();
  for (const language of LANGUAGES) {
    const nameOf = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of all) {
      const name = nameOf.of(code);
      if (name === undefined || names.has(folded(name))) continue;
      names.set(folded(name), code);
      names.set(code.toLowerCase(), code);
    }
  }
  return names.set('usa', 'US').set('uk', 'GB').set('england', 'GB');
}
