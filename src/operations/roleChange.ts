import type { Role } from '../domain/actor.ts';
import type { AuditRow } from '../domain/audit.ts';
import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Step } from '../domain/request.ts';
import type { User } from '../domain/user.ts';
import { needed, choice, people } from './field.ts';
import type { Change, Work } from './operation.ts';
import { peopleOf } from './rowPeople.ts';
import { mustStillBe } from './undoing.ts';

/** The roles that are given and taken. */
const GIVEN = ['admin', 'helpDesk'] as const;

/** Who, and which role. */
export const ROLE_FIELDS = { people: people(), role: needed(choice(GIVEN)) };

/** Gives people a role, `user` for none, and tells what they had. */
export async function changeRole(work: Work, users: readonly User[], role: Role): Promise<Change> {
  const change: Change & Required<Pick<Change, 'before' | 'after'>> = {
    lines: [],
    people: [...users],
    before: {},
    after: {},
  };
  for (const user of users) {
    const before = await work.tx.roles.of(user.key);
    await work.tx.roles.put(user.key, role);
    change.lines.push({
      person: user.displayName,
      what: message('done.role', { person: user.displayName, role: { text: `role.${role}` } }),
      facts: [{ label: 'before', value: message(`role.${before}`) }],
    });
    change.before[user.upn] = before;
    change.after[user.upn] = role;
  }
  return change;
}

/** Everybody has the role again that they had before. */
export async function rolesBack(work: Work, row: AuditRow): Promise<Step[]> {
  const users = await peopleOf(work, row);
  return Promise.all(
    users.map(async (user) => {
      const now = await work.tx.roles.of(user.key);
      mustStillBe({ text: 'label.role' }, row.after[user.upn], now);
      const before = row.before[user.upn];
      const input = { people: [user.upn] };
      const isRole = GIVEN.some((role) => role === before);
      if (isRole) return { operation: 'addRole', input: { ...input, role: before, instead: true } };
      if (before !== 'user') throw new Refusal('undo-nothing');
      return { operation: 'removeRole', input: { ...input, role: now } };
    }),
  );
}
