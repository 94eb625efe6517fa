import {
  BATCH_PART_SIZE,
  inState,
  partId,
  withReason,
  type Batch,
  type BatchItem,
  type BatchPart,
} from '../../domain/batch.ts';
import { standingAddress } from '../../domain/conversation.ts';
import { includesRole } from '../../domain/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Request } from '../../domain/request.ts';
import type { User } from '../../domain/user.ts';
import { DirectoryError } from '../../ports/directory.ts';
import type { Transaction } from '../../ports/store.ts';
import { roleOf } from '../directory/rolesInForce.ts';
import type { Change, Gate, Work } from '../operation.ts';
import { recordStep } from '../record.ts';
import { bulkSteps, checkSteps, type BulkStep } from './bulkSteps.ts';

/** Does the next people of a batch, at most `limit`, in one transaction with their record and notices; gives the batch as it is then. */
export async function workOn(gate: Gate, batchId: string, limit: number): Promise<Batch | undefined> {
  return gate.store.transaction(async (tx) => {
    const batch = await tx.batches.get(batchId);
    if (batch?.state !== 'running') return undefined;
    const part = await nextPart(tx, batch);
    if (!part) return end(tx, batch, gate.clock.now());
    const work = await workFor(tx, batch, gate);
    if (!work && !gate.house.directoryRoles.knowsOf(new Date(batch.startedAt ?? batch.createdAt)))
      throw new DirectoryError('silent', 'nobody can tell whether who began it may still do it');
    // Who lost the right meanwhile has nothing more done in their name.
    if (!work) return end(tx, batch, gate.clock.now(), 'stopped');
    return doSome(work, batch, part, limit);
  });
}

/** Marks the next person as failed: what is to be done to them is a bug, and must not keep the others waiting. */
export async function skipFailing(gate: Gate, batchId: string, reference: string): Promise<void> {
  await gate.store.transaction(async (tx) => {
    const batch = await tx.batches.get(batchId);
    const part = batch && (await nextPart(tx, batch));
    const item = part?.items.find((one) => one.state === 'pending');
    if (!batch || !part || !item) return;
    const failed: BatchItem = { ...item, state: 'failed', code: 'failure', params: { reference } };
    await put(tx, batch, part, new Map([[item, failed]]));
  });
}

/** The first part with somebody whose turn has not come. */
async function nextPart(tx: Transaction, batch: Batch): Promise<BatchPart | undefined> {
  const done = batch.counts.ok + batch.counts.skipped + batch.counts.failed;
  if (batch.counts.pending === 0) return undefined;
  // Parts are done in their order, so those in front of what is done need not be looked at, but for retries.
  const order = [...Array(batch.parts).keys()];
  const likely = Math.min(Math.floor(done / BATCH_PART_SIZE), batch.parts - 1);
  for (const at of [...order.slice(likely), ...order.slice(0, likely)]) {
    const part = await tx.batchParts.get(partId(batch.id, at));
    if (part?.items.some((item) => item.state === 'pending')) return part;
  }
  return undefined;
}

async function end(
  tx: Transaction,
  batch: Batch,
  now: Date,
  state: 'done' | 'stopped' = 'done',
): Promise<Batch> {
  const ended = inState(batch, state, { endedAt: now.toISOString() });
  await tx.batches.put(ended);
  return ended;
}

/** What an operation gets for the people of a batch: the asker with the role of this moment; undefined when that is not enough. */
async function workFor(tx: Transaction, batch: Batch, gate: Gate): Promise<Work | undefined> {
  const user = await tx.users.get(batch.askerKey);
  const role = user ? await roleOf(tx, gate.house, user) : 'user';
  if (!user || !includesRole(role, 'admin')) return undefined;
  const request: Request = {
    id: batch.id,
    arrival: batch.id,
    actorKey: batch.askerKey,
    origin: { ...batch.origin, personal: true, privateConversationId: null, localActor: null },
    language: batch.language,
    preview: false,
    unasked: true,
    steps: [],
    refused: null,
  };
  return {
    tx,
    actor: { user, role },
    request,
    correlationId: batch.correlationId,
    now: gate.clock.now(),
    settings: await tx.settings.get(),
    house: gate.house,
  };
}

