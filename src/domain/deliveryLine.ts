import * as z from 'zod';
import { DELIVERY_REASONS, DELIVERY_STATES, NOTICE_CHANNELS, NOTICE_KINDS } from './notice.ts';
import type { OutboxRow } from './outboxRow.ts';

/** The state of one notice, as a result card or the list of deliveries shows it. */
export const DeliveryLine = z.object({
  id: z.string(),
  person: z.string(),
  kind: z.enum(NOTICE_KINDS),
  channel: z.enum(NOTICE_CHANNELS),
  to: z.string().nullable(),
  state: z.enum(DELIVERY_STATES),
  reason: z.enum(DELIVERY_REASONS).nullable(),
  at: z.iso.datetime(),
});

/** The state of one notice. */
export type DeliveryLine = z.infer<typeof DeliveryLine>;

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
