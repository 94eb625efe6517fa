import type { Operation } from './operation.ts';

/** Parameters that cannot stand in one line: to set a conference ID and to reset it are two things. */
export const EXCLUSIVE: readonly [string, string] = ['ConferenceId', 'ResetConferenceId'];

/**
 * The operations of one cmdlet that a line asks for, in the order of the catalogue: those whose trigger is given;
 * else those that are asked for last; else those that need no trigger.
 */
export function askedBy(
  operations: readonly Operation[],
  isGiven: (parameter: string) => boolean,
): Operation[] {
  const asked = operations.filter((one) => one.cmdlet?.trigger !== undefined && isGiven(one.cmdlet.trigger));
  const first = asked.filter((one) => !one.cmdlet?.last);
  // What the others do not take along is done as well: the info is sent after a change that tells nobody by itself.
  const isTaken = (parameter: string | undefined) =>
    first.some((one) => Object.values(one.fields).some((field) => field.parameter === parameter));
  if (first.length > 0)
    return [...first, ...asked.filter((one) => one.cmdlet?.last && !isTaken(one.cmdlet.trigger))];
  if (asked.length > 0) return asked;
  return operations.filter((one) => one.cmdlet?.trigger === undefined);
}
