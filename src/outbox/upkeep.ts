import type { OutboxRow } from '../domain/outboxRow.ts';
import { SEEN_DAYS } from '../domain/seenRequest.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store, Transaction } from '../ports/store.ts';
import { ended, interrupted, notBegun } from './outcome.ts';

/** What upkeep needs. */
export interface UpkeepParts {
  store: Store;
  clock: Clock;
  log: Log;
  /** For how many whole months the record is kept; 0 or nothing for ever. */
  auditMonths?: number | undefined;
}

/** Milliseconds by which a clock is corrected without anybody having to know. */
const CORRECTION = 5_000;
/** Milliseconds between two looks for notices of programs that are gone; nobody waits longer for them after one has gone. */
const RECOVERY_PAUSE = 2_000;
/** Milliseconds between two searches for notices that have waited too long. */
const EXPIRY_PAUSE = 30_000;
const HOUR = 3_600_000;

/** Does from time to time what has to be done for the store. */
export class Upkeep {
  readonly #lastRun = new Map<string, number>();
  #latest = -Infinity;

  /** `report` is told of every row that has changed. */
  constructor(
    private readonly parts: UpkeepParts,
    private readonly report: (row: OutboxRow, outcome: 'interrupted' | 'not-tried') => void,
  ) {}

  /** Looks after notices that nobody sends; of several programs the one that leads also does what one does for all. */
  async run(leads: boolean, isUnderWay: (row: OutboxRow) => boolean): Promise<void> {
    const { store, clock, auditMonths = 0 } = this.parts;
    if (this.#isTime('recover', RECOVERY_PAUSE))
      for (const row of await recover(store, clock.now(), isUnderWay)) this.report(row, 'interrupted');
    if (!leads) return;
    await this.#followClock();
    if (this.#isTime('expire', EXPIRY_PAUSE))
      for (const row of await expire(store, clock.now())) this.report(row, 'not-tried');
    if (!this.#isTime('prune', HOUR)) return;
    await prune(store, clock.now());
    if (auditMonths > 0) await forgetRecord(store, clock.now(), auditMonths);
  }

  /** What waits for a moment would wait for ever when the clock is set back by much. */
  async #followClock(): Promise<void> {
    const { store, clock, log } = this.parts;
    const now = clock.now().getTime();
    const by = this.#latest - now;
    if (by > CORRECTION)
      log.warn({ seconds: by / 1_000, moved: await followClock(store, by) }, 'the clock was set back');
    this.#latest = now;
  }

  /** Whether so many milliseconds have passed since the last time; a clock that was set back counts as passed. */
  #isTime(what: string, every: number): boolean {
    const now = this.parts.clock.now().getTime();
    const last = this.#lastRun.get(what);
    if (last !== undefined && now >= last && now - last < every) return false;
    this.#lastRun.set(what, now);
    return true;
  }
}

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

/** Forgets the record of months that ended more than so many whole months ago; notes first up to where, so that it stays whole. */
export async function forgetRecord(store: Store, now: Date, months: number): Promise<void> {
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
  const isNew = await store.transaction(async (tx) => {
    const [newest] = await tx.audit.find({ to: first }, 0, 1);
    const chain = await tx.auditChain.get();
    if (!newest) return false;
    if (chain && newest.chain && newest.chain.number > chain.removed.number) {
      const { number, hash } = newest.chain;
      await tx.auditChain.put({ ...chain, removed: { number, hash } });
    }
    return true;
  });
  if (isNew) await store.removeRecord(first.toISOString().slice(0, 7));
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
