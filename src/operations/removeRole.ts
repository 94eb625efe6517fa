import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { namesOf, type User } from '../domain/user.ts';
import { checkEach } from './enabledUser.ts';
import { mustLeaveAnAdmin } from './lastAdmin.ts';
import { ADMINS, operation, type Work } from './operation.ts';
import { changeRole, ROLE_FIELDS, rolesBack } from './roleChange.ts';

/** Takes the role of admin or help desk from people, after a *Yes*; the last admin keeps it. */
export const removeRole = operation({
  name: 'removeRole',
  right: ADMINS,
  fields: ROLE_FIELDS,
  form: ['people', 'role'],
  changes: true,
  async confirms(work, { people: users, role }) {
    await check(work, users, role);
    return {
      title: message('question.removeRole', {
        person: namesOf(users),
        role: { text: `role.${role}` },
      }),
      facts: users.map((user) => ({ label: 'upn', value: user.upn })),
      notes: users.some((user) => user.key === work.actor.user.key) ? [message('question.ownRole')] : [],
    };
  },
  async run(work, { people: users, role }) {
    await check(work, users, role);
    return changeRole(work, users, 'user');
  },
  undoes: rolesBack,
});

/** Nobody loses what they do not have. */
async function check(work: Work, users: readonly User[], role: 'admin' | 'helpDesk'): Promise<void> {
  await checkEach(users, async (user) => {
    const has = await work.tx.roles.of(user.key);
    if (has !== role && work.house.directoryRoles.of(user.id) === role)
      throw new Refusal('role-by-directory', {
        person: user.displayName,
        role: { text: `role.${role}` },
      });
    if (has !== role)
      throw new Refusal('role-not-held', {
        person: user.displayName,
        role: { text: `role.${role}` },
        has: { text: `role.${has}` },
      });
  });
  await mustLeaveAnAdmin(work, users);
}
