import type { DeliveryReason } from '../domain/notice.ts';
import type { OutboxRow } from '../domain/outboxRow.ts';
import type { DeliveryResult } from '../ports/delivery.ts';
import { nextTry } from './backoff.ts';

/** What `settled` needs to know besides the row and the result. */
export interface Circumstances {
  now: Date;
  /** From 0 to 1, for jitter. */
  fraction: number;
  /** Whether there is another way to the person's chat when the stored conversation is no more. */
  canReopen: boolean;
}

/**
 * A row after an attempt; `row` is as it stands in the store now, which may have been superseded while the call was under way.
 * What was delivered stays delivered; otherwise what has ended meanwhile stays ended.
 */
export function settled(row: OutboxRow, result: DeliveryResult, circumstances: Circumstances): OutboxRow {
  if (result.outcome === 'sent') return delivered(row, circumstances.now);
  if (row.state !== 'sending') return row;
  const told = { ...row, reason: result.reason, detail: result.detail };
  switch (result.outcome) {
    case 'failed':
      return ended(told, 'givenUp', result.reason);
    case 'throttled':
      return again(told, circumstances, result.until);
    case 'unreachable':
      if (result.forget && circumstances.canReopen) return again(told, circumstances, null);
      return { ...told, state: 'waiting', nextTryAt: null };
    case 'unknown':
      return row.channel === 'mail' ? again(told, circumstances, null) : uncertain(told);
  }
}

/** A row that was found `sending` by a program that is gone: a mail goes again under its Message-ID, a chat message only by *retry*. */
export function interrupted(row: OutboxRow, now: Date): OutboxRow {
  const told: OutboxRow = { ...row, reason: 'no-answer', detail: null };
  return row.channel === 'mail'
    ? { ...told, state: 'retrying', nextTryAt: now.toISOString() }
    : uncertain(told);
}

/** A row that was marked as being sent and never was: as before it was marked. */
export function notBegun(row: OutboxRow, now: Date): OutboxRow {
  const attempts = Math.max(0, row.attempts - 1);
  return { ...row, state: 'retrying', attempts, nextTryAt: now.toISOString() };
}

/** A row that will not be sent: its secret is gone with it. */
export function ended(row: OutboxRow, state: 'givenUp' | 'superseded', reason: DeliveryReason): OutboxRow {
  return { ...row, state, reason, secret: null, nextTryAt: null };
}

/** Keeps the secret, for *retry*, until the row expires or something newer supersedes it. */
function uncertain(row: OutboxRow): OutboxRow {
  return { ...row, state: 'uncertain', nextTryAt: null };
}

function delivered(row: OutboxRow, now: Date): OutboxRow {
  return {
    ...row,
    state: 'sent',
    reason: null,
    detail: null,
    secret: null,
    nextTryAt: null,
    deliveredAt: now.toISOString(),
  };
}

function again(row: OutboxRow, { now, fraction }: Circumstances, until: Date | null): OutboxRow {
  return { ...row, state: 'retrying', nextTryAt: nextTry(now, row.attempts, until, fraction).toISOString() };
}
