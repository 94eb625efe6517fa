import type { Language } from '../domain/language.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Step } from '../domain/request.ts';
import { readButton } from '../intake/buttons.ts';
import type { Cmdlets } from '../intake/cmdlets.ts';
import type { Phrases } from '../intake/phrases.ts';
import { readScript } from '../intake/script.ts';
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
  /** The words were a cmdlet. */
  byCmdlet?: boolean;
  /** Of the words, when they are unmistakable. */
  language: Language | undefined;
}

/** What the lines of a script want, each by itself. */
export interface WantedScript {
  lines: { line: string; wanted: Wanted | Refusal }[];
  stops: boolean;
}

/** Reads typed words: as a cmdlet if they are one, else as a phrase; with a file they need not say for whom. Throws Refusal for a malformed cmdlet. */
export function wantedByWords(text: string, doors: Doors, withFile = false): Wanted | WantedScript {
  const script = readScript(text);
  const [only, ...others] = script?.lines ?? [];
  if (script && others.length > 0)
    return {
      lines: script.lines.map((line) => ({ line, wanted: wantedByLine(line, doors) })),
      stops: script.stops,
    };
  const words = only ?? text;
  const cmdlet = doors.cmdlets(words);
  return cmdlet ? { ...wantedOf(cmdlet), byCmdlet: true } : wantedOf(doors.phrases(words, withFile));
}

/** What a line of a script wants: a cmdlet that is typed right, nothing else. */
function wantedByLine(line: string, doors: Doors): Wanted | Refusal {
  try {
    const understood = doors.cmdlets(line);
    if (understood?.kind === 'steps') return { ...wantedOf(understood), byCmdlet: true };
    const value = line.length > 40 ? `${line.slice(0, 39)}…` : line;
    return new Refusal(
      'cmdlet-malformed',
      { value },
      understood?.line === undefined ? [] : [understood.line],
    );
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
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
