import { z } from 'zod';
import type { Language } from './language.ts';

/** Texts by dotted key, in ICU MessageFormat. */
export const Texts = z.record(z.string(), z.string());

/** What the grammar knows of a language: see docs/adding-an-operation.md. */
export const Grammar = z.looseObject({});

/** A language as the locale files give it: `texts` of cards and mails, and the `grammar` of its phrases. */
export const Locale = z.object({ texts: Texts, grammar: Grammar });

/** A language as the locale files give it. */
export type Locale = z.infer<typeof Locale>;

/** Every language. */
export type Locales = Readonly<Record<Language, Locale>>;
