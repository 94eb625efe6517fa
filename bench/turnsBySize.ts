import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CORES, ROOT, startChild } from './children.ts';
import { organizations } from './databases.ts';
import type { Organization } from './inChild.ts';
import type { Load, LoadResult } from './loadGenerator.ts';
import { fillStore } from './organization.ts';
import type { Section } from './report.ts';
import { measured, spread } from './statistics.ts';
import type { Built, Effort } from './turns.ts';

const CONNECTIONS = [1, 10];
/** Milliseconds of work before anything counts. */
const WARM_UP = 5_000;

/** The turn that resets a PIN, by how many people there are, in the embedded store and in PostgreSQL. */
export async function turnsBySize(
  built: Built,
  effort: Effort,
  sizes: readonly number[],
): Promise<Section[]> {
  const rows = [];
  for (const organization of await organizations(sizes))
    for (const [connections, rounds] of await turnsOf(built, effort, organization)) {
      const of = (figure: 'perSecond' | 'p50' | 'p99') => measured(rounds.map((round) => round[figure]));
      const store = organization.url === undefined ? 'embedded' : 'PostgreSQL';
      const { people } = organization;
      rows.push({ people, store, connections, perSecond: of('perSecond'), p50: of('p50'), p99: of('p99') });
    }
  return [
    {
      title: 'Turns by the number of people',
      note: 'The whole turn that resets a PIN, through HTTP, of somebody else each time.',
      table: [
        ['', 'turns/s', 'p50 ms', 'p99 ms'],
        ...rows.map(({ people, store, connections, perSecond, p50, p99 }) => [
          `${people.toLocaleString('en-US')} people, ${store}, ${connections} at a time`,
          spread(perSecond),
          spread(p50),
          spread(p99),
        ]),
      ],
      figures: { rows },
    },
  ];
}

async function turnsOf(
  { main, bot }: Built,
  { rounds, milliseconds }: Effort,
  { people, url }: Organization,
): Promise<Map<number, LoadResult[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'));
  if (url === undefined) await fillStore(folder, people);
  const surroundings = { core: CORES.surroundings, options: ['--import', 'tsx'] };
  const connector = await startChild(['bench/connector.ts'], surroundings);
  const generator = await startChild(['bench/loadGenerator.ts'], surroundings);
  const env = { DATA_DIR: folder, PORT: '0', NODE_ENV: '', ...(url !== undefined && { DATABASE_URL: url }) };
  const child = await startChild([bot, main, join(ROOT, 'dist/config.js')], { core: CORES.measured, env });
  try {
    const load = {
      port: Number(child.ready['port']),
      connectorPort: Number(connector.ready['port']),
      people,
    };
    const run = async (connections: number, duration: number) =>
      (await generator.ask({
        ...load,
        connections,
        milliseconds: duration,
      } satisfies Load)) as unknown as LoadResult;
    const found = new Map<number, LoadResult[]>();
    for (const connections of CONNECTIONS) {
      await run(connections, WARM_UP);
      const results: LoadResult[] = [];
      for (let round = 0; round < rounds; round += 1) results.push(await run(connections, milliseconds));
      if (results.some(({ failures }) => failures > 0)) throw new Error('a turn failed');
      found.set(connections, results);
    }
    return found;
  } finally {
    for (const one of [child, connector, generator]) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
