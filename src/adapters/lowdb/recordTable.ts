import type { Table } from '../../ports/tables.ts';

/** What a table needs of a collection. */
export interface Records<Kept> {
  get(key: string): Kept | undefined;
  put(record: Kept): void;
  delete(key: string): void;
}

/** Whether a transaction is still running. */
export class Session {
  #ended = false;

  end(): void {
    this.#ended = true;
  }

  /** Throws when the body has ended: what it does now would belong to nothing. */
  assertOpen(): void {
    if (this.#ended) throw new Error('this transaction has ended');
  }
}

/** The records of a collection as a transaction sees them. */
export class RecordTable<Kept, Kind extends Records<Kept> = Records<Kept>> implements Table<Kept> {
  constructor(
    private readonly records: Kind,
    private readonly session: Session,
  ) {}

  async get(key: string): Promise<Kept | undefined> {
    return this.collection.get(key);
  }

  async put(record: Kept): Promise<void> {
    this.collection.put(record);
  }

  async delete(key: string): Promise<void> {
    this.collection.delete(key);
  }

  /** The collection, as long as the transaction runs. */
  protected get collection(): Kind {
    this.session.assertOpen();
    return this.records;
  }
}
