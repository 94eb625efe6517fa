import * as z from 'zod';
import { inState, type Batch } from '../../domain/batch.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { View } from '../../domain/view.ts';
import { withdrawCards } from '../asking/deciders.ts';
import { value } from '../field.ts';
import { ADMINS, operation, type Work } from '../operation.ts';
import { batchView } from './batchView.ts';
import { BATCH_FIELD } from './startBatch.ts';

const FIELDS = { batch: BATCH_FIELD, fingerprint: value(z.string().max(64), 'button-malformed') };

/** Approves somebody else's large plan, exactly as it is; it begins at once. */
export const approveBatch = operation({
  name: 'approveBatch',
  right: ADMINS,
  fields: FIELDS,
  changes: true,
  hidden: true,
  personal: true,
  async run(work, input): Promise<View> {
    const batch = await waitingBatch(work, input);
    return decided(work, batch, 'running', { startedAt: work.now.toISOString() });
  },
});

/** Refuses somebody else's large plan. */
export const refuseBatch = operation({
  name: 'refuseBatch',
  right: ADMINS,
  fields: FIELDS,
  changes: true,
  hidden: true,
  personal: true,
  async run(work, input): Promise<View> {
    const batch = await waitingBatch(work, input);
    return decided(work, batch, 'refused', { endedAt: work.now.toISOString() });
  },
});

/** The plan that waits for approval; the first answer counts, and nobody approves what they asked for. */
async function waitingBatch(
  work: Work,
  { batch: id, fingerprint }: { batch: string; fingerprint: string },
): Promise<Batch> {
  const batch = await work.tx.batches.get(id);
  if (!batch || batch.fingerprint !== fingerprint) throw new Refusal('batch-none');
  if (batch.askerKey === work.actor.user.key) throw new Refusal('approval-own', { person: batch.askerName });
  if (batch.state !== 'awaitingApproval')
    throw new Refusal('batch-state', { state: { text: `batchState.${batch.state}` } });
  return batch;
}

async function decided(
  work: Work,
  batch: Batch,
  state: 'running' | 'refused',
  times: Partial<Batch>,
): Promise<View> {
  const after = inState(batch, state, { ...times, decidedBy: work.actor.user.displayName });
  await work.tx.batches.put(after);
  await withdrawCards(work, batch.id);
  return { ...batchView(after, () => work.house.random.uuid()), buttons: [] };
}
