import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../domain/language.ts';
import { Grammar, type Locale, type Locales } from '../../domain/locale.ts';

/**
 * Reads `locales/<language>/*.json`: `grammar.json` is the grammar, every other file holds texts, nested or not, whose keys
 * are joined with dots. Throws when a file is missing or malformed.
 */
export function readLocales(folder: string): Locales {
  return Object.fromEntries(
    LANGUAGES.map((language) => [language, readLocale(join(folder, language))]),
  ) as Locales;
}

function readLocale(folder: string): Locale {
  const texts: Record<string, string> = {};
  let grammar: unknown;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const content: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    if (file === 'grammar.json') grammar = content;
    else addTexts(texts, content, '', join(folder, file));
  }
  return { texts, grammar: Grammar.parse(grammar) };
}

/** Adds the texts of a nested object under their dotted keys. */
function addTexts(texts: Record<string, string>, node: unknown, key: string, file: string): void {
  if (typeof node === 'string') {
    texts[key] = node;
    return;
  }
  if (typeof node !== 'object' || node === null) throw new Error(`${file}: "${key}" is not a text`);
  for (const [name, child] of Object.entries(node))
    addTexts(texts, child, key === '' ? name : `${key}.${name}`, file);
}
