import { Refusal } from '../domain/refusal.ts';
import type { Step } from '../domain/request.ts';
import { equivalentCmdlet } from '../operations/cmdletText.ts';
import type { Operation } from '../operations/operation.ts';
import { bind, type Bound } from './cmdletBinding.ts';
import { readPipeline } from './cmdletPipelines.ts';
import { findCmdlet, unknown, type Line } from './cmdletNames.ts';
import { shapesOf } from './cmdletShapes.ts';
import { stepsOf } from './cmdletSteps.ts';
import { tokensOf } from './cmdletTokens.ts';
import type { Understood } from './understood.ts';

/** The longest line that is read, in characters. */
const LONGEST = 1_000;

/** The cmdlet door: what a text asks for, or undefined when it begins with no cmdlet. Throws Refusal for a malformed one. */
export type Cmdlets = (text: string) => Understood | undefined;

/**
 * Makes the cmdlet door of a catalogue. A line that has to be guessed is carried out when it only reads or previews; a change is
 * answered with the right form instead.
 */
export function createCmdlets(catalogue: readonly Operation[]): Cmdlets {
  const shapes = shapesOf(catalogue);
  const readLine: Cmdlets = (text) => {
    const line = findCmdlet(shapes, text);
    if (!line) return undefined;
    if (text.length > LONGEST) throw new Refusal('text-too-long');
    const { steps, bound } = line.exact ? read(line) : readGuessed(line, () => unknown(shapes, line.typed));
    const changes = catalogue.some((one) => one.changes && steps.some((step) => step.operation === one.name));
    const manner = mannerOf(bound);
    const guessed = bound.guessed || !line.exact;
    if (guessed && changes && !manner.preview) return offered(steps, catalogue);
    return { kind: 'steps', steps, ...manner, language: undefined };
  };
  return (text) => readPipeline(text, readLine) ?? readLine(text);
}

/** Reads what follows the name. */
function read(line: Line): { steps: Step[]; bound: Bound } {
  const bound = bind(tokensOf(line.rest), line.shape);
  return { steps: stepsOf(line.shape, bound.values), bound };
}

/** Reads what follows a misspelt name: when that is wrong too, the name is what there is to say. */
function readGuessed(line: Line, refusal: () => Refusal): { steps: Step[]; bound: Bound } {
  try {
    return read(line);
  } catch (error) {
    throw error instanceof Refusal ? refusal() : error;
  }
}

/** The right form of a guessed line, and its steps to press. */
function offered(steps: Step[], catalogue: readonly Operation[]): Understood {
  const line = equivalentCmdlet(steps, catalogue);
  return {
    kind: 'nothing',
    reason: 'misspelt',
    near: steps,
    ...(line === null ? {} : { line }),
    language: undefined,
  };
}

/** How it is to be done: `-WhatIf` previews; `-Force` and `-Confirm:$false` do without the question, `-Confirm` asks for it. */
function mannerOf({ values }: Bound): { preview: boolean; unasked?: true } {
  const preview = values.get('WhatIf') === true;
  const confirm = values.get('Confirm');
  const unasked = confirm === false || (confirm === undefined && values.get('Force') === true);
  return unasked ? { preview, unasked } : { preview };
}
