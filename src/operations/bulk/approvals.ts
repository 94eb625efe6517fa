import { message } from '../../domain/message.ts';
import type { View } from '../../domain/view.ts';
import { askView } from '../asking/askView.ts';
import { pageButtons } from '../buttons.ts';
import { wholeNumber } from '../field.ts';
import { ADMINS, operation } from '../operation.ts';
import { approvalView } from './batchView.ts';

/** Shows what waits for this admin's decision, one to a page: large plans of others, then what people have asked for; the oldest first. */
export const approvals = operation({
  name: 'approvals',
  right: ADMINS,
  fields: { page: wholeNumber(1, 1_000_000, 'value-malformed') },
  changes: false,
  personal: true,
  async run(work, { page: asked = 1 }): Promise<View> {
    const waiting = await work.tx.batches.awaitingApproval();
    const plans = waiting.filter((batch) => batch.askerKey !== work.actor.user.key);
    const asks = await work.tx.asks.waiting();
    const last = plans.length + asks.length;
    if (last === 0) return { kind: 'note', title: message('text.noApprovals'), notes: [], buttons: [] };
    const page = Math.min(asked, last);
    const notes = last > 1 ? [message('text.page', { page, last })] : [];
    const buttons = pageButtons('approvals', {}, page, last);
    const ask = asks[page - 1 - plans.length];
    if (ask) return askView(ask, await work.tx.users.get(ask.askerKey), notes, buttons);
    const view = approvalView(plans[page - 1]!, () => work.house.random.uuid());
    return { ...view, notes: [...view.notes, ...notes], buttons: [...view.buttons, ...buttons] };
  },
});
