import { DatabaseError, type PoolClient, type QueryResult, type QueryResultRow } from 'pg';
import { DuplicateError } from '../../ports/store.ts';

/** Another transaction has changed something since this one began, or is just doing so: the body has to run again. */
const CONFLICTS = ['40001', '40P01', '55P03'];

/** What is best for one pattern is not for another: such a statement is planned anew each time. */
const PATTERN = / LIKE | % /;

/** A statement that changes nothing. */
const READING = /^\(?SELECT /;

/** Nobody else passes until the transaction ends. Does not take a picture of the database: what is read comes after it. */
const CLOSE = 'LOCK TABLE turnstile IN EXCLUSIVE MODE';
/** Fails when another transaction has passed since this one's picture of the database was taken. */
const PASS = 'UPDATE turnstile SET passed = passed + 1 RETURNING pg_current_xact_id()::text AS xid';

/** The database has ended the connection, or is about to: `57P0x` it stops or starts, `08…` and `25P03` the connection. */
const LOSS = /^(57P0[1-3]|08...|25P0[34])$/;

const UNIQUE_VIOLATION = '23505';

/** What is unique of people, by the name of the constraint. */
const UNIQUE: Readonly<Record<string, DuplicateError['field']>> = {
  users_upn: 'upn',
  users_id: 'id',
  users_conference_id: 'conferenceId',
  meetings_conference_id: 'conferenceId',
};

/** A value of a statement. */
export type Value = string | number | boolean | null | readonly string[];

/** What is put into a table before it is written there. */
export interface Pending {
  /** Writes it. */
  flush(): Promise<void>;
}

/**
 * One transaction on one connection, until its body ends. All reads are of one moment; those that change something pass the
 * turnstile one after the other, at their first change or, when that has failed once, before anything else.
 */
export class Session {
  /** What went wrong and is over when the body runs again: it met another transaction, or the connection was lost. */
  trouble: 'met' | 'lost' | undefined;
  /** Whether something was changed that other programs have to act on. */
  calls = false;
  /** The name under which it can be asked later what became of the transaction; null when it has changed nothing. */
  xid: string | null = null;
  readonly #pending = new Set<Pending>();
  #committed = false;
  #ended = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly client: PoolClient) {}

  /** Takes note of what is to be written before the next statement, or at the end. */
  later(pending: Pending): void {
    this.assertOpen();
    this.#pending.add(pending);
  }

  assertOpen(): void {
    if (this.#ended) throw new Error('this transaction has ended');
  }

  /** Runs a statement after everything that was to be written before. Throws DuplicateError. */
  async query<Row extends QueryResultRow>(text: string, values: readonly Value[] = []): Promise<Row[]> {
    await this.flush();
    return this.run<Row>(text, values);
  }

  /** Writes what is to be written. */
  async flush(): Promise<void> {
    for (const pending of [...this.#pending]) {
      this.#pending.delete(pending);
      await pending.flush();
    }
  }

  /** Runs a statement now, which is prepared once for each connection where that is good. Throws DuplicateError. */
  async run<Row extends QueryResultRow>(
    text: string,
    values: readonly Value[] = [],
    prepared = !PATTERN.test(text),
  ): Promise<Row[]> {
    this.assertOpen();
    if (this.xid === null && !READING.test(text)) await this.#pass();
    // A connection does one thing after the other, whatever a body asks for at the same time.
    const statement = {
      text,
      values: values.map(storable),
      ...(prepared && { name: nameOf(text) }),
    };
    const own = this.#last.then(() => this.client.query<Row>(statement));
    this.#last = own.catch(() => undefined);
    try {
      return (await own).rows;
    } catch (error) {
      throw this.#explained(error);
    }
  }

  /** Begins; `alone` closes the turnstile before anything is read. */
  async begin(alone: boolean): Promise<void> {
    await this.#say(`BEGIN ISOLATION LEVEL REPEATABLE READ${alone ? `; ${CLOSE}` : ''}`);
  }

  /** Commits, and with it calls the other programs where that is called for. */
  async commit(call: string): Promise<void> {
    await this.#say(this.calls ? `${call}; COMMIT` : 'COMMIT');
    this.#committed = true;
  }

  /** Nothing more can be read or changed. */
  end(): void {
    this.#ended = true;
  }

  /** Takes back what was not committed; the error when the connection is of no use any more. */
  async leave(): Promise<Error | undefined> {
    await this.#last;
    if (this.#committed) return undefined;
    if (this.trouble === 'lost') return new Error('the connection was lost');
    return rolledBackOn(this.client);
  }

  /** Passes the turnstile, or fails: whoever is just passing is not waited for. */
  async #pass(): Promise<void> {
    const passing = this.#last.then(() => this.#say(`${CLOSE} NOWAIT; ${PASS}`));
    this.#last = passing.catch(() => undefined);
    const [, passed] = (await passing) as unknown as QueryResult<{ xid: string }>[];
    this.xid = passed?.rows[0]?.xid ?? null;
  }

  async #say(text: string): Promise<QueryResult> {
    try {
      return await this.client.query(text);
    } catch (error) {
      throw this.#explained(error);
    }
  }

  #explained(error: unknown): unknown {
    this.trouble ??= troubleOf(error);
    if (!(error instanceof DatabaseError)) return error;
    // What stands in a row is nothing for a log.
    error.detail = error.where = undefined;
    if (error.code !== UNIQUE_VIOLATION) return error;
    const field = UNIQUE[error.constraint ?? ''];
    return field ? new DuplicateError(field) : error;
  }
}

/** What is over when the transaction runs again. What the database did not say itself comes of the connection. */
function troubleOf(error: unknown): Session['trouble'] {
  if (!(error instanceof DatabaseError) || LOSS.test(error.code ?? '')) return 'lost';
  return CONFLICTS.includes(error.code ?? '') ? 'met' : undefined;
}

/** Takes back what was begun; the error when the connection is of no use any more. */
export async function rolledBackOn(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const names = new Map<string, string>();

/** The name of a prepared statement: PostgreSQL cuts longer ones than 63 characters, so it is a number. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `s${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** PostgreSQL keeps no text with the character 0, which nobody writes but to see what happens, and knows no endless limit. */
function storable(value: Value): Value {
  if (value === Infinity) return Number.MAX_SAFE_INTEGER;
  if (typeof value === 'string') return withoutZero(value);
  return typeof value === 'object' && value !== null ? value.map(withoutZero) : value;
}

function withoutZero(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
