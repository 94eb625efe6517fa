import { deliveryLine, type DeliveryLine } from '../domain/deliveryLine.ts';
import { message } from '../domain/message.ts';
import { migrationLine } from '../domain/migrationLine.ts';
import { DELIVERY_STATES, FAILED_STATES, UNDELIVERED_STATES } from '../domain/notice.ts';
import type { OutboxRow } from '../domain/outboxRow.ts';
import type { View } from '../domain/view.ts';
import type { Transaction } from '../ports/store.ts';
import { flag, wholeNumber } from './field.ts';
import { HELP_DESK, operation } from './operation.ts';
import { button, pageButtons } from './buttons.ts';

/** Notices on one page. */
const PAGE = 10;

/** Lists notices and how far their delivery is (rule 14); `undelivered` leaves out what has arrived or was superseded. */
export const deliveries = operation({
  name: 'deliveries',
  right: HELP_DESK,
  fields: { undelivered: flag(), page: wholeNumber(1, 1_000_000, 'value-malformed') },
  changes: false,
  personal: true,
  async run(work, { undelivered, page = 1 }): Promise<View> {
    const states = undelivered ? UNDELIVERED_STATES : DELIVERY_STATES;
    const { rows, total } = await work.tx.outbox.inStates(states, (page - 1) * PAGE, PAGE);
    const last = Math.max(1, Math.ceil(total / PAGE));
    const failed = await work.tx.outbox.inStates(FAILED_STATES, 0, 1);
    return {
      kind: 'deliveries',
      title: message(undelivered ? 'title.undelivered' : 'title.deliveries', { count: total }),
      deliveries: await deliveryLines(work.tx, rows),
      notes: [message('text.page', { page, last })],
      buttons: [
        ...pageButtons('deliveries', { undelivered }, page, last),
        ...(failed.total > 0 ? [button('retryFailed', {}, { once: work.house.random.uuid() })] : []),
      ],
    };
  },
});

/** Outbox rows as lines for people, with the names of the people concerned. */
export async function deliveryLines(tx: Transaction, rows: readonly OutboxRow[]): Promise<DeliveryLine[]> {
  return Promise.all(
    rows.map(async (row) =>
      deliveryLine(row, (await tx.users.get(row.userKey))?.displayName ?? row.facts.displayName),
    ),
  );
}

/** A result that was shown before, with its deliveries and invitations as they are now. */
export async function withCurrentDeliveries(tx: Transaction, view: View): Promise<View> {
  if (view.kind !== 'result') return view;
  const deliveries = await Promise.all(
    view.deliveries.map(async (line) => {
      const row = await tx.outbox.get(line.id);
      return row ? deliveryLine(row, line.person) : line;
    }),
  );
  const migrations = await Promise.all(
    view.migrations.map(async (line) => {
      const migration = await tx.migrations.get(line.key);
      return migration ? migrationLine(migration) : line;
    }),
  );
  return { ...view, deliveries, migrations };
}
