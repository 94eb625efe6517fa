import { message } from '../domain/message.ts';
import type { AuditRow } from '../domain/audit.ts';
import type { View } from '../domain/view.ts';
import { people } from './field.ts';
import { ADMINS, operation } from './operation.ts';

/** Lines of a person's history on a card. */
const MOST = 20;

/** Tells what was done for a person, by whom and when, newest first, refusals and failures included. */
export const history = operation({
  name: 'history',
  right: ADMINS,
  fields: { people: people(1) },
  form: ['people'],
  changes: false,
  personal: true,
  async run(work, { people: users }): Promise<View> {
    const rows = (await Promise.all(users.map((user) => work.tx.audit.ofPerson(user.key, MOST)))).flat();
    const person = users.map((user) => user.displayName).join(', ');
    return {
      kind: 'history',
      title: message('title.history', { person }),
      rows: rows.map(historyRow),
      notes: rows.length === 0 ? [message('text.noHistory', { person })] : [],
    };
  },
});

/** An audit row in words. */
function historyRow(row: AuditRow) {
  // What somebody new was created with is no change.
  const changes = Object.entries(row.after)
    .filter(([field]) => field in row.before)
    .map(([, value]) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return {
    at: row.at,
    what: message('history.line', {
      operation: { text: `operation.${row.operation}` },
      detail: changes.join(', '),
    }),
    by: row.actorName,
    outcome: row.outcome,
    code: row.code,
  };
}
