import { GlobalSettings, Template } from './templating.js';

/** Templates with their expressions parsed, which takes many times as long as filling them. */
const parsed = new WeakMap<object, Template>();

/**
 * Fills a template in a single pass: `${…}` inside the data is inert. Throws on a field that the template names and the data
 * lack, because it would print its own name; give optional fields as null and guard them with `$when`.
 */
export function expandCard(template: object, data: Record<string, unknown>): Record<string, unknown> {
  const missing: string[] = [];
  const before = GlobalSettings.getUndefinedFieldValueSubstitutionString;
  GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
    missing.push(path);
    return '';
  };
  try {
    const card = parsedTemplate(template).expand({ $root: data }) as Record<string, unknown>;
    if (missing.length > 0) throw new Error(`card data lack ${missing.join(', ')}`);
    return card;
  } finally {
    if (before) GlobalSettings.getUndefinedFieldValueSubstitutionString = before;
    else delete GlobalSettings.getUndefinedFieldValueSubstitutionString;
  }
}

/** A template in its parsed form; templates are read once and never change. */
function parsedTemplate(template: object): Template {
  const known = parsed.get(template);
  if (known) return known;
  const made = new Template(template);
  parsed.set(template, made);
  return made;
}
