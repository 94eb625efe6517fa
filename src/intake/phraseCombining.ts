import type { Step } from '../domain/request.ts';
import type { NothingReason } from './understood.ts';

/** Steps of one command, or why they cannot be one. */
export type Combined = { steps: Step[] } | { reason: NothingReason };

/** Courtesies that give way to a request: "hello, can you help? reset …". */
const COURTESIES = ['hello', 'help'];

/** What one command may do together, and to many people. */
export const COMBINABLE: readonly string[] = [
  ...['resetPin', 'resetConferenceId', 'setConferenceId', 'setServiceNumber', 'setTollFreeNumber'],
  ...[
    'allowTollFree',
    'allowCallers',
    'sendInfo',
    'enableUser',
    'disableUser',
    'assignLicense',
    'removeLicense',
    'setProvider',
    'migrateMeetings',
  ],
];

/** The most steps that words are taken to ask for. */
const MOST_STEPS = 5;

/** Makes one command of what the clauses ask for. */
export function combine(steps: readonly Step[]): Combined {
  const asked = steps.length > 1 ? steps.filter((step) => !COURTESIES.includes(step.operation)) : steps;
  const distinct = withoutRepeats(asked.length > 0 ? asked : steps.slice(0, 1));
  if (distinct.every((step) => step.operation === 'changeSettings')) return mergedSettings(distinct);
  if (distinct.length === 1) return { steps: distinct };
  if (excludeEachOther(distinct)) return { reason: 'contradiction' };
  const isCommand =
    distinct.length <= MOST_STEPS && distinct.every((step) => COMBINABLE.includes(step.operation));
  return isCommand ? { steps: distinct } : { reason: 'ambiguous' };
}

function withoutRepeats(steps: readonly Step[]): Step[] {
  return [...new Map(steps.map((step) => [JSON.stringify(step), step])).values()];
}

/** Several settings are one change; one setting cannot have two values. */
function mergedSettings(steps: readonly Step[]): Combined {
  const input: Record<string, unknown> = {};
  for (const [name, value] of steps.flatMap((step) => Object.entries(step.input))) {
    if (name in input && input[name] !== value) return { reason: 'contradiction' };
    input[name] = value;
  }
  return { steps: [{ operation: 'changeSettings', input }] };
}

/** Whether two steps want two things of the same kind: reset and set a conference ID, or answer yes and no. */
function excludeEachOther(steps: readonly Step[]): boolean {
  const operations = steps.map((step) => step.operation);
  const changesId = operations.filter((name) => name === 'resetConferenceId' || name === 'setConferenceId');
  const isRepeated = new Set(operations).size < operations.length;
  return (
    new Set(changesId).size > 1 ||
    (isRepeated && operations.some((name) => name === 'language' || name === 'answer'))
  );
}
