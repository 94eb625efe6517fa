import { ROLES, type Role } from '../domain/actor.ts';
import { message, type Message } from '../domain/message.ts';
import type { Fact, View } from '../domain/view.ts';
import { holdersOf } from './directory/rolesInForce.ts';
import { ADMINS, operation, type Operation, type Work } from './operation.ts';
import { formButton } from './buttons.ts';

/** The most people of one role that are named. */
const MOST_NAMES = 20;

/** Shows who is admin and help desk, and what each role may do, as the catalogue has it. */
export const roles = operation({
  name: 'roles',
  right: ADMINS,
  fields: {},
  changes: false,
  personal: true,
  async run(work): Promise<View> {
    return {
      kind: 'facts',
      title: message('title.roles'),
      facts: await holders(work),
      notes: work.house.catalogue
        .filter((one) => !one.hidden && (!one.localOnly || work.house.local))
        .sort((one, other) => ROLES.indexOf(other.right.role) - ROLES.indexOf(one.right.role))
        .map(rightOf),
      cmdlet: null,
      buttons: [formButton('addRole'), formButton('removeRole')],
    };
  },
});

/** Who has which role. */
async function holders({ tx, house }: Work): Promise<Fact[]> {
  const all = await holdersOf(tx, house, 'helpDesk');
  const { directoryRoles } = house;
  const named = (label: string, role: Role, byDirectory: boolean): Fact => {
    const found = all.filter((one) => one.role === role && one.byDirectory === byDirectory);
    const names = found.map(({ user }) => user.displayName).sort();
    const shown = names.slice(0, MOST_NAMES).join(', ');
    const more = names.length > MOST_NAMES ? ` … (${names.length})` : '';
    return { label, value: names.length === 0 ? message('text.nobody') : shown + more };
  };
  const facts = [named('admins', 'admin', false), named('helpDeskPeople', 'helpDesk', false)];
  if (directoryRoles.isSilent) facts.push({ label: 'directory', value: message('text.directorySilent') });
  if (directoryRoles.list().length === 0) return facts;
  return [
    ...facts,
    named('adminsByDirectory', 'admin', true),
    named('helpDeskByDirectory', 'helpDesk', true),
  ];
}

/** Who may do one thing. */
function rightOf({ name, right }: Operation): Message {
  return message(right.self ? 'text.mayOrSelf' : 'text.may', {
    operation: { text: `operation.${name}` },
    role: { text: `may.${right.role}` },
  });
}
