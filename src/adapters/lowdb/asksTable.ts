import type { Ask } from '../../domain/ask.ts';
import type { Asks } from '../../ports/tables.ts';
import type { Collections } from './collections.ts';
import { RecordTable } from './recordTable.ts';

/** What people have asked admins for, as a transaction sees it. */
export class AsksTable extends RecordTable<Ask, Collections['asks']> implements Asks {
  async waiting(): Promise<Ask[]> {
    return this.collection.many(this.collection.indexes.waiting.ascending());
  }

  async cardsDue(): Promise<Ask[]> {
    return this.collection.many(this.collection.indexes.cardsDue.ascending());
  }
}
