import { includesRole } from '../../domain/actor.ts';
import type { User } from '../../domain/user.ts';
import type { Transaction } from '../../ports/store.ts';

/** The admins, whose cards ask for a decision. */
export async function adminsOf(tx: Transaction): Promise<User[]> {
  const roles = (await tx.roles.list()).filter(({ role }) => includesRole(role, 'admin'));
  const users = await Promise.all(roles.map(({ userKey }) => tx.users.get(userKey)));
  return users.filter((user) => user !== undefined);
}

/** Cards that have not reached their admin yet are not sent any more: there is nothing left to decide. */
export async function withdrawCards(tx: Transaction, about: string): Promise<void> {
  for (const { userKey } of await tx.roles.list())
    for (const row of await tx.outbox.ofUser(userKey))
      if (row.card?.about === about && row.state !== 'sent')
        await tx.outbox.put({ ...row, state: 'superseded', reason: 'decided', nextTryAt: null });
}
