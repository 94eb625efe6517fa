import { BATCH_PART_SIZE, partId, sizeOf, type BatchItem } from '../../domain/batch.ts';
import { message } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { View } from '../../domain/view.ts';
import { pageButtons } from '../buttons.ts';
import { wholeNumber } from '../field.ts';
import { ADMINS, operation } from '../operation.ts';
import { reasonText, whatOf } from './batchView.ts';
import { BATCH_FIELD } from './startBatch.ts';

/** People on one page; parts hold a whole number of pages. */
const PAGE = 20;

/** Shows the people of a batch page by page, each with how it went, or why they are left out. */
export const batchPeople = operation({
  name: 'batchPeople',
  right: ADMINS,
  fields: { batch: BATCH_FIELD, page: wholeNumber(1, 1_000_000, 'value-malformed') },
  changes: false,
  hidden: true,
  personal: true,
  async run(work, { batch: id, page: asked = 1 }): Promise<View> {
    const batch = await work.tx.batches.get(id);
    // What another admin has to approve, they may look at; a plan that nobody has begun is its asker's alone.
    const isForeign = batch?.askerKey !== work.actor.user.key;
    if (!batch || (isForeign && batch.state === 'planned')) throw new Refusal('batch-none');
    const last = Math.max(1, Math.ceil(sizeOf(batch) / PAGE));
    const page = Math.min(asked, last);
    const from = (page - 1) * PAGE;
    const part = await work.tx.batchParts.get(partId(id, Math.floor(from / BATCH_PART_SIZE)));
    const items = part?.items.slice(from % BATCH_PART_SIZE, (from % BATCH_PART_SIZE) + PAGE) ?? [];
    return {
      kind: 'batchPeople',
      title: message('batch.title.people', { ...whatOf(batch), count: sizeOf(batch) }),
      rows: items.map(row),
      notes: [message('text.page', { page, last })],
      buttons: pageButtons('batchPeople', { batch: id }, page, last),
    };
  },
});

function row(item: BatchItem) {
  return {
    name: item.name,
    state: message(`itemState.${item.state}`),
    why: item.state === 'skipped' || item.state === 'failed' ? reasonText(item) : null,
  };
}
