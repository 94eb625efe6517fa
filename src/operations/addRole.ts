import { includesRole } from '../domain/actor.ts';
import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { namesOf, type User } from '../domain/user.ts';
import { checkEach } from './enabledUser.ts';
import { flag } from './field.ts';
import { mustLeaveAnAdmin } from './lastAdmin.ts';
import { ADMINS, operation, type Work } from './operation.ts';
import { changeRole, ROLE_FIELDS, rolesBack } from './roleChange.ts';

/** Makes people admins or help desk, after a *Yes*: it gives power. */
export const addRole = operation({
  name: 'addRole',
  right: ADMINS,
  fields: {
    ...ROLE_FIELDS,
    /** Also where the role that they have includes it: they then have only this one. */
    instead: flag(),
  },
  form: ['people', 'role'],
  changes: true,
  async confirms(work, { people: users, role, instead }) {
    await check(work, users, role, instead);
    return {
      title: message('question.addRole', { person: namesOf(users), role: { text: `role.${role}` } }),
      facts: users.map((user) => ({ label: 'upn', value: user.upn })),
      notes: [message(`question.may.${role}`)],
    };
  },
  async run(work, { people: users, role, instead }) {
    await check(work, users, role, instead);
    return changeRole(work, users, role);
  },
  undoes: rolesBack,
});

/** Nobody is given what they have, and nobody loses what they have by it unless that is meant. */
async function check(
  work: Work,
  users: readonly User[],
  role: 'admin' | 'helpDesk',
  instead: boolean,
): Promise<void> {
  await checkEach(users, async (user) => {
    const has = await work.tx.roles.of(user.key);
    if (has === role || (includesRole(has, role) && !instead))
      throw new Refusal('role-held', { person: user.displayName, role: { text: `role.${has}` } });
  });
  if (role !== 'admin') await mustLeaveAnAdmin(work, users);
}
