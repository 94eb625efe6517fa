import { setTimeout as pause } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import { AuditRow } from '../../domain/audit.ts';
import { COLLECTIONS, type Archived } from '../../ports/archive.ts';
import type { Log } from '../../ports/log.ts';
import { StoreAwayError, StoreUnusableError, type Place, type Store } from '../../ports/store.ts';
import { attempt, type Body, type Ended } from './attempt.ts';
import { FORMS } from './forms.ts';
import { migrate } from './migrations.ts';
import { Presence } from './presence.ts';
import { rolledBackOn } from './session.ts';

/** Transactions at the same time. */
const CONNECTIONS = 10;
/** Milliseconds until a connection that cannot be made is given up. */
const CONNECTING = 5_000;
/** Milliseconds until a statement that is not answered is given up: the connection may be dead without anybody having said so. */
const ANSWERING = 10_000;
/** Milliseconds after which the database gives up a transaction of which it hears nothing more, and lets go what it holds. */
const SILENCE = 10_000;
/** Milliseconds for which a transaction is tried again whose connection was lost. */
const PATIENCE = 5_000;
/** Milliseconds of the longest wait before a body runs again whose connection was lost. */
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
  /** Whether the program is one of those that send notices; without, it has no place among them. */
  serves: boolean;
}

/** Opens the store in a PostgreSQL database, bringing its tables to their present form. Throws StoreUnusableError. */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const { url, log, fraction } = options;
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECTING,
    query_timeout: ANSWERING,
    statement_timeout: ANSWERING,
    idle_in_transaction_session_timeout: SILENCE,
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it is replaced by the next that is needed.
  pool.on('error', (error) => log.warn({ err: error }, 'a connection to the database was lost'));
  // One that breaks in use fails what it is used for; unheard, its error would end the program as well.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const presence = new Presence(url, log);
  try {
    await migrate(url, options.migrations);
    if (options.serves) await presence.join();
    return new PostgresStore(pool, presence, fraction, options.serves);
  } catch (error) {
    await presence.leave();
    await pool.end();
    throw unusable(error);
  }
}

/** Bodies run side by side, each as if it were alone: one that met another runs again. */
class PostgresStore implements Store {
  #closing: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly presence: Presence,
    private readonly fraction: () => number,
    private readonly serves: boolean,
  ) {}

  async *everything(): AsyncIterable<Archived> {
    const client = await this.pool.connect();
    try {
      // One moment for all tables, and nobody waits for it; whoever reads may take their time.
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      for (const name of COLLECTIONS)
        for await (const row of rowsOf(client, FORMS[name].table, 'key', ''))
          yield [name, FORMS[name].schema.parse(row)];
      for await (const row of rowsOf(client, 'audit', 'number', 0)) yield ['audit', AuditRow.parse(row)];
    } finally {
      client.release(await rolledBackOn(client));
    }
  }

  async removeRecord(beforeMonth: string): Promise<void> {
    const text = `DELETE FROM audit WHERE number IN (SELECT number FROM audit WHERE at < $1::timestamp AT TIME ZONE 'UTC' LIMIT ${AT_A_TIME})`;
    for (;;) {
      const { rowCount } = await this.pool.query(text, [`${beforeMonth}-01`]);
      if ((rowCount ?? 0) < AT_A_TIME) return;
    }
  }

  get usable(): boolean {
    return this.#closing === undefined && (this.presence.usable || !this.serves);
  }

  get place(): Place | null {
    return this.presence.place;
  }

  watch(listener: () => void): void {
    this.presence.watch(listener);
  }

  async transaction<Result>(body: Body<Result>): Promise<Result> {
    const began = performance.now();
    for (let count = 1, alone = false; ; count += 1) {
      if (this.#closing) throw new StoreUnusableError('The store is closed.');
      if (!this.usable) throw new StoreAwayError('The database cannot be reached. Nothing was changed.');
      const ended: Ended<Result> = await attempt(this.pool, body, this.presence.call, alone);
      if (ended.how === 'committed') return ended.result;
      if (ended.how === 'failed' || count === ATTEMPTS) throw ended.error;
      // Those that meet wait for each other in a row, and none of them meets anybody again.
      alone ||= ended.how === 'met';
      if (ended.how === 'met') continue;
      const isPatient = performance.now() - began < PATIENCE;
      if (!isPatient) throw new StoreAwayError('The database cannot be reached.', { cause: ended.error });
      await pause(this.fraction() * Math.min(LONGEST_WAIT, 2 ** count));
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.pool.end().then(() => this.presence.leave());
    return this.#closing;
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

/** What is wrong, without the address, which holds a password. */
function unusable(error: unknown): StoreUnusableError {
  if (error instanceof StoreUnusableError) return error;
  const { message, code } = error as { message?: string; code?: string };
  return new StoreUnusableError(
    `The database of DATABASE_URL cannot be used: ${message || (code ?? 'it does not answer')}. Nothing was changed.`,
    { cause: error },
  );
}
