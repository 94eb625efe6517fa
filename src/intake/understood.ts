import type { Language } from '../domain/language.ts';
import type { Step } from '../domain/request.ts';

/**
 * Why words led to nothing: not known, a denial, about the past, two requests that exclude each other,
 * not for sure what is meant, nothing asked for, too long to be a command, a cmdlet that can only be guessed.
 */
export const NOTHING_REASONS = [
  'unknown',
  'denial',
  'past',
  'contradiction',
  'ambiguous',
  'smalltalk',
  'too-long',
  'misspelt',
] as const;

/** Why words led to nothing. */
export type NothingReason = (typeof NOTHING_REASONS)[number];

/** What a door made of words. `unasked`: the words say not to ask first. `language` is set only when the words are unmistakably of that language. */
export type Understood =
  | { kind: 'steps'; steps: Step[]; preview: boolean; unasked?: boolean; language: Language | undefined }
  /** `near`: what it may have meant, each a thing of its own to offer; nothing is done. `line`: a cmdlet's right form. */
  | { kind: 'nothing'; reason: NothingReason; near: Step[]; line?: string; language: Language | undefined };
