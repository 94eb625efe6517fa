import { inState } from '../../domain/batch.ts';
import type { View } from '../../domain/view.ts';
import { ADMINS, operation } from '../operation.ts';
import { batchView } from './batchView.ts';
import { BATCH_FIELD, ownBatch } from './startBatch.ts';

/** Stops what is being done to many; what was done stays done, and it can go on later. */
export const stopBatch = operation({
  name: 'stopBatch',
  right: ADMINS,
  fields: { batch: BATCH_FIELD },
  changes: true,
  hidden: true,
  personal: true,
  async run(work, { batch: id }): Promise<View> {
    const batch = await ownBatch(work, id, ['running']);
    const stopped = inState(batch, 'stopped', { endedAt: work.now.toISOString() });
    await work.tx.batches.put(stopped);
    return batchView(stopped, () => work.house.random.uuid());
  },
});
