import { greaterRole, includesRole } from '../domain/actor.ts';
import { standingAddress } from '../domain/conversation.ts';
import { PIN_KINDS } from '../domain/notice.ts';
import type { OutboxRow } from '../domain/outboxRow.ts';
import type { ChatRecipient } from '../ports/delivery.ts';
import type { DirectoryRoles } from '../ports/directory.ts';
import type { Transaction } from '../ports/store.ts';
import { ended } from './outcome.ts';
import type { Pace } from './pace.ts';

/** A row that is marked as being sent, and where it goes. */
export interface Job {
  row: OutboxRow;
  to: { channel: 'chat'; recipient: ChatRecipient } | { channel: 'mail'; address: string };
}

/** What a claim may take. */
export interface ClaimLimits {
  now: Date;
  /** The name of this run of the program. */
  instance: string;
  /** At most so many jobs of each channel. */
  free: Record<OutboxRow['channel'], number>;
  /** How fast chat messages may go out. */
  pace: Pace;
  /** Lanes in which something of this program is under way, also of what has ended in the store. */
  busy: ReadonlySet<string>;
  mailAvailable: boolean;
  directoryRoles: DirectoryRoles;
}

/** How many due rows are looked at in one go. */
const WINDOW = 100;

/** Milliseconds until it is looked again whether the directory has said who is an admin. */
const DIRECTORY_PAUSE = 10_000;

/** Notices in one lane go out one after the other, in the order in which they were queued. */
export function laneOf(row: OutboxRow): string {
  return [row.userKey, row.channel, row.to ?? ''].join(' ');
}

/** Takes due rows and marks them `sending`. Returns them, and the rows that changed without being sent. */
export async function claim(
  tx: Transaction,
  limits: ClaimLimits,
): Promise<{ jobs: Job[]; changed: OutboxRow[] }> {
  const taken = { jobs: [], changed: [], lanes: new Set(limits.busy) };
  for (const channel of ['chat', 'mail'] as const) await claimOf(tx, channel, limits, taken);
  return taken;
}

/** What was taken so far. */
interface Taken {
  jobs: Job[];
  changed: OutboxRow[];
  lanes: Set<string>;
}

async function claimOf(tx: Transaction, channel: OutboxRow['channel'], limits: ClaimLimits, taken: Taken) {
  let free = limits.free[channel];
  let calls = 0;
  if (free <= 0 || (channel === 'chat' && limits.pace.pauseInAll(1) > 0)) return;
  for (const row of await tx.outbox.due(channel, limits.now, WINDOW)) {
    if (row.state === 'sending' || taken.lanes.has(laneOf(row))) continue;
    const lane = await laneWith(tx, row);
    // Another program may be sending something to the same person.
    if (lane.some(({ state }) => state === 'sending')) continue;
    if (await letOlderPass(tx, row, lane, limits.now)) continue;
    const next = await prepare(tx, row, limits);
    if ('row' in next && next.to.channel === 'chat') {
      const pause = limits.pace.pauseIn(conversationOf(next.to.recipient));
      if (pause > 0) {
        const nextTryAt = new Date(limits.now.getTime() + pause).toISOString();
        await tx.outbox.put({ ...row, nextTryAt });
        continue;
      }
      calls += callsOf(next);
      if (limits.pace.pauseInAll(calls) > 0) return;
    }
    await tx.outbox.put('row' in next ? next.row : next);
    if (!('row' in next)) {
      taken.changed.push(next);
      continue;
    }
    taken.lanes.add(laneOf(row));
    taken.jobs.push(next);
    free -= 1;
    if (free === 0) return;
  }
}

/** Under what the pace of a conversation is kept: where it is not known yet, the person with whom it is to be opened. */
export function conversationOf({ address, objectId }: ChatRecipient): string {
  return address?.conversationId ?? objectId ?? '';
}

/** How often the channel is called for a job: a conversation that has to be opened is a call of its own. */
export function callsOf({ to }: Job): number {
  return to.channel === 'chat' && to.recipient.address === null ? 2 : 1;
}

/** What is queued in the lane of a row, and what has been. */
async function laneWith(tx: Transaction, row: OutboxRow): Promise<OutboxRow[]> {
  const rows = await tx.outbox.ofUser(row.userKey);
  return rows.filter((other) => laneOf(other) === laneOf(row));
}

/** A newer notice does not overtake an older one that is tried again later: the last thing told must be the latest. */
async function letOlderPass(
  tx: Transaction,
  row: OutboxRow,
  lane: readonly OutboxRow[],
  now: Date,
): Promise<boolean> {
  const older = lane.find(
    (other) =>
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
  if (isForAdmins && !(await isAdmin(tx, row.userKey, limits))) {
    if (limits.directoryRoles.knowsOf(new Date(row.createdAt))) return ended(row, 'superseded', 'decided');
    // They were one when it was queued, and may be one still: the directory has not said anything since.
    return { ...row, nextTryAt: new Date(limits.now.getTime() + DIRECTORY_PAUSE).toISOString() };
  }
  // A PIN cannot be sent again once it was erased: it has to be reset again.
  if (PIN_KINDS.includes(row.kind) && row.secret === null) return ended(row, 'givenUp', 'expired');
  if (row.channel === 'mail' && !limits.mailAvailable) return ended(row, 'givenUp', 'no-mail-transport');
  const to = row.channel === 'mail' ? await mailWay(tx, row) : await chatWay(tx, row);
  if (to) {
    const attempts = row.attempts + 1;
    return { row: { ...row, state: 'sending', sender: limits.instance, attempts, nextTryAt: null }, to };
  }
  const reason = row.channel === 'mail' ? 'mailbox-unknown' : 'not-installed';
  return { ...row, state: 'waiting', reason, detail: null, nextTryAt: null };
}

async function isAdmin(tx: Transaction, userKey: string, { directoryRoles }: ClaimLimits): Promise<boolean> {
  const id = (await tx.users.get(userKey))?.id ?? null;
  return includesRole(greaterRole(await tx.roles.of(userKey), directoryRoles.of(id)), 'admin');
}

async function mailWay(tx: Transaction, row: OutboxRow): Promise<Job['to'] | null> {
  const user = await tx.users.get(row.userKey);
  const address = row.to ?? (user?.hasMailbox ? user.email : null);
  return address === null ? null : { channel: 'mail', address };
}

async function chatWay(tx: Transaction, row: OutboxRow): Promise<Job['to'] | null> {
  if (row.chat) return { channel: 'chat', recipient: { ...row.chat, withoutApp: true } };
  const conversation = await tx.conversations.get(row.userKey);
  const address = standingAddress(conversation);
  const objectId = (await tx.users.get(row.userKey))?.id ?? null;
  if (address === null && objectId === null) return null;
  const withoutApp = conversation !== undefined && address === null;
  return { channel: 'chat', recipient: { address, objectId, ...(withoutApp && { withoutApp }) } };
}
