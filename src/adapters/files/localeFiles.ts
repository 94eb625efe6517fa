import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../domain/language.ts';
import { Locale, type Locales } from '../../domain/locale.ts';

/**
 * Reads `locales/<language>/*.json`: `grammar.json` is the grammar, every other file holds texts, nested or not, whose keys
 * are joined with dots. Throws when a file is missing or malformed.
 */
export function readLocales(folder: string): Locales {
  const locales = LANGUAGES.map((language) => {
    const files = readdirSync(join(folder, language)).filter((file) => file.endsWith('.json'));
    const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, language, file), 'utf8'));
    const texts = files.filter((file) => file !== 'grammar.json').flatMap((file) => flatten(read(file)));
    return [
      language,
      Locale.parse({ texts: Object.fromEntries(texts), grammar: read('grammar.json') }),
    ] as const;
  });
  return Object.fromEntries(locales) as Locales;
}

/** Nested objects as pairs of dotted key and text. */
function flatten(node: unknown, prefix = ''): [string, unknown][] {
  if (typeof node !== 'object' || node === null) return [[prefix, node]];
  return Object.entries(node).flatMap(([key, child]) =>
    flatten(child, prefix === '' ? key : `${prefix}.${key}`),
  );
}
