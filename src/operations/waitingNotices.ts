import type { DeliveryReason, NoticeChannel, NoticeKind } from '../domain/notice.ts';
import type { OutboxRow } from '../domain/outboxRow.ts';
import { CARD_KINDS, NOTICE_KINDS } from '../domain/notice.ts';
import type { Transaction } from '../ports/store.ts';

/**
 * Ends what has not reached a person yet, because something newer says otherwise: secrets are erased, states become
 * `superseded`. Also ends what was uncertain or given up, so that no *retry* sends what is no longer true. Returns the rows it ended.
 */
export async function supersede(
  tx: Transaction,
  userKey: string,
  kinds: readonly NoticeKind[],
  reason: DeliveryReason,
): Promise<OutboxRow[]> {
  const rows = await tx.outbox.ofUser(userKey);
  const undelivered = rows.filter(
    (row) => kinds.includes(row.kind) && row.state !== 'sent' && row.state !== 'superseded',
  );
  const ended = undelivered.map((row): OutboxRow => ({
    ...row,
    state: 'superseded',
    reason,
    secret: null,
    nextTryAt: null,
  }));
  for (const row of ended) await tx.outbox.put(row);
  return ended;
}

/** Ends everything that waits for a person, because their dial-in details are dead (E4 cancels all, rule 13). */
export async function cancelNotices(tx: Transaction, userKey: string): Promise<OutboxRow[]> {
  const kinds = NOTICE_KINDS.filter((kind) => !CARD_KINDS.some((card) => card === kind));
  return supersede(tx, userKey, kinds, 'disabled');
}

/** The person installed the app or wrote to it: their chat notices that wait for this are tried now. Returns how many. */
export async function wakeNotices(tx: Transaction, userKey: string, now: Date): Promise<number> {
  return wake(tx, userKey, 'chat', now);
}

/** The person got a mailbox: their mails that wait for one are tried now. Returns how many. */
export async function wakeMails(tx: Transaction, userKey: string, now: Date): Promise<number> {
  return wake(tx, userKey, 'mail', now);
}

async function wake(tx: Transaction, userKey: string, channel: NoticeChannel, now: Date): Promise<number> {
  const rows = await tx.outbox.ofUser(userKey);
  const waiting = rows.filter(
    (row) => row.channel === channel && row.state === 'waiting' && row.nextTryAt === null,
  );
  for (const row of waiting) await tx.outbox.put({ ...row, nextTryAt: now.toISOString() });
  return waiting.length;
}
