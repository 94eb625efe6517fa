import type { Step } from '../../domain/request.ts';
import { MOST_PEOPLE } from '../field.ts';
import type { House } from '../operation.ts';
import { operationOf, withoutPeople } from '../plan.ts';

/** A command that names more people than one command may, as what is done to many; every other command as it is. */
export function asBulk(steps: readonly Step[], house: House): readonly Step[] {
  const lists = steps.map((step) => manyNames(step, house));
  const [names] = lists;
  const same = lists.every((list) => JSON.stringify(list) === JSON.stringify(names));
  if (!names || !same) return steps;
  const bare = steps.map((step) => withoutPeople(step, operationOf(step, house)).bare);
  return [{ operation: 'bulk', input: { steps: bare, names } }];
}

/** The names that a step gives when they are too many for it, and it can be done to many. */
function manyNames(step: Step, house: House): string[] | undefined {
  const operation = operationOf(step, house);
  const { named } = withoutPeople(step, operation);
  if (!operation.each || !Array.isArray(named) || named.length <= MOST_PEOPLE) return undefined;
  return named.every((name) => typeof name === 'string') ? named : undefined;
}
