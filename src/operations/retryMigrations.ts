import { message } from '../domain/message.ts';
import { button } from './buttons.ts';
import { startNow } from './migrating/queueMigration.ts';
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
  undoes: 'undo-impossible',
  personal: true,
  async run(work): Promise<Change> {
    const { rows, total } = await work.tx.migrations.list({ state: 'Failed' }, 0, MOST);
    const users = [];
    for (const { userKey, ...failed } of rows) {
      const user = await work.tx.users.get(userKey);
      // Whoever is gone has invitations all the same.
      await startNow(work, user ?? { ...failed, key: userKey, id: failed.objectId, hasMailbox: true });
      if (user) users.push(user);
    }
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
