import { message } from '../../domain/message.ts';
import type { MigrationState } from '../../domain/meetingMigration.ts';
import type { Button } from '../../domain/button.ts';
import type { Fact } from '../../domain/view.ts';
import type { Transaction } from '../../ports/store.ts';
import { button } from '../buttons.ts';

/** States that an admin may have to do something about, or wait for. */
const TOLD: readonly MigrationState[] = ['Pending', 'InProgress', 'Failed'];

/** How many people's invitations are not up to date yet, and what to do about those that failed; nothing where there are none. */
export async function migrationStatus(tx: Transaction): Promise<{ facts: Fact[]; buttons: Button[] }> {
  const counts = (await tx.migrations.count()).filter(({ state }) => TOLD.includes(state));
  if (counts.length === 0) return { facts: [], buttons: [] };
  const countOf = (state: MigrationState) => counts.find((one) => one.state === state)?.count ?? 0;
  const value = message('migration.status', {
    waiting: countOf('Pending') + countOf('InProgress'),
    failed: countOf('Failed'),
  });
  return { facts: [{ label: 'invitations', value }], buttons: [button('meetingMigrations')] };
}
