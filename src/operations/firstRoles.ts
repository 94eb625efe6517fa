import type { Role } from '../domain/actor.ts';
import { aliasOf, blankPerson, type User } from '../domain/user.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { Store, Transaction } from '../ports/store.ts';

/** Who is what, as UPNs or object ids. */
export interface ConfiguredRoles {
  admins: readonly string[];
  helpDesk: readonly string[];
}

/** Who is what in the sample organisation, unless ADMINS or HELP_DESK say otherwise. */
export const SAMPLE_ROLES: ConfiguredRoles = {
  admins: ['adele.vance@contoso.com'],
  helpDesk: ['henri.help@contoso.com'],
};

/**
 * Gives the configured people their roles when the store has no roles yet; afterwards the store is the truth, and a difference
 * is only logged. People who are not in the store get a bare record that they are linked to when they first write.
 */
export async function seedRoles(
  store: Store,
  configured: ConfiguredRoles,
  random: Random,
  log: Log,
): Promise<void> {
  const wanted = [
    ...configured.helpDesk.map((name) => [name, 'helpDesk'] as const),
    ...configured.admins.map((name) => [name, 'admin'] as const),
  ];
  if (wanted.length === 0) return;
  await store.transaction(async (tx) => {
    const existing = await tx.roles.list();
    if (existing.length > 0) return logDifference(tx, wanted, existing, log);
    for (const [name, role] of wanted) {
      const user = (await find(tx, name)) ?? (await addBare(tx, name, random));
      await tx.roles.put(user.key, role);
    }
  });
}

async function find(tx: Transaction, name: string): Promise<User | undefined> {
  return (await tx.users.byUpn(name)) ?? (await tx.users.byObjectId(name.toLowerCase()));
}

/** A record that says only who somebody is; an object id stands in for the user name until the roster tells it. */
async function addBare(tx: Transaction, name: string, random: Random): Promise<User> {
  const isUpn = name.includes('@');
  const user: User = {
    ...blankPerson(random.uuid(), isUpn ? name : name.toLowerCase()),
    id: isUpn ? null : name.toLowerCase(),
    displayName: aliasOf(name),
    email: isUpn ? name : null,
    hasMailbox: isUpn,
  };
  await tx.users.put(user);
  return user;
}

/** Tells the log that the environment and the store differ. */
async function logDifference(
  tx: Transaction,
  wanted: readonly (readonly [string, Role])[],
  existing: readonly { userKey: string; role: Role }[],
  log: Log,
): Promise<void> {
  const stored = new Map(existing.map((one) => [one.userKey, one.role]));
  for (const [name, role] of wanted) {
    const user = await find(tx, name);
    const has = user ? (stored.get(user.key) ?? 'user') : 'user';
    if (user) stored.delete(user.key);
    if (has !== role)
      log.warn(
        { name, configured: role, stored: has },
        'ADMINS and HELP_DESK count only on the first start: the stored role is in force',
      );
  }
  if (stored.size > 0)
    log.warn(
      { people: stored.size },
      'people have roles that ADMINS and HELP_DESK do not name: the stored roles are in force',
    );
}
