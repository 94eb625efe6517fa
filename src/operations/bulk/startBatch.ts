import * as z from 'zod';
import { inState, sizeOf, type Batch } from '../../domain/batch.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { View } from '../../domain/view.ts';
import { adminsOf } from '../asking/deciders.ts';
import { value } from '../field.ts';
import { queueCard } from '../notices.ts';
import { ADMINS, operation, type Work } from '../operation.ts';
import { setQuestionAside } from '../questions.ts';
import { recordStep } from '../record.ts';
import { approvalView, batchView } from './batchView.ts';

/** The id of a batch, as its buttons carry it. */
export const BATCH_FIELD = value(z.string().max(64), 'button-malformed');

/** Begins what was planned, or goes on with what was stopped; a large plan waits for another admin first. */
export const startBatch = operation({
  name: 'startBatch',
  right: ADMINS,
  fields: { batch: BATCH_FIELD },
  changes: true,
  hidden: true,
  personal: true,
  async run(work, { batch: id }): Promise<View> {
    const batch = await ownBatch(work, id, ['planned', 'stopped']);
    return batch.state === 'stopped' ? running(work, batch) : begun(work, batch);
  },
});

/** Begins a plan without a question, and records that. */
export async function beginBatch(work: Work, batch: Batch): Promise<View> {
  await setQuestionAside(work);
  await recordStep(work, { id: `${work.correlationId}-begin`, operation: 'startBatch', people: [] });
  return begun(work, batch);
}

/** A batch of the asker in one of some states; throws Refusal for any other. */
export async function ownBatch(work: Work, id: string, states: readonly Batch['state'][]): Promise<Batch> {
  const batch = await work.tx.batches.get(id);
  if (batch?.askerKey !== work.actor.user.key) throw new Refusal('batch-none');
  if (!states.includes(batch.state))
    throw new Refusal('batch-state', { state: { text: `batchState.${batch.state}` } });
  return batch;
}

/** Runs it, or lets another admin approve it where that is the rule. */
async function begun(work: Work, batch: Batch): Promise<View> {
  const { BulkApprovalThreshold: threshold } = work.settings;
  if (threshold === 0 || sizeOf(batch) <= threshold) return running(work, batch);
  const waiting = inState(batch, 'awaitingApproval', { correlationId: work.correlationId });
  await work.tx.batches.put(waiting);
  await askOthers(work, waiting);
  return batchView(waiting, () => work.house.random.uuid());
}

/** Every other admin gets the plan, to approve or refuse exactly it. */
async function askOthers(work: Work, batch: Batch): Promise<void> {
  const view = approvalView(batch, () => work.house.random.uuid());
  for (const admin of await adminsOf(work))
    if (admin.key !== batch.askerKey) await queueCard(work, admin, 'approval', { view, about: batch.id });
}

/** The runner takes it from here. */
async function running(work: Work, batch: Batch): Promise<View> {
  const begun = inState(batch, 'running', {
    correlationId: batch.startedAt === null ? work.correlationId : batch.correlationId,
    startedAt: batch.startedAt ?? work.now.toISOString(),
    endedAt: null,
  });
  await work.tx.batches.put(begun);
  return batchView(begun, () => work.house.random.uuid());
}
