import { includesRole } from '../domain/actor.ts';
import { PIN_KINDS } from '../domain/notice.ts';
import type { OutboxRow } from '../domain/outboxRow.ts';
import type { ChatRecipient } from '../ports/delivery.ts';
import type { Transaction } from '../ports/store.ts';
import { ended } from './outcome.ts';

/** A row that is marked as being sent, and where it goes. */
export interface Job {
  row: OutboxRow;
  to: { channel: 'chat'; recipient: ChatRecipient } | { channel: 'mail'; address: string };
}

/** What a claim may take. */
export interface ClaimLimits {
  now: Date;
  /** At most so many jobs. */
  free: number;
  /** Lanes in which something is under way. */
  busy: ReadonlySet<string>;
  mailAvailable: boolean;
}

/** How many due rows are looked at in one go. */
const WINDOW = 100;

/** Notices in one lane go out one after the other, in the order in which they were queued. */
export function laneOf(row: OutboxRow): string {
  return [row.userKey, row.channel, row.to ?? ''].join(' ');
}

/** Takes due rows and marks them `sending`. Returns them, and the rows that changed without being sent. */
export async function claim(
  tx: Transaction,
  limits: ClaimLimits,
): Promise<{ jobs: Job[]; changed: OutboxRow[] }> {
  const jobs: Job[] = [];
  const changed: OutboxRow[] = [];
  const taken = new Set(limits.busy);
  for (const row of await tx.outbox.due(limits.now, WINDOW)) {
    if (jobs.length >= limits.free) break;
    if (row.state === 'sending' || taken.has(laneOf(row))) continue;
    if (await letOlderPass(tx, row, limits.now)) continue;
    const next = await prepare(tx, row, limits);
    await tx.outbox.put('row' in next ? next.row : next);
    if (!('row' in next)) changed.push(next);
    else {
      taken.add(laneOf(row));
      jobs.push(next);
    }
  }
  return { jobs, changed };
}

/** A newer notice does not overtake an older one that is tried again later: the last thing told must be the latest. */
async function letOlderPass(tx: Transaction, row: OutboxRow, now: Date): Promise<boolean> {
  const rows = await tx.outbox.ofUser(row.userKey);
  const older = rows.find(
    (other) =>
      laneOf(other) === laneOf(row) &&
      other.createdAt < row.createdAt &&
      (other.state === 'retrying' || other.state === 'waiting') &&
      other.nextTryAt !== null,
  );
  if (!older?.nextTryAt) return false;
  if (new Date(older.nextTryAt) > now) await tx.outbox.put({ ...row, nextTryAt: older.nextTryAt });
  return true;
}

/** The job that a due row becomes, or the row as it is when it cannot be sent now or ever. */
async function prepare(tx: Transaction, row: OutboxRow, limits: ClaimLimits): Promise<Job | OutboxRow> {
  if (new Date(row.expiresAt) <= limits.now) return ended(row, 'givenUp', 'expired');
  // What asks for an admin's decision is for nobody who is none any more.
  const isForAdmins = row.kind === 'ask' || row.kind === 'approval';
  if (isForAdmins && !includesRole(await tx.roles.of(row.userKey), 'admin'))
    return ended(row, 'superseded', 'decided');
  // A PIN cannot be sent again once it was erased: it has to be reset again.
  if (PIN_KINDS.includes(row.kind) && row.secret === null) return ended(row, 'givenUp', 'expired');
  if (row.channel === 'mail' && !limits.mailAvailable) return ended(row, 'givenUp', 'no-mail-transport');
  const to = row.channel === 'mail' ? await mailWay(tx, row) : await chatWay(tx, row);
  if (to) return { row: { ...row, state: 'sending', attempts: row.attempts + 1, nextTryAt: null }, to };
  const reason = row.channel === 'mail' ? 'mailbox-unknown' : 'not-installed';
  return { ...row, state: 'waiting', reason, detail: null, nextTryAt: null };
}

async function mailWay(tx: Transaction, row: OutboxRow): Promise<Job['to'] | null> {
  const user = await tx.users.get(row.userKey);
  const address = row.to ?? (user?.hasMailbox ? user.email : null);
  return address === null ? null : { channel: 'mail', address };
}

async function chatWay(tx: Transaction, row: OutboxRow): Promise<Job['to'] | null> {
  if (row.chat) return { channel: 'chat', recipient: row.chat };
  const address = (await tx.conversations.get(row.userKey))?.address ?? null;
  const objectId = (await tx.users.get(row.userKey))?.id ?? null;
  return address === null && objectId === null ? null : { channel: 'chat', recipient: { address, objectId } };
}
