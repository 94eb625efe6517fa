import { setTimeout as pause } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import { AuditRow } from '../../domain/audit.ts';
import { COLLECTIONS, type Archived } from '../../ports/archive.ts';
import type { Log } from '../../ports/log.ts';
import { StoreUnusableError, type Store, type Transaction } from '../../ports/store.ts';
import { FORMS } from './forms.ts';
import { InstanceLock } from './instanceLock.ts';
import { migrate } from './migrations.ts';
import { isConflict, Session } from './session.ts';
import { transactionOn } from './transaction.ts';

/** Transactions at the same time. */
const CONNECTIONS = 10;
/** Milliseconds until a connection that cannot be made is given up. */
const PATIENCE = 10_000;
/** Milliseconds of the longest wait before a body runs again; chance keeps those that meet from meeting again. */
const LONGEST_WAIT = 100;
/** How often a body is tried before its conflict is told to the caller. */
const ATTEMPTS = 200;

/** Records that are read at a time when all are. */
const AT_A_TIME = 2_000;

/** What the store needs. */
export interface PostgresOptions {
  /** `postgres://user:password@host:5432/database`. */
  url: string;
  /** The folder with the numbered SQL files. */
  migrations: string;
  log: Log;
  /** Between 0 and 1. */
  fraction: () => number;
}

/** Opens the store in a PostgreSQL database, bringing its tables to their present form. Throws StoreUnusableError. */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const { url, log } = options;
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE,
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it is replaced by the next that is needed.
  pool.on('error', (error) => log.warn({ err: error }, 'a connection to the database was lost'));
  // One that breaks in use fails what it is used for; unheard, its error would end the program as well.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  let lock: InstanceLock | undefined;
  try {
    lock = await InstanceLock.take(url, log);
    await migrate(pool, options.migrations);
    return new PostgresStore(pool, lock, options.fraction);
  } catch (error) {
    await lock?.release();
    await pool.end();
    throw unusable(error);
  }
}

/** Bodies run side by side, each as if it were alone: one that met another runs again. */
class PostgresStore implements Store {
  #closing: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly lock: InstanceLock,
    private readonly fraction: () => number,
  ) {}

  async *everything(): AsyncIterable<Archived> {
    const client = await this.pool.connect();
    try {
      // One moment for all tables, and nobody waits for it.
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      for (const name of COLLECTIONS)
        for await (const row of rowsOf(client, FORMS[name].table, 'key', ''))
          yield [name, FORMS[name].schema.parse(row)];
      for await (const row of rowsOf(client, 'audit', 'number', 0)) yield ['audit', AuditRow.parse(row)];
    } finally {
      client.release(await rolledBackOn(client));
    }
  }

  get usable(): boolean {
    return this.#closing === undefined && this.lock.held;
  }

  async transaction<Result>(
    body: (tx: Transaction, rollback: () => void) => Promise<Result>,
  ): Promise<Result> {
    if (this.#closing) throw new StoreUnusableError('The store is closed.');
    if (!this.lock.held) throw new StoreUnusableError('The database cannot be reached. Nothing was changed.');
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(body);
      if ('result' in outcome) return outcome.result;
      if (!outcome.conflict || attempt === ATTEMPTS) throw outcome.error;
      await pause(this.fraction() * Math.min(LONGEST_WAIT, 2 ** attempt));
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.pool.end().then(() => this.lock.release());
    return this.#closing;
  }

  async #attempt<Result>(
    body: (tx: Transaction, rollback: () => void) => Promise<Result>,
  ): Promise<{ result: Result } | { error: unknown; conflict: boolean }> {
    const client = await this.pool.connect();
    const session = new Session(client);
    let broken: Error | undefined;
    try {
      await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
      let rolledBack = false;
      const result = await body(transactionOn(session), () => (rolledBack = true));
      // A body that goes on after a conflict has seen what never was.
      if (session.conflict) throw new Error('the transaction met another');
      await client.query(rolledBack ? 'ROLLBACK' : 'COMMIT');
      return { result };
    } catch (error) {
      broken = await rolledBackOn(client);
      return { error, conflict: session.conflict || isConflict(error) };
    } finally {
      session.end();
      client.release(broken);
    }
  }
}

/** The records of a table, some at a time. */
async function* rowsOf(
  client: PoolClient,
  table: string,
  key: string,
  from: string | number,
): AsyncIterable<unknown> {
  const text = `SELECT ${key} AS place, record FROM ${table} WHERE ${key} > $1 ORDER BY ${key} LIMIT ${AT_A_TIME}`;
  for (let after = from; ;) {
    const { rows } = await client.query<{ place: string | number; record: unknown }>(text, [after]);
    for (const { record } of rows) yield record;
    const last = rows.at(-1);
    if (!last || rows.length < AT_A_TIME) return;
    after = last.place;
  }
}

/** Takes back what was begun; the error when the connection is of no use any more. */
async function rolledBackOn(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What is wrong, without the address, which holds a password. */
function unusable(error: unknown): StoreUnusableError {
  if (error instanceof StoreUnusableError) return error;
  const { message, code } = error as { message?: string; code?: string };
  return new StoreUnusableError(
    `The database of DATABASE_URL cannot be used: ${message || (code ?? 'it does not answer')}. Nothing was changed.`,
    { cause: error },
  );
}
