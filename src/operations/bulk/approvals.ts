import { message, type Message } from '../../domain/message.ts';
import type { View } from '../../domain/view.ts';
import { askView } from '../asking/askView.ts';
import { ADMINS, operation } from '../operation.ts';
import { approvalView, type BatchView } from './batchView.ts';

/** Shows what waits longest for this admin's decision: a large plan of somebody else, else what somebody has asked for. */
export const approvals = operation({
  name: 'approvals',
  right: ADMINS,
  fields: {},
  changes: false,
  personal: true,
  async run(work): Promise<View> {
    const waiting = await work.tx.batches.awaitingApproval();
    const foreign = waiting.filter((batch) => batch.askerKey !== work.actor.user.key);
    const asks = await work.tx.asks.waiting();
    const [oldest, ...others] = foreign;
    if (oldest)
      return withMore(
        approvalView(oldest, () => work.house.random.uuid()),
        others.length + asks.length,
      );
    const [ask, ...more] = asks;
    if (ask) return askView(ask, await work.tx.users.get(ask.askerKey), moreNotes(more.length));
    return { kind: 'note', title: message('text.noApprovals'), notes: [], buttons: [] };
  },
});

function withMore(view: BatchView, count: number): View {
  return { ...view, notes: [...view.notes, ...moreNotes(count)] };
}

function moreNotes(count: number): Message[] {
  return count > 0 ? [message('batch.note.moreApprovals', { count })] : [];
}
