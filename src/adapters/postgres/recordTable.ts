import type * as z from 'zod';
import type { Table } from '../../ports/store.ts';
import type { Session, Value } from './session.ts';

/** How records of one kind are kept: the table, what is checked, the key, and the columns by which they are found. */
export interface Form<Kept extends object> {
  table: string;
  schema: z.ZodType<Kept>;
  keyOf(record: Kept): string;
  columns?: Readonly<Record<string, (record: Kept) => Value>>;
  /** Whether another program may have to act on it. */
  calls?: (record: Kept) => boolean;
}

/** The records of one kind as a transaction sees them. */
export class RecordTable<Kept extends object> implements Table<Kept> {
  readonly #put: string;

  constructor(
    protected readonly form: Form<Kept>,
    protected readonly session: Session,
  ) {
    const columns = ['key', 'record', ...Object.keys(form.columns ?? {})];
    const places = columns.map((_, at) => `$${at + 1}`).join(', ');
    const changes = columns.slice(1).map((column) => `${column} = excluded.${column}`);
    this.#put = `INSERT INTO ${form.table} (${columns.join(', ')}) VALUES (${places})
      ON CONFLICT (key) DO UPDATE SET ${changes.join(', ')}`;
  }

  async get(key: string): Promise<Kept | undefined> {
    return (await this.where('key = $1', [key]))[0];
  }

  async put(record: Kept): Promise<void> {
    const result = this.form.schema.safeParse(record);
    if (!result.success)
      throw new TypeError(
        `a record does not fit ${this.form.table}: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
      );
    const kept = result.data;
    this.session.calls ||= this.form.calls?.(kept) === true;
    const columns = Object.values(this.form.columns ?? {}).map((valueOf) => valueOf(kept));
    await this.session.query(this.#put, [this.form.keyOf(kept), JSON.stringify(kept), ...columns]);
  }

  async delete(key: string): Promise<void> {
    await this.session.query(`DELETE FROM ${this.form.table} WHERE key = $1`, [key]);
  }

  /** The records that fit a condition, with what follows it (order, limit, lock). */
  protected async where(condition: string, values: readonly Value[] = []): Promise<Kept[]> {
    const text = `SELECT record FROM ${this.form.table} WHERE ${condition}`;
    const rows = await this.session.query<{ record: unknown }>(text, values);
    return rows.map(({ record }) => this.form.schema.parse(record));
  }
}

/** Records that are listed in the order of their keys. */
export class ListedTable<Kept extends object> extends RecordTable<Kept> {
  async list(): Promise<Kept[]> {
    return this.where('true ORDER BY key');
  }
}
