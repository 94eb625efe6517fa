import { greaterRole, includesRole, type Role } from '../../domain/actor.ts';
import type { User } from '../../domain/user.ts';
import type { DirectoryRoles } from '../../ports/directory.ts';
import type { Transaction } from '../../ports/store.ts';

/** Where roles come from besides the store. */
interface Sources {
  directoryRoles: DirectoryRoles;
}

/** The role that somebody has at this moment: of what is kept here and what the directory says, the greater. */
export async function roleOf(
  tx: Transaction,
  { directoryRoles }: Sources,
  user: Pick<User, 'key' | 'id'>,
): Promise<Role> {
  return greaterRole(await tx.roles.of(user.key), directoryRoles.of(user.id));
}

/** Somebody who is more than a user, and whether that is so by the directory alone. */
export interface Holder {
  user: User;
  role: Role;
  byDirectory: boolean;
}

/** Everybody who has at least a role at this moment, each once. */
export async function holdersOf(
  tx: Transaction,
  { directoryRoles }: Sources,
  least: Role,
): Promise<Holder[]> {
  const kept = await tx.roles.list();
  const ids = directoryRoles.list().flatMap((one) => (includesRole(one.role, least) ? one.objectId : []));
  const users = [
    ...(await Promise.all(kept.map(({ userKey }) => tx.users.get(userKey)))),
    ...(ids.length > 0 ? await tx.users.byObjectIds(ids) : []),
  ];
  const known = new Map(users.flatMap((user) => (user ? [[user.key, user] as const] : [])));
  const roles = new Map(kept.map(({ userKey, role }) => [userKey, role]));
  const holders = [...known.values()].map((user): Holder => {
    const own = roles.get(user.key) ?? 'user';
    const role = greaterRole(own, directoryRoles.of(user.id));
    return { user, role, byDirectory: role !== own };
  });
  return holders.filter(({ role }) => includesRole(role, least));
}
