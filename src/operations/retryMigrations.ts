import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { button } from './buttons.ts';
import { startAgain } from './migrating/queueMigration.ts';
import { ADMINS, operation, type Change } from './operation.ts';

/** The most people whose migrations one transaction begins again. */
const MOST = 2_000;

/** Tries again what has failed: the invitations of everybody whose migration did. */
export const retryMigrations = operation({
  name: 'retryMigrations',
  right: ADMINS,
  fields: {},
  under: 'migrateMeetings',
  changes: true,
  personal: true,
  async run(work): Promise<Change> {
    if (!work.house.calendar) throw new Refusal('no-calendar');
    const { rows, total } = await work.tx.migrations.list({ state: 'Failed' }, 0, MOST);
    const users = await startAgain(work, rows);
    return {
      lines: [{ person: null, what: message('done.retryMigrations', { count: rows.length }), facts: [] }],
      notes:
        total > rows.length ? [message('note.moreFailedMigrations', { count: total - rows.length })] : [],
      people: users,
      before: { failed: total },
      after: { failed: total - rows.length },
      buttons: [button('meetingMigrations')],
    };
  },
});
