import { Refusal } from '../domain/refusal.ts';
import { namesOf, type User } from '../domain/user.ts';
import { holdersOf } from './directory/rolesInForce.ts';
import type { Work } from './operation.ts';

/** Refuses to take the role from everybody who could give it back. */
export async function mustLeaveAnAdmin({ tx, house }: Work, going: readonly User[]): Promise<void> {
  const admins = await holdersOf(tx, house, 'admin');
  const isGoing = ({ key }: User) => going.some((one) => one.key === key);
  const gone = admins.filter(({ user }) => isGoing(user));
  if (gone.length === 0 || gone.length < admins.length) return;
  throw new Refusal('last-admin', { person: namesOf(gone.map(({ user }) => user)) });
}
