import { DatabaseError, type PoolClient, type QueryResultRow } from 'pg';
import { DuplicateError } from '../../ports/store.ts';

/** Another transaction changed what this one has read, or each waits for the other: the body has to run again. */
const CONFLICTS = ['40001', '40P01'];

/** What is best for one pattern is not for another: such a statement is planned anew each time. */
const PATTERN = / LIKE | % /;

const UNIQUE_VIOLATION = '23505';

/** What is unique of people, by the name of the constraint. */
const UNIQUE: Readonly<Record<string, DuplicateError['field']>> = {
  users_upn: 'upn',
  users_id: 'id',
  users_conference_id: 'conferenceId',
};

/** A value of a statement. */
export type Value = string | number | boolean | null | readonly string[];

/** One transaction on one connection, until its body ends. */
export class Session {
  /** Whether what went wrong is over when the body runs again. */
  conflict = false;
  #ended = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly client: PoolClient) {}

  /** Runs a statement, which is prepared once for each connection where that is good. Throws DuplicateError. */
  async query<Row extends QueryResultRow>(text: string, values: readonly Value[] = []): Promise<Row[]> {
    if (this.#ended) throw new Error('this transaction has ended');
    // A connection does one thing after the other, whatever a body asks for at the same time.
    const statement = {
      text,
      values: values.map(storable),
      ...(!PATTERN.test(text) && { name: nameOf(text) }),
    };
    const own = this.#last.then(() => this.client.query<Row>(statement));
    this.#last = own.catch(() => undefined);
    try {
      return (await own).rows;
    } catch (error) {
      throw this.#explained(error);
    }
  }

  end(): void {
    this.#ended = true;
  }

  #explained(error: unknown): unknown {
    if (isConflict(error)) this.conflict = true;
    if (!(error instanceof DatabaseError)) return error;
    // What stands in a row is nothing for a log.
    error.detail = error.where = undefined;
    if (error.code !== UNIQUE_VIOLATION) return error;
    const field = UNIQUE[error.constraint ?? ''];
    return field ? new DuplicateError(field) : error;
  }
}

/** Whether an error is over when the transaction runs again. */
export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && CONFLICTS.includes(error.code ?? '');
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
