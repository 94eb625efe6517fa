import { POSTGRES, PostgresServer } from '../test/support/postgresServer.ts';
import { measure, type Organization } from './inChild.ts';

const filled = new Map<number, Promise<string>>();
let server: Promise<PostgresServer> | undefined;

/** The address of a PostgreSQL database with so many people, made when it is first asked for; undefined where there is no PostgreSQL. */
export function databaseWith(people: number): Promise<string> | undefined {
  if (!POSTGRES) return undefined;
  const known = filled.get(people) ?? fill(people);
  filled.set(people, known);
  return known;
}

/** Each size in the embedded store, and in PostgreSQL where there is one. */
export async function organizations(sizes: readonly number[]): Promise<Organization[]> {
  const all: Organization[] = [];
  for (const people of sizes) {
    all.push({ people });
    const url = await databaseWith(people);
    if (url !== undefined) all.push({ people, url });
  }
  return all;
}

async function fill(people: number): Promise<string> {
  // What it acknowledges is on the disk, as with the store that it stands beside.
  const url = await (await (server ??= PostgresServer.start({ durable: true }))).createDatabase();
  await measure('fill', { people, url });
  return url;
}
