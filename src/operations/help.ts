import { includesRole, type Role } from '../domain/actor.ts';
import type { View } from '../domain/view.ts';
import { text } from './field.ts';
import { EVERYBODY, operation, type House, type Operation } from './operation.ts';

/** Shows what the reader may do, or the one thing asked about: an example of each, and a button that does it or opens its form. */
export const help = operation({
  name: 'help',
  cmdlet: { name: 'Get-Help' },
  right: EVERYBODY,
  fields: { topic: text() },
  changes: false,
  async run(work, { topic }): Promise<View> {
    const offered = offeredTo(work.actor.role, work.house);
    const about = offered.filter((one) => one.name === topic);
    const entries = (about.length > 0 ? about : offered).map((one) => ({
      operation: one.name,
      cmdlet: one.cmdlet?.name ?? null,
      request: { steps: [menuStep(one)] },
    }));
    return { kind: 'help', role: work.actor.role, local: work.house.local, entries };
  },
});

/** The operations that help and menus offer to a role. */
export function offeredTo(role: Role, house: Pick<House, 'catalogue' | 'local'>): Operation[] {
  return house.catalogue.filter(
    (one) =>
      !one.hidden &&
      (!one.localOnly || house.local) &&
      (includesRole(role, one.right.role) || one.right.self === true),
  );
}

/** What the menu's button of an operation does. */
function menuStep(one: Operation) {
  return one.form
    ? { operation: 'openForm', input: { operation: one.name } }
    : { operation: one.name, input: {} };
}
