import { Refusal } from '../domain/refusal.ts';
import { isThirdParty, MICROSOFT, type User } from '../domain/user.ts';

/** Refuses people who have no PIN and no conference ID of ours, naming the provider and the next step (rule 10). */
export function mustBeEnabled(user: User): void {
  if (isThirdParty(user))
    throw new Refusal('third-party', { person: user.displayName, provider: user.provider });
  if (user.provider !== MICROSOFT)
    throw new Refusal('no-provider', { person: user.displayName, provider: user.provider });
  if (!user.licensed) throw new Refusal('not-licensed', { person: user.displayName });
}

/** Applies a check to several people and refuses for all who fail it, all named (rule 16: nobody changes). */
export async function checkEach(
  users: readonly User[],
  check: (user: User) => void | Promise<void>,
): Promise<void> {
  const [first, ...others] = (await Promise.all(users.map((user) => refusalOf(user, check)))).flat();
  if (first) throw new Refusal(first.code, first.params, first.choices, others);
}

/** The refusal that a check ends in, as a list of none or one. */
async function refusalOf(user: User, check: (user: User) => void | Promise<void>): Promise<Refusal[]> {
  try {
    await check(user);
    return [];
  } catch (error) {
    if (error instanceof Refusal) return [error];
    throw error;
  }
}
