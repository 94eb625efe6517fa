import type { SentCard } from '../../domain/sentCard.ts';
import type { SentCards } from '../../ports/tables.ts';
import type { Collections } from './collections.ts';
import { justAfter } from './moments.ts';
import { RecordTable } from './recordTable.ts';

/** Cards that will be changed later, as a transaction sees them. */
export class SentCardsTable extends RecordTable<SentCard, Collections['sentCards']> implements SentCards {
  async ofCorrelation(correlationId: string): Promise<SentCard[]> {
    return this.collection.many(this.collection.indexes.correlation.find(correlationId));
  }

  async dueMask(now: Date, limit: number): Promise<SentCard[]> {
    return this.collection.many(this.collection.indexes.mask.ascending(limit, '', justAfter(now)));
  }

  async nextMaskAt(): Promise<Date | null> {
    const smallest = this.collection.indexes.mask.smallest();
    return smallest === undefined ? null : new Date(smallest);
  }
}
