import {
  BATCH_PART_SIZE,
  partId,
  withReason,
  type Batch,
  type BatchItem,
  type BatchReason,
} from '../../domain/batch.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Step } from '../../domain/request.ts';
import type { User } from '../../domain/user.ts';
import type { Work } from '../operation.ts';
import { checkSteps, type BulkStep } from './bulkSteps.ts';

/** A person of the plan: left out already when something stands against one of the steps. */
export async function planned(work: Work, doing: readonly BulkStep[], user: User): Promise<BatchItem> {
  const item: BatchItem = {
    userKey: user.key,
    name: user.displayName,
    state: 'pending',
    code: null,
    params: {},
    secret: null,
  };
  try {
    await checkSteps(work, doing, user);
    return item;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...item, state: 'skipped', code: error.code, params: error.params };
  }
}

/** Stores the plan. */
export async function putPlan(
  work: Work,
  { steps, ...told }: { steps: Step[] } & Pick<Batch, 'facts' | 'makesPins' | 'whom' | 'meaning' | 'cmdlet'>,
  items: readonly BatchItem[],
): Promise<Batch> {
  const { tx, house, actor, request, now } = work;
  const id = house.random.uuid();
  const parts = Math.ceil(items.length / BATCH_PART_SIZE);
  for (let part = 0; part < parts; part += 1) {
    const own = items.slice(part * BATCH_PART_SIZE, (part + 1) * BATCH_PART_SIZE);
    await tx.batchParts.put({ id: partId(id, part), batchId: id, items: own });
  }
  const skipped = items.filter((item) => item.state === 'skipped');
  const batch: Batch = {
    id,
    askerKey: actor.user.key,
    askerName: actor.user.displayName,
    language: actor.user.language ?? request.language,
    origin: { channelId: request.origin.channelId, conversationId: request.origin.conversationId },
    steps,
    ...told,
    state: 'planned',
    decidedBy: null,
    fingerprint: house.secrets.fingerprint(JSON.stringify([steps, items.map((item) => item.userKey)])),
    correlationId: work.correlationId,
    parts,
    counts: { pending: items.length - skipped.length, ok: 0, skipped: skipped.length, failed: 0 },
    reasons: skipped.reduce<BatchReason[]>(
      (reasons, item) => withReason(reasons, { ...item, state: 'skipped' }),
      [],
    ),
    handOver: 0,
    createdAt: now.toISOString(),
    startedAt: null,
    endedAt: null,
    cardsDue: false,
  };
  await tx.batches.put(batch);
  return batch;
}
