import type { Batch, BatchState } from '../../domain/batch.ts';
import type { Batches } from '../../ports/tables.ts';
import type { Collections } from './collections.ts';
import { RecordTable } from './recordTable.ts';

/** What is done to many people, as a transaction sees it. */
export class BatchesTable extends RecordTable<Batch, Collections['batches']> implements Batches {
  async running(): Promise<Batch | undefined> {
    return this.#inState('running', 1)[0];
  }

  async awaitingApproval(): Promise<Batch[]> {
    return this.#inState('awaitingApproval', Infinity);
  }

  async cardsDue(): Promise<Batch[]> {
    return this.collection.many(this.collection.indexes.cardsDue.ascending());
  }

  #inState(state: BatchState, limit: number): Batch[] {
    const { stateAndAge } = this.collection.indexes;
    return this.collection.many(stateAndAge.ascending(limit, `${state} `, `${state}!`));
  }
}
