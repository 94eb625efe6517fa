import * as z from 'zod';
import type { Language } from './language.ts';

/**
 * Words and phrases of one meaning. `(a|b|)` stands for each of its alternatives, also in the middle of a word. Case and
 * diacritics do not matter, unless the phrase begins with `=`.
 */
const Phrases = z.array(z.string().min(1));

/** Phrases by the concept that they name. */
const Concepts = z.record(z.string(), Phrases);

/**
 * A way to ask for an operation: the concepts and slots that it needs, in any order. `concept` and `{slot!}` must be
 * there, `concept?` and `{slot}` may; nothing else may. `input` is added to what the slots give.
 */
const Frame = z.union([z.string(), z.object({ when: z.string(), input: z.record(z.string(), z.unknown()) })]);

/** What the grammar knows of a language. */
export const Grammar = z.object({
  /** What is asked for; a new clause begins with one, and a name right in front of one makes it a statement. */
  verbs: Concepts,
  /** What it is asked of, and everything else that frames speak of. */
  words: Concepts,
  /** What no change may stand beside. */
  guards: z.object({
    denial: Phrases,
    /** Behind it stands who is left out. */
    except: Phrases,
    /** Somebody was enabled, disabled or licensed, or is so now. */
    enabledThen: Phrases,
    disabledThen: Phrases,
    licensedThen: Phrases,
    past: Phrases,
    /** Somebody is said to do something. */
    statement: Phrases,
    question: Phrases,
    condition: Phrases,
    alternative: Phrases,
    reported: Phrases,
  }),
  /** What may stand beside everything, and means something only by itself; `whatIf` asks for a preview. */
  fillers: Concepts,
  /** Days that a look back may be narrowed to; beside anything else *today* says nothing, and *yesterday* is the past. */
  days: z.object({ today: Phrases, yesterday: Phrases }),
  /** The person or thing that was spoken of before. */
  pronouns: Phrases,
  /** Prepositions, by their sense; those of `of` also stand inside names. */
  links: z.object({
    for: Phrases,
    of: Phrases,
    to: Phrases,
    from: Phrases,
    at: Phrases,
    in: Phrases,
    by: Phrases,
  }),
  and: Phrases,
  /** Words without a meaning here that stand in front of others: articles, titles. */
  noise: Phrases,
  /** Words without a meaning here that also stand behind a name: please, now. */
  polite: Phrases,
  /** By operation. */
  frames: z.record(z.string(), z.array(Frame).min(1)),
  /** Frames of a clause that has the result of the clause before it sent: "… and mail it to him". */
  sendAlso: z.array(Frame),
});

/** What the grammar knows of a language. */
export type Grammar = z.infer<typeof Grammar>;

/** A language as the locale files give it. */
export interface Locale {
  /** The texts of cards, mails and the page by dotted key, in ICU MessageFormat. */
  texts: Readonly<Record<string, string>>;
  /** How its phrases are read. */
  grammar: Grammar;
}

/** Every language. */
export type Locales = Readonly<Record<Language, Locale>>;
