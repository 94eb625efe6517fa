import { createRequire } from 'node:module';

/** As much of adaptivecards-templating as is used; its own types lead to sources that do not compile under our settings. */
interface Templating {
  GlobalSettings: { getUndefinedFieldValueSubstitutionString?: (path: string) => string | undefined };
  Template: new (template: object) => { expand(context: { $root: unknown }): unknown };
}

const templating = createRequire(import.meta.url)('adaptivecards-templating') as Templating;

/** Templates with their expressions parsed, which takes many times as long as filling them. */
const parsed = new WeakMap<object, InstanceType<Templating['Template']>>();

/**
 * Fills a template in a single pass: `${…}` inside the data is inert. Throws on a field that the template names and the data
 * lack, because it would print its own name; give optional fields as null and guard them with `$when`.
 */
export function expandCard(template: object, data: Record<string, unknown>): Record<string, unknown> {
  const missing: string[] = [];
  const { GlobalSettings } = templating;
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
function parsedTemplate(template: object): InstanceType<Templating['Template']> {
  const known = parsed.get(template);
  if (known) return known;
  const made = new templating.Template(template);
  parsed.set(template, made);
  return made;
}
