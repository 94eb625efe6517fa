import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { StoreInDoubtError, type Transaction } from '../../ports/store.ts';
import { Session } from './session.ts';
import { transactionOn } from './transaction.ts';

/** What runs in a transaction. */
export type Body<Result> = (tx: Transaction, rollback: () => void) => Promise<Result>;

/** How one attempt to run a body ended. */
export type Ended<Result> =
  /** What was changed is durable; a body that took it back, or only read, has changed nothing. */
  | { how: 'committed'; result: Result }
  /** Nothing was changed: it met another transaction, or its connection was lost. Both are over when the body runs again. */
  | { how: 'met' | 'lost'; error: unknown }
  /** Nothing was changed; or, where the database does not come back, nobody knows. */
  | { how: 'failed'; error: unknown };

/** Its connection was lost while it was being committed. */
interface InDoubt<Result> {
  how: 'inDoubt';
  xid: string;
  result: Result;
  error: unknown;
}

/** Milliseconds between two questions for what became of a transaction. */
const ASKING = 200;
/** How often it is asked. */
const MOST_QUESTIONS = 50;

/** Runs a body once, as if it were alone, or, where that has failed, truly `alone`; `call` is the statement that calls the other programs where a change concerns them. */
export async function attempt<Result>(
  pool: Pool,
  body: Body<Result>,
  call: string,
  alone: boolean,
): Promise<Ended<Result>> {
  let client: PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    return { how: 'lost', error };
  }
  const session = new Session(client);
  const ended = await carriedOut(session, body, call, alone);
  const left = session.leave().then((broken) => client.release(broken));
  // Who has only read, or looked what would come of it, has all that there is to know, and does not wait for the end.
  if (ended.how === 'committed') return ended;
  await left;
  return ended.how === 'inDoubt' ? becameOf(pool, ended) : ended;
}

async function carriedOut<Result>(
  session: Session,
  body: Body<Result>,
  call: string,
  alone: boolean,
): Promise<Ended<Result> | InDoubt<Result>> {
  try {
    await session.begin(alone);
    let rolledBack = false;
    const result = await body(transactionOn(session), () => (rolledBack = true));
    if (!rolledBack && !session.trouble) await session.flush();
    session.end();
    // A body that goes on after a conflict has seen what never was.
    if (session.trouble) return { how: session.trouble, error: new Error('the transaction met another') };
    const { xid } = session;
    if (!rolledBack && xid !== null)
      try {
        await session.commit(call);
      } catch (error) {
        if (session.trouble === 'lost') return { how: 'inDoubt', xid, result, error };
        throw error;
      }
    return { how: 'committed', result };
  } catch (error) {
    session.end();
    return { how: session.trouble ?? 'failed', error };
  }
}

/** Asks the database, over another connection, whether a transaction was committed. */
async function becameOf<Result>(pool: Pool, { xid, result, error }: InDoubt<Result>): Promise<Ended<Result>> {
  for (let count = 0; count < MOST_QUESTIONS; count += 1) {
    const status = await statusOf(pool, xid).catch(() => 'unknown');
    if (status === 'committed') return { how: 'committed', result };
    if (status === 'aborted') return { how: 'lost', error };
    await pause(ASKING);
  }
  const inDoubt = new StoreInDoubtError('Nobody knows whether it was committed.', { cause: error });
  return { how: 'failed', error: inDoubt };
}

/** What became of a transaction. Its connection is ended first, for the database may wait for more from it. */
async function statusOf(pool: Pool, xid: string): Promise<string | undefined> {
  await pool.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_xid = $1::xid8::xid',
    [xid],
  );
  const { rows } = await pool.query<{ status: string }>('SELECT pg_xact_status($1::xid8) AS status', [xid]);
  return rows[0]?.status;
}
