import type { User } from '../../domain/user.ts';
import { holdersOf } from '../directory/rolesInForce.ts';
import type { Work } from '../operation.ts';

/** The admins, whose cards ask for a decision. */
export async function adminsOf({ tx, house }: Pick<Work, 'tx' | 'house'>): Promise<User[]> {
  return (await holdersOf(tx, house, 'admin')).map(({ user }) => user);
}

/** Cards that have not reached their admin yet are not sent any more: there is nothing left to decide. */
export async function withdrawCards({ tx, house }: Work, about: string): Promise<void> {
  for (const { user } of await holdersOf(tx, house, 'admin'))
    for (const row of await tx.outbox.ofUser(user.key))
      if (row.card?.about === about && row.state !== 'sent')
        await tx.outbox.put({ ...row, state: 'superseded', reason: 'decided', nextTryAt: null });
}
