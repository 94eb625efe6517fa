import { DELIVERY_STATES, type DeliveryState } from '../../domain/notice.ts';
import type { OutboxRow } from '../../domain/outboxRow.ts';
import type { Outbox, Page } from '../../ports/tables.ts';
import type { Collections } from './collections.ts';
import { RecordTable } from './recordTable.ts';
import { byCodeUnits } from './sortedList.ts';
import { justAfter } from './moments.ts';

/** Notices, as a transaction sees them. */
export class OutboxTable extends RecordTable<OutboxRow, Collections['outbox']> implements Outbox {
  async due(channel: OutboxRow['channel'], now: Date, limit: number): Promise<OutboxRow[]> {
    const { chatDue, mailDue } = this.collection.indexes;
    const due = channel === 'chat' ? chatDue : mailDue;
    return this.collection.many(due.ascending(limit, '', justAfter(now)));
  }

  async nextTryAt(): Promise<Date | null> {
    const { chatDue, mailDue } = this.collection.indexes;
    const moments = [chatDue.smallest(), mailDue.smallest()].filter((moment) => moment !== undefined);
    return moments.length === 0 ? null : new Date(moments.sort()[0]!);
  }

  async ofCorrelation(correlationId: string): Promise<OutboxRow[]> {
    return this.collection.many(this.collection.indexes.correlation.find(correlationId));
  }

  async ofUser(userKey: string): Promise<OutboxRow[]> {
    return this.collection.many(this.collection.indexes.user.find(userKey));
  }

  async inStates(states: readonly DeliveryState[], offset: number, limit: number): Promise<Page<OutboxRow>> {
    const { age, stateAndAge } = this.collection.indexes;
    const every = states.length === 0 || DELIVERY_STATES.every((state) => states.includes(state));
    if (every) return { rows: this.#rows(age.descending(offset + limit)).slice(offset), total: age.count() };
    const ranges = [...new Set(states)].map((state) => [`${state} `, `${state}!`] as const);
    const places = ranges.flatMap(([from, to]) => stateAndAge.descending(offset + limit, from, to));
    const rows = this.#rows(places).sort(newestFirst);
    const total = ranges.reduce((sum, [from, to]) => sum + stateAndAge.count(from, to), 0);
    return { rows: rows.slice(offset, offset + limit), total };
  }

  async expired(now: Date, limit: number): Promise<OutboxRow[]> {
    return this.collection.many(this.collection.indexes.expiry.ascending(limit, '', justAfter(now)));
  }

  #rows(places: readonly { key: string }[]): OutboxRow[] {
    return this.collection.many(places.map((place) => place.key));
  }
}

function newestFirst(one: OutboxRow, other: OutboxRow): number {
  return byCodeUnits(other.createdAt, one.createdAt) || byCodeUnits(other.id, one.id);
}
