import type { Language } from '../domain/language.ts';
import type { Step } from '../domain/request.ts';
import { readButton } from '../intake/buttons.ts';
import type { Cmdlets } from '../intake/cmdlets.ts';
import type { Phrases } from '../intake/phrases.ts';
import type { Understood } from '../intake/understood.ts';
import type { Operation } from '../operations/operation.ts';

/** The doors for words and buttons. */
export interface Doors {
  phrases: Phrases;
  cmdlets: Cmdlets;
  catalogue: readonly Operation[];
}

/** What somebody wants, from whichever door it came. */
export interface Wanted {
  steps: Step[];
  preview: boolean;
  unasked: boolean;
  /** The token of a one-time button. */
  once: string | undefined;
  /** Of the words, when they are unmistakable. */
  language: Language | undefined;
}

/** Reads typed words: as a cmdlet if they are one, else as a phrase. Throws Refusal for a malformed cmdlet. */
export function wantedByWords(text: string, doors: Doors): Wanted {
  return wantedOf(doors.cmdlets(text) ?? doors.phrases(text));
}

/** Reads a pressed button. Throws Refusal when it did not come from a card of ours. */
export function wantedByButton(value: unknown, doors: Doors): Wanted {
  const { steps, preview, once, language } = readButton(value, doors.catalogue);
  return { steps, preview, unasked: false, once, language };
}

/** What was understood as a request: not understanding is answered like everything else, through the gate. */
function wantedOf(understood: Understood): Wanted {
  const { language } = understood;
  if (understood.kind === 'steps') {
    return {
      steps: understood.steps,
      preview: understood.preview,
      unasked: understood.unasked === true,
      once: undefined,
      language,
    };
  }
  const { reason, near, line } = understood;
  const step = {
    operation: 'notUnderstood',
    input: { reason, near, ...(line === undefined ? {} : { line }) },
  };
  return { steps: [step], preview: false, unasked: false, once: undefined, language };
}
