import { includesRole, type Role } from '../domain/actor.ts';
import type { View } from '../domain/view.ts';
import { pageButtons } from './buttons.ts';
import { text, wholeNumber } from './field.ts';
import { EVERYBODY, operation, type House, type Operation } from './operation.ts';

/** Entries on one page: a card has its budget. */
const PAGE = 24;

/** Shows what the reader may do, or the one thing asked about: an example of each, and a button that does it or opens its form. */
export const help = operation({
  name: 'help',
  cmdlet: { name: 'Get-Help' },
  right: EVERYBODY,
  fields: { topic: text(), page: wholeNumber(1, 1_000, 'value-malformed') },
  changes: false,
  async run(work, { topic, page = 1 }): Promise<View> {
    const offered = offeredTo(work.actor.role, work.house);
    const about = offered.filter((one) => one.name === topic || (topic !== undefined && one.under === topic));
    const shown = about.length > 0 ? about : offered.filter((one) => one.under === undefined);
    const heads = new Set(topic === undefined ? offered.flatMap((one) => one.under ?? []) : []);
    const last = Math.ceil(shown.length / PAGE);
    const at = Math.min(page, last);
    const entries = shown.slice((at - 1) * PAGE, at * PAGE).map((one) => ({
      operation: one.name,
      cmdlet: one.cmdlet?.name ?? null,
      request: {
        steps: [heads.has(one.name) ? { operation: 'help', input: { topic: one.name } } : menuStep(one)],
      },
    }));
    return {
      kind: 'help',
      role: work.actor.role,
      local: work.house.local,
      entries,
      page: { page: at, last },
      buttons: pageButtons('help', {}, at, last),
    };
  },
});

/** The operations that help and menus offer to a role. */
export function offeredTo(role: Role, house: Pick<House, 'catalogue' | 'local'>): Operation[] {
  return house.catalogue.filter(
    (one) =>
      !one.hidden &&
      (!one.localOnly || house.local) &&
      (includesRole(role, one.right.role) || one.right.self === true) &&
      !(one.right.needlessFor && includesRole(role, one.right.needlessFor)),
  );
}

/** What the menu's button of an operation does. */
function menuStep(one: Operation) {
  return one.form
    ? { operation: 'openForm', input: { operation: one.name } }
    : { operation: one.name, input: {} };
}
