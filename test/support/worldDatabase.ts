import { cryptoRandom } from '../../src/adapters/crypto/random.ts';
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

async function start(): Promise<Databases> {
  const server = await PostgresServer.start();
  const template = await server.createDatabase();
  const options = {
    url: template,
    migrations: 'migrations',
    log: new FakeLog(),
    fraction: () => cryptoRandom.fraction(),
  };
  await (await openPostgresStore(options)).close();
  return { server, template };
}
