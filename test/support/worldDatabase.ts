import { cryptoRandom } from '../../src/adapters/crypto/random.ts';
import { Client } from 'pg';
import { openPostgresStore } from '../../src/adapters/postgres/store.ts';
import { FakeLog } from './fakeLog.ts';
import { PostgresServer } from './postgresServer.ts';

/** A server for many tests, and a database with all tables that theirs are copies of. */
interface Databases {
  server: PostgresServer;
  template: string;
}

let databases: Promise<Databases> | undefined;

/** Whether the tests of the whole program keep their organisation in PostgreSQL: `STORE=postgres npm run spec -- …`. */
export const ON_POSTGRES = process.env['STORE'] === 'postgres';

/** Makes a database with empty tables, on a server that all tests of the process share. Returns its address. */
export async function aDatabase(): Promise<string> {
  const { server, template } = await (databases ??= start());
  return server.createDatabase(template);
}

/** Removes a database. */
export async function dropDatabase(url: string): Promise<void> {
  const { server } = await (databases ??= start());
  await server.dropDatabase(url);
}

/** Everything that stands in the tables of a database, row by row. */
export async function everyRow(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    );
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM ${name} AS t`);
      texts.push(...rows.map(({ text }) => text));
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

async function start(): Promise<Databases> {
  const server = await PostgresServer.start();
  const template = await server.createDatabase();
  const options = {
    url: template,
    migrations: 'migrations',
    log: new FakeLog(),
    fraction: () => cryptoRandom.fraction(),
    serves: false,
  };
  await (await openPostgresStore(options)).close();
  return { server, template };
}
