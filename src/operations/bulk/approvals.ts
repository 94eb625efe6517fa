import { message } from '../../domain/message.ts';
import type { Batch } from '../../domain/batch.ts';
import type { Button, View } from '../../domain/view.ts';
import { ADMINS, operation, type Work } from '../operation.ts';
import { batchView } from './batchView.ts';

/** Shows the large plan that waits longest for this admin's approval. */
export const approvals = operation({
  name: 'approvals',
  right: ADMINS,
  fields: {},
  changes: false,
  personal: true,
  async run(work): Promise<View> {
    const waiting = await work.tx.batches.awaitingApproval();
    const foreign = waiting.filter((batch) => batch.askerKey !== work.actor.user.key);
    const [oldest, ...others] = foreign;
    if (!oldest) return { kind: 'note', title: message('text.noApprovals'), notes: [], buttons: [] };
    return toDecide(work, oldest, others.length);
  },
});

/** A plan with the buttons to approve or refuse exactly it. */
function toDecide(work: Work, batch: Batch, others: number): View {
  const view = batchView(batch, () => work.house.random.uuid());
  const once = work.house.random.uuid();
  const button = (operation: string, style: Button['style']): Button => ({
    title: message(`operation.${operation}`),
    style,
    request: { steps: [{ operation, input: { batch: batch.id, fingerprint: batch.fingerprint } }], once },
  });
  return {
    ...view,
    facts: [{ label: 'askedBy', value: batch.askerName }, ...view.facts],
    notes: [
      ...batch.meaning,
      ...(others > 0 ? [message('batch.note.moreApprovals', { count: others })] : []),
    ],
    buttons: [button('approveBatch', 'positive'), button('refuseBatch', 'destructive')],
  };
}
