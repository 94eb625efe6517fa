import type { OutboxRow } from '../domain/notice.ts';
import { SEEN_DAYS } from '../domain/seenRequest.ts';
import type { Store, Transaction } from '../ports/store.ts';
import { ended, interrupted } from './outcome.ts';

/** Rows per transaction. */
const BATCH = 200;
const DAY = 86_400_000;

/** Decides about the rows that an earlier run of the program left `sending`. Returns them as they are now. */
export async function recover(store: Store, now: Date): Promise<OutboxRow[]> {
  return inBatches(store, async (tx) => {
    const { rows } = await tx.outbox.inStates(['sending'], 0, BATCH);
    return putAll(
      tx,
      rows.map((row) => interrupted(row, now)),
    );
  });
}

/** Gives up what has waited too long, except for what is being sent right now. Returns the rows it gave up. */
export async function expire(store: Store, now: Date): Promise<OutboxRow[]> {
  const open = await inBatches(store, async (tx) => {
    const rows = await tx.outbox.expired(now, BATCH);
    return putAll(tx, rows.filter(({ state }) => state !== 'sending').map(giveUp));
  });
  return [...open, ...(await expireUncertain(store, now))];
}

/** Forgets requests, questions and cards of long ago. */
export async function prune(store: Store, now: Date): Promise<number> {
  return store.transaction((tx) => tx.prune(new Date(now.getTime() - SEEN_DAYS * DAY)));
}

/** Uncertain rows are not open, but their secrets must not stay for ever. */
async function expireUncertain(store: Store, now: Date): Promise<OutboxRow[]> {
  return store.transaction(async (tx) => {
    const { total } = await tx.outbox.inStates(['uncertain'], 0, 1);
    const { rows } = await tx.outbox.inStates(['uncertain'], Math.max(0, total - BATCH), BATCH);
    return putAll(tx, rows.filter(({ expiresAt }) => new Date(expiresAt) <= now).map(giveUp));
  });
}

function giveUp(row: OutboxRow): OutboxRow {
  return ended(row, 'givenUp', 'expired');
}

async function putAll(tx: Transaction, rows: OutboxRow[]): Promise<OutboxRow[]> {
  for (const row of rows) await tx.outbox.put(row);
  return rows;
}

/** Repeats a batch until one has nothing left to do. */
async function inBatches(
  store: Store,
  batch: (tx: Transaction) => Promise<OutboxRow[]>,
): Promise<OutboxRow[]> {
  const all: OutboxRow[] = [];
  for (;;) {
    const rows = await store.transaction((tx) => batch(tx));
    if (rows.length === 0) return all;
    all.push(...rows);
  }
}