async function doSome(work: Work, batch: Batch, part: BatchPart, limit: number): Promise<Batch> {
  const doing = bulkSteps(work, batch.steps);
  const next = part.items.filter((item) => item.state === 'pending').slice(0, limit);
  const ended = new Map<BatchItem, BatchItem>();
  for (const item of next) ended.set(item, await doOne(work, batch, doing, item));
  const done = [...ended.values()].filter(({ state }) => state === 'ok');
  return put(work.tx, await withFollowing(work, batch, done), part, ended);
}

/** Does everything to one person, or nothing. */
async function doOne(
  work: Work,
  batch: Batch,
  doing: readonly BulkStep[],
  item: BatchItem,
): Promise<BatchItem> {
  const user = await work.tx.users.get(item.userKey);
  if (!user)
    return { ...item, state: 'skipped', code: 'user-not-found', params: { names: item.name, count: 1 } };
  try {
    await checkSteps(work, doing, user);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await record(work, batch, doing[0], user, { refused: error.code });
    return { ...item, state: 'skipped', code: error.code, params: error.params };
  }
  let secret: string | null = null;
  for (const one of doing) {
    const current = (await work.tx.users.get(user.key)) ?? user;
    const change = (await one.operation.run(work, one.inputFor(current))) as Change;
    await record(work, batch, one, user, { change });
    secret = (await sealedPin(work, batch, current, change)) ?? secret;
  }
  return { ...item, state: 'ok', secret };
}

/** The batch with whose invitations follow from what was just done. */
async function withFollowing(
  { tx, house }: Work,
  batch: Batch,
  done: readonly Pick<BatchItem, 'userKey'>[],
): Promise<Batch> {
  if (!house.calendar) return batch;
  let { following } = batch;
  for (const { userKey } of done) {
    const migration = await tx.migrations.get(userKey);
    if (!migration?.correlationIds.includes(batch.correlationId)) continue;
    const from = following?.from ?? migration.againAt ?? migration.dueAt ?? migration.modifiedAt;
    following = { people: (following?.people ?? 0) + 1, from };
  }
  return following ? { ...batch, following } : batch;
}

/** One row for each person and step. */
async function record(
  work: Work,
  batch: Batch,
  step: BulkStep | undefined,
  user: User,
  end: { change?: Change; refused?: string },
): Promise<void> {
  const operation = step?.operation.name ?? '';
  await recordStep(work, {
    id: `${batch.id} ${user.key} ${operation} ${work.now.getTime()}`,
    operation,
    people: [user],
    ...end,
  });
}

/** A new PIN that no notice will bring to its owner, sealed until it is handed over. */
async function sealedPin(work: Work, batch: Batch, user: User, change: Change): Promise<string | undefined> {
  const pin = change.pinCards?.[0]?.pin;
  if (pin === undefined || (await isReached(work, user))) return undefined;
  return work.house.secrets.seal(pin, `${batch.id} ${user.key}`);
}

/** Whether one of the notices of this batch with a secret has a way to the person: a mailbox, a chat that is known or can be opened. */
async function isReached(work: Work, user: User): Promise<boolean> {
  const rows = await work.tx.outbox.ofUser(user.key);
  const own = rows.filter((row) => row.correlationId === work.correlationId && row.secret !== null);
  if (own.some((row) => row.channel === 'mail')) return true;
  if (own.length === 0) return false;
  return user.id !== null || standingAddress(await work.tx.conversations.get(user.key)) !== null;
}

/** Stores how some people of a part ended, and the batch with its new counts. */
async function put(
  tx: Transaction,
  batch: Batch,
  part: BatchPart,
  ended: ReadonlyMap<BatchItem, BatchItem>,
): Promise<Batch> {
  await tx.batchParts.put({ ...part, items: part.items.map((item) => ended.get(item) ?? item) });
  const counts = { ...batch.counts };
  let { reasons, handOver } = batch;
  for (const { state, secret, ...item } of ended.values()) {
    counts.pending -= 1;
    counts[state] += 1;
    if (state === 'skipped' || state === 'failed') reasons = withReason(reasons, { ...item, state });
    if (secret !== null) handOver += 1;
  }
  const changed: Batch = { ...batch, counts, reasons, handOver };
  await tx.batches.put(changed);
  return changed;
}
