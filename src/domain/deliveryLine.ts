import type { OutboxRow } from './outboxRow.ts';
import type { DeliveryLine } from './view.ts';

/** The most notices that a card tells of one by one: it has a budget. */
export const MOST_DELIVERY_LINES = 20;

/** What a result card or the list of deliveries shows of a notice; `at` is when it arrived, else when it was queued. */
export function deliveryLine(row: OutboxRow, personName: string): DeliveryLine {
  return {
    id: row.id,
    person: personName,
    kind: row.kind,
    channel: row.channel,
    to: row.to,
    state: row.state,
    reason: row.reason,
    at: row.deliveredAt ?? row.createdAt,
  };
}
