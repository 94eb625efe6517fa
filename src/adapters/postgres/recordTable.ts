import type * as z from 'zod';
import type { Table } from '../../ports/tables.ts';
import type { Pending, Session, Value } from './session.ts';

/** How records of one kind are kept: the table, what is checked, the key, and the columns by which they are found. */
export interface Form<Kept extends object> {
  table: string;
  schema: z.ZodType<Kept>;
  keyOf(record: Kept): string;
  columns?: Readonly<Record<string, (record: Kept) => Value>>;
  /** Whether another program may have to act on it. */
  calls?: (record: Kept) => boolean;
}

/** The most records in one statement. */
const MOST_AT_ONCE = 500;

/** The records of one kind as a transaction sees them. What it has seen it does not read again, and it writes as late as it can. */
export class RecordTable<Kept extends object> implements Table<Kept>, Pending {
  readonly #seen = new Map<string, Kept | undefined>();
  readonly #pending = new Map<string, Kept>();

  constructor(
    protected readonly form: Form<Kept>,
    protected readonly session: Session,
  ) {}

  async get(key: string): Promise<Kept | undefined> {
    this.session.assertOpen();
    if (!this.#seen.has(key)) {
      const text = `SELECT record FROM ${this.form.table} WHERE key = $1`;
      const [row] = await this.session.run<{ record: unknown }>(text, [key]);
      // It may have been put meanwhile.
      if (!this.#seen.has(key)) this.#seen.set(key, row && this.form.schema.parse(row.record));
    }
    return this.#seen.get(key);
  }

  async put(record: Kept): Promise<void> {
    const kept = this.#checked(record);
    const key = this.form.keyOf(kept);
    this.session.calls ||= this.form.calls?.(kept) === true;
    this.session.later(this);
    this.#seen.set(key, kept);
    this.#pending.set(key, kept);
  }

  async delete(key: string): Promise<void> {
    this.#pending.delete(key);
    await this.session.query(`DELETE FROM ${this.form.table} WHERE key = $1`, [key]);
    this.#seen.set(key, undefined);
  }

  async flush(): Promise<void> {
    const records = [...this.#pending.values()];
    this.#pending.clear();
    for (let from = 0; from < records.length; from += MOST_AT_ONCE)
      await this.#write(records.slice(from, from + MOST_AT_ONCE));
  }

  /** The records that fit a condition, with what follows it (order, limit, lock). */
  protected async where(condition: string, values: readonly Value[] = []): Promise<Kept[]> {
    const text = `SELECT record FROM ${this.form.table} WHERE ${condition}`;
    const rows = await this.session.query<{ record: unknown }>(text, values);
    const records = rows.map(({ record }) => this.form.schema.parse(record));
    for (const record of records) this.#seen.set(this.form.keyOf(record), record);
    return records;
  }

  #checked(record: Kept): Kept {
    const { data, error } = this.form.schema.safeParse(record);
    if (data !== undefined) return data;
    const faults = error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
    throw new TypeError(`a record does not fit ${this.form.table}: ${faults.join('; ')}`);
  }

  async #write(records: readonly Kept[]): Promise<void> {
    const { table, columns = {} } = this.form;
    const names = ['key', 'record', ...Object.keys(columns)];
    const places = records.map(
      (_, at) => `(${names.map((_name, column) => `$${at * names.length + column + 1}`).join(', ')})`,
    );
    const changes = names.slice(1).map((name) => `${name} = excluded.${name}`);
    const values = records.flatMap((kept) => [
      this.form.keyOf(kept),
      JSON.stringify(kept),
      ...Object.values(columns).map((valueOf) => valueOf(kept)),
    ]);
    await this.session.run(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES ${places.join(', ')}
      ON CONFLICT (key) DO UPDATE SET ${changes.join(', ')}`,
      values,
      // There are as many statements as numbers of records.
      records.length <= 2,
    );
  }
}

/** Records that are listed in the order of their keys. */
export class ListedTable<Kept extends object> extends RecordTable<Kept> {
  async list(): Promise<Kept[]> {
    return this.where('true ORDER BY key');
  }
}
