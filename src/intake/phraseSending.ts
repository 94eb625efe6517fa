import type { Step } from '../domain/request.ts';
import { stepOf, type Frame } from './grammarFrames.ts';
import { isAddress, type Segment } from './phraseClauses.ts';

/** Operations whose result can be mailed along. */
const MAILED = [
  ...['resetPin', 'resetConferenceId', 'setConferenceId', 'setServiceNumber', 'setTollFreeNumber'],
  ...['sendInfo', 'enableUser', 'assignLicense', 'setProvider'],
];

/**
 * "… and mail it to him", "… and send to u@hotmail.com": the steps before, with their result mailed.
 * Undefined when the clause says something else, or names somebody else than the steps do.
 */
export function addSending(
  frames: readonly Frame[],
  segment: Segment,
  before: readonly Step[],
): Step[] | undefined {
  if (before.length === 0 || !before.every((step) => MAILED.includes(step.operation))) return undefined;
  const address =
    segment.named.length === 1 && segment.named[0] && isAddress(segment.named[0])
      ? segment.named[0].text
      : undefined;
  const sending = stepOf(frames, address === undefined ? segment : { ...segment, named: [] });
  if (!sending) return undefined;
  const destination = address === undefined ? {} : { sendEmailToAddress: address };
  const people = address === undefined ? sending.input['people'] : [];
  const steps = before.map((step) => toldTo(step, people));
  if (steps.some((step) => step === undefined)) return undefined;
  return steps
    .filter((step) => step !== undefined)
    .map((step) => ({ ...step, input: { ...step.input, sendEmail: true, ...destination } }));
}

/** A step for the people that the sending names, if it does not name others itself. */
function toldTo(step: Step, people: unknown): Step | undefined {
  if (!Array.isArray(people) || people.length === 0) return step;
  const own = step.input['people'];
  if (!Array.isArray(own) || own.length === 0) return { ...step, input: { ...step.input, people } };
  return JSON.stringify(own) === JSON.stringify(people) ? step : undefined;
}
