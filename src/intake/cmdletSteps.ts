import type { Step } from '../domain/request.ts';
import { Refusal } from '../domain/refusal.ts';
import { askedBy, EXCLUSIVE } from '../operations/cmdletChoice.ts';
import type { Operation } from '../operations/operation.ts';
import type { CmdletShape } from './cmdletShapes.ts';

/** What was given, by the parameter's full name. */
type Values = ReadonlyMap<string, unknown>;

/**
 * The operations that the given parameters ask for, in the order of the catalogue, each with the fields that are its own.
 * Throws when they ask for none, for two that exclude each other, or when one of them would get lost.
 */
export function stepsOf(shape: CmdletShape, values: Values): Step[] {
  const chosen = askedBy(shape.operations, (parameter) => isGiven(shape, values, parameter));
  if (chosen.length === 0) throw nothingAsked(shape, values);
  if (EXCLUSIVE.every((parameter) => isGiven(shape, values, parameter))) {
    throw new Refusal('conference-id-set-and-reset', { value: String(values.get(EXCLUSIVE[0])) });
  }
  mustAllBeUsed(shape, chosen, values);
  return chosen.map((one) => ({ operation: one.name, input: inputOf(one, values) }));
}

/** The fields of an operation that are given. */
function inputOf(one: Operation, values: Values): Step['input'] {
  const given = Object.entries(one.fields).filter(
    ([, field]) => field.parameter !== null && values.has(field.parameter),
  );
  return Object.fromEntries(given.map(([name, field]) => [name, values.get(field.parameter ?? '')]));
}

/** Whether a parameter is there and, if it is a switch, not switched off. */
function isGiven(shape: CmdletShape, values: Values, parameter: string): boolean {
  const isSwitch = shape.parameters.some((one) => one.name === parameter && one.kind === 'switch');
  return values.has(parameter) && !(isSwitch && values.get(parameter) === false);
}

/** A parameter that no chosen operation knows would be passed over in silence: refused instead. */
function mustAllBeUsed(shape: CmdletShape, chosen: readonly Operation[], values: Values): void {
  const used = new Set(
    chosen.flatMap((one) => [
      one.cmdlet?.trigger,
      ...Object.values(one.fields).map((field) => field.parameter),
    ]),
  );
  const lost = shape.parameters.find(
    (one) => one.standing === 'ours' && isGiven(shape, values, one.name) && !used.has(one.name),
  );
  if (!lost) return;
  throw new Refusal('parameter-conflict', { value: `-${lost.name}`, cmdlet: shape.name });
}

/** Why nothing is asked for: a sender or an address for a mail that is not to be sent, or only the person. */
function nothingAsked(shape: CmdletShape, values: Values): Refusal {
  if (values.has('SendEmailToAddress'))
    return new Refusal('send-to-without-send', { value: String(values.get('SendEmailToAddress')) });
  const sender = ['SendEmailFromAddress', 'SendEmailFromDisplayName'].find((name) => values.has(name));
  if (sender !== undefined) return new Refusal('sender-half', { value: String(values.get(sender)) });
  const triggers = shape.operations
    .flatMap((one) => one.cmdlet?.trigger ?? [])
    .map((trigger) => `-${trigger}`);
  return new Refusal('value-missing', { parameter: triggers.join(' | ') }, triggers);
}
