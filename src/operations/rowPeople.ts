import type { AuditRow } from '../domain/audit.ts';
import { Refusal } from '../domain/refusal.ts';
import type { User } from '../domain/user.ts';
import type { Work } from './operation.ts';

/** The people of a row of the record as they are now; refuses to undo anything for people who are gone. */
export async function peopleOf(work: Work, row: AuditRow): Promise<User[]> {
  const users = await Promise.all(
    row.people.map(async ({ key, name }) => {
      const user = await work.tx.users.get(key);
      if (!user) throw new Refusal('undo-removed', { person: name });
      return user;
    }),
  );
  if (users.length === 0) throw new Refusal('undo-nothing');
  return users;
}
