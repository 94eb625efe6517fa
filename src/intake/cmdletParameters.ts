import { Refusal } from '../domain/refusal.ts';
import type { CmdletShape, Parameter } from './cmdletShapes.ts';
import { nearest } from './nearest.ts';

/** How many near names a refusal offers. */
const OFFERED = 3;

/**
 * The parameter that a typed name means: the name itself, or the beginning of exactly one, whatever the case.
 * Throws `parameter-unknown`, `parameter-ambiguous` (both with names to choose from) or `parameter-not-yet`.
 */
export function parameterOf(shape: CmdletShape, typed: string): Parameter {
  const [parameter, ...others] = candidates(shape, typed.toLowerCase());
  if (!parameter) throw unknown(shape, typed);
  if (others.length > 0) {
    const all = [parameter, ...others];
    const ours = all.filter((one) => one.standing === 'ours');
    const names = (ours.length > 0 ? ours : all).map((one) => `-${one.name}`);
    throw new Refusal('parameter-ambiguous', { value: `-${typed}`, cmdlet: shape.name }, names);
  }
  if (parameter.standing === 'later')
    throw new Refusal('parameter-not-yet', { value: `-${parameter.name}`, cmdlet: shape.name });
  return parameter;
}

/** The parameters that a folded name fits: an exact name excludes the prefixes. */
function candidates(shape: CmdletShape, folded: string): Parameter[] {
  const namesOf = (one: Parameter) => [one.name, ...one.aliases].map((name) => name.toLowerCase());
  const exact = shape.parameters.filter((one) => namesOf(one).includes(folded));
  return exact.length > 0
    ? exact
    : shape.parameters.filter((one) => namesOf(one).some((name) => name.startsWith(folded)));
}

/** The refusal of a name that fits nothing, with the nearest valid ones, or with all when none is near. */
function unknown(shape: CmdletShape, typed: string): Refusal {
  const names = shape.parameters.filter((one) => one.standing === 'ours').map((one) => one.name);
  const near = nearest(typed.slice(0, 64), names, Math.max(3, Math.ceil(typed.length / 3)));
  const offered = near.length > 0 ? near.slice(0, OFFERED).map(({ word }) => word) : names;
  return new Refusal(
    'parameter-unknown',
    { value: `-${typed}`, cmdlet: shape.name },
    offered.map((name) => `-${name}`),
  );
}
