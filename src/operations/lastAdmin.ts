import { Refusal } from '../domain/refusal.ts';
import { namesOf, type User } from '../domain/user.ts';
import type { Transaction } from '../ports/store.ts';
import type { Work } from './operation.ts';

/** Refuses to take the role from everybody who could give it back. */
export async function mustLeaveAnAdmin({ tx }: Work, going: readonly User[]): Promise<void> {
  if (await leavesAnAdmin(tx, going)) return;
  const admins = await adminsIn(tx);
  throw new Refusal('last-admin', { person: namesOf(going.filter(({ key }) => admins.includes(key))) });
}

/** Whether somebody could still give the role back when these are gone. Admins of the directory do not count: it may fall silent. */
export async function leavesAnAdmin(tx: Transaction, going: readonly User[]): Promise<boolean> {
  const admins = await adminsIn(tx);
  const staying = admins.filter((key) => !going.some((user) => user.key === key));
  if (staying.length === admins.length) return true;
  const left = await Promise.all(staying.map((key) => tx.users.get(key)));
  return left.some((user) => user !== undefined);
}

async function adminsIn(tx: Transaction): Promise<string[]> {
  return (await tx.roles.list()).flatMap(({ role, userKey }) => (role === 'admin' ? userKey : []));
}
