import { Refusal } from '../domain/refusal.ts';
import { namesOf, type User } from '../domain/user.ts';
import type { Work } from './operation.ts';

/** Refuses to take the role from everybody who could give it back. Admins of the directory do not count: it may fall silent. */
export async function mustLeaveAnAdmin({ tx }: Work, going: readonly User[]): Promise<void> {
  const admins = (await tx.roles.list()).filter((one) => one.role === 'admin');
  const gone = going.filter((user) => admins.some((one) => one.userKey === user.key));
  const left = await Promise.all(
    admins
      .filter((one) => !gone.some((user) => user.key === one.userKey))
      .map((one) => tx.users.get(one.userKey)),
  );
  if (gone.length === 0 || left.some((user) => user !== undefined)) return;
  throw new Refusal('last-admin', { person: namesOf(gone) });
}
