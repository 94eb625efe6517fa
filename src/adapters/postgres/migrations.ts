import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { StoreUnusableError } from '../../ports/store.ts';

/** The lock that lets one process at a time change the tables; any number that nobody else takes. */
const LOCK = 7_827_412;

/** Milliseconds until a connection that cannot be made is given up. */
const CONNECTING = 10_000;

/** A numbered SQL file: `0001-initial.sql`. */
const FILE = /^(\d{4})-[a-z0-9-]+\.sql$/;

/** Brings the tables to their present form, each step in a transaction of its own. Refuses those of a newer program. */
export async function migrate(url: string, folder: string): Promise<void> {
  const steps = await stepsIn(folder);
  // A connection of its own: a step may take its time.
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECTING });
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query('CREATE TABLE IF NOT EXISTS migrations (version integer PRIMARY KEY, at timestamptz)');
    const { rows } = await client.query<{ version: number | null }>(
      'SELECT max(version) AS version FROM migrations',
    );
    const version = rows[0]?.version ?? 0;
    if (version > steps.length)
      throw new StoreUnusableError(
        `The database was written by a newer version of Switchboard (step ${version}, this one knows ${steps.length}); start that version again. Nothing was changed.`,
      );
    for (const [at, sql] of steps.entries()) {
      if (at + 1 <= version) continue;
      await client.query('BEGIN');
      await client.query(sql);
      await client.query('INSERT INTO migrations VALUES ($1, now())', [at + 1]);
      await client.query('COMMIT');
    }
  } finally {
    // Ends the session, and with it the lock and whatever was begun.
    await client.end();
  }
}

/** The steps in their order, without a gap. */
async function stepsIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => FILE.test(name)).sort();
  names.forEach((name, at) => {
    if (Number(FILE.exec(name)?.[1]) !== at + 1) throw new Error(`migrations/${name} is out of order`);
  });
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}
