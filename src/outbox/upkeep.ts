import type { OutboxRow } from '../domain/outboxRow.ts';
import { SEEN_DAYS } from '../domain/seenRequest.ts';
import type { Store, Transaction } from '../ports/store.ts';
import { ended, interrupted, notBegun } from './outcome.ts';

/** Rows per transaction. */
const BATCH = 200;
const DAY = 86_400_000;
/** Rows and cards that follow a clock that was set back. */
const MOST_MOVED = 10_000;
const END_OF_TIME = new Date('9000-01-01');

/** More rows than programs send at the same time. */
const MOST_SENDING = 2_000;

/**
 * Decides about the rows that are `sending` and that nobody sends: those of programs that are gone, and those of this one that it
 * has never begun. Returns them as they are now.
 */
export async function recover(
  store: Store,
  now: Date,
  isUnderWay: (row: OutboxRow) => boolean,
): Promise<OutboxRow[]> {
  const own = store.place?.instance;
  return store.transaction(async (tx) => {
    const { rows } = await tx.outbox.inStates(['sending'], 0, MOST_SENDING);
    if (rows.length === 0) return [];
    const others = (await tx.instances()).filter((instance) => instance !== own);
    const left = rows.filter((row) => row.sender === null || !others.includes(row.sender));
    const lost = left.filter((row) => !isUnderWay(row));
    return putAll(
      tx,
      // What this program marked and never began was marked by a commit of which it did not learn.
      lost.map((row) => (row.sender === own ? notBegun(row, now) : interrupted(row, now))),
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

/** Forgets requests, questions and cards of long ago; a day later than notices are given up, which the cards still have to show. */
export async function prune(store: Store, now: Date): Promise<number> {
  return store.transaction((tx) => tx.prune(new Date(now.getTime() - (SEEN_DAYS + 1) * DAY)));
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

/**
 * The clock was set back by `by` milliseconds: what is to be tried again or masked at a moment of the old time does not wait
 * longer for that. Returns how many moments moved.
 */
export async function followClock(store: Store, by: number): Promise<number> {
  const earlier = (moment: string) => new Date(Date.parse(moment) - by).toISOString();
  return store.transaction(async (tx) => {
    const { rows } = await tx.outbox.inStates(['waiting', 'retrying'], 0, MOST_MOVED);
    const timed = rows.filter((row) => row.nextTryAt !== null);
    for (const row of timed) await tx.outbox.put({ ...row, nextTryAt: earlier(row.nextTryAt!) });
    const cards = await tx.sentCards.dueMask(END_OF_TIME, MOST_MOVED);
    for (const card of cards) await tx.sentCards.put({ ...card, maskAt: earlier(card.maskAt!) });
    return timed.length + cards.length;
  });
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
