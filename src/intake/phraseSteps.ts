import type { Step } from '../domain/request.ts';
import { stepOf, type Frame } from './grammarFrames.ts';
import {
  clausesOf,
  isStatement,
  asksAboutSomebody,
  segmentOf,
  segmentsOf,
  type Segment,
} from './phraseClauses.ts';
import { combine, type Combined } from './phraseCombining.ts';
import { exceptionOf } from './phraseExcept.ts';
import { guardOf, hasOpposites, reasonOf } from './phraseGuards.ts';
import type { Item } from './phraseItems.ts';
import { addSending } from './phraseSending.ts';
import { bulkStepOf, toAll } from './phraseSelection.ts';

/** What steps are read with. */
export interface StepTools {
  frames: readonly Frame[];
  sendFrames: readonly Frame[];
  /** Whether it stands elsewhere for whom: in a file. */
  whomElsewhere: boolean;
}

/** The steps that words ask for, or why there are none. */
export function stepsOf(tools: StepTools, contents: readonly Item[]): Combined {
  return withoutSome(tools, contents) ?? stepsOfClauses(tools, contents);
}

/** "… for everybody except amos": only of many people somebody can be left out. */
function withoutSome(tools: StepTools, contents: readonly Item[]): { steps: Step[] } | undefined {
  const exception = exceptionOf(contents);
  const asked = exception && stepsOfClauses(tools, exception.asked);
  const [step, ...others] = asked && 'steps' in asked ? asked.steps : [];
  if (!exception || step?.operation !== 'bulk' || others.length > 0) return undefined;
  return { steps: [{ ...step, input: { ...step.input, except: exception.except } }] };
}

/** The steps that all clauses ask for together; each clause may lean on the one before. */
function stepsOfClauses(tools: StepTools, items: readonly Item[]): Combined {
  let steps: Step[] = [];
  let previous: Segment | undefined;
  for (const clause of clausesOf(items)) {
    if (hasOpposites(clause)) return { reason: 'contradiction' };
    if (isStatement(clause)) return { reason: guardOf(clause) ?? 'past' };
    if (asksAboutSomebody(clause)) return { reason: 'ambiguous' };
    const read = stepsOfClause(tools, clause, steps, previous);
    if (!read) return stepsOfWhole(tools, items) ?? { reason: reasonOf(items) };
    steps = read;
    previous = segmentOf(clause);
  }
  return steps.length > 0 ? combine(steps) : { reason: 'unknown' };
}

/** "Alex is locked out, reset his PIN": one request in two clauses. */
function stepsOfWhole(tools: StepTools, items: readonly Item[]): Combined | undefined {
  const step = isStatement(items) || hasOpposites(items) ? undefined : stepOf(tools.frames, segmentOf(items));
  return step && { steps: [step] };
}

/** The steps so far and those of one more clause; undefined when it cannot be read. */
function stepsOfClause(
  tools: StepTools,
  clause: readonly Item[],
  before: readonly Step[],
  previous: Segment | undefined,
): Step[] | undefined {
  const whole = segmentOf(clause);
  const sending = addSending(tools.sendFrames, whole, before);
  if (sending) return sending;
  const step =
    (tools.whomElsewhere ? toAll(tools.frames, whole) : undefined) ??
    stepOf(tools.frames, whole) ??
    (before.length === 0 ? bulkStepOf(tools.frames, whole) : undefined) ??
    (previous && stepOf(tools.frames, withWordsOf(whole, previous)));
  if (step) return [...before, withPeopleOf(step, before)];
  const steps = segmentsOf(clause).map((segment) => stepOf(tools.frames, segment));
  if (steps.length < 2 || steps.some((one) => one === undefined)) return undefined;
  return [...before, ...steps.filter((one) => one !== undefined).map((one) => withPeopleOf(one, before))];
}

/** "Amos forgot his PIN. Please reset it": what is reset was said before. */
function withWordsOf(segment: Segment, previous: Segment): Segment {
  return segment.words.size > 0 ? segment : { ...segment, words: previous.words };
}

/** "… and send him his conference info": whom was said before. */
function withPeopleOf(step: Step, before: readonly Step[]): Step {
  const { people } = step.input;
  const earlier = before.at(-1)?.input['people'];
  if (!Array.isArray(people) || people.length > 0 || earlier === undefined) return step;
  return { ...step, input: { ...step.input, people: earlier } };
}
