import { inState, partId } from '../../domain/batch.ts';
import type { View } from '../../domain/view.ts';
import { ADMINS, operation } from '../operation.ts';
import { batchView } from './batchView.ts';
import { BATCH_FIELD, ownBatch } from './startBatch.ts';

/** Takes up again what failed of a batch, and only that. */
export const retryBatch = operation({
  name: 'retryBatch',
  right: ADMINS,
  fields: { batch: BATCH_FIELD },
  changes: true,
  hidden: true,
  personal: true,
  async run(work, { batch: id }): Promise<View> {
    const { tx } = work;
    const batch = await ownBatch(work, id, ['done', 'stopped']);
    for (let at = 0; at < batch.parts; at += 1) {
      const part = await tx.batchParts.get(partId(id, at));
      if (!part?.items.some((item) => item.state === 'failed')) continue;
      const items = part.items.map((item) =>
        item.state === 'failed' ? { ...item, state: 'pending' as const, code: null, params: {} } : item,
      );
      await tx.batchParts.put({ ...part, items });
    }
    const again = inState(batch, 'running', {
      counts: { ...batch.counts, pending: batch.counts.pending + batch.counts.failed, failed: 0 },
      reasons: batch.reasons.filter((reason) => reason.state !== 'failed'),
      endedAt: null,
    });
    await tx.batches.put(again);
    return batchView(again, () => work.house.random.uuid());
  },
});
