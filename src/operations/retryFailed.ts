import { message } from '../domain/message.ts';
import { FAILED_STATES, NOTICE_WAIT_DAYS, PIN_KINDS } from '../domain/notice.ts';
import { HELP_DESK, operation } from './operation.ts';

/** The most notices that one command takes up again; the next command takes the next ones. */
const MOST = 1_000;

/** Sends again what was given up or is uncertain, and only that (rules 13 and 14). */
export const retryFailed = operation({
  name: 'retryFailed',
  right: HELP_DESK,
  fields: {},
  changes: true,
  personal: true,
  async run(work) {
    const { rows } = await work.tx.outbox.inStates(FAILED_STATES, 0, MOST);
    const sendable = rows.filter((row) => row.secret !== null || !PIN_KINDS.includes(row.kind));
    const now = work.now.toISOString();
    const expiresAt = new Date(work.now.getTime() + NOTICE_WAIT_DAYS * 86_400_000).toISOString();
    for (const row of sendable)
      await work.tx.outbox.put({
        ...row,
        state: 'waiting',
        reason: null,
        detail: null,
        nextTryAt: now,
        expiresAt,
      });
    const lost = rows.length - sendable.length;
    return {
      lines: [{ person: null, what: message('done.retryFailed', { count: sendable.length }), facts: [] }],
      notes: lost > 0 ? [message('note.pinGoneResetAgain', { count: lost })] : [],
      after: { count: sendable.length },
    };
  },
});
