import { databaseWith } from './databases.ts';
import { measure } from './inChild.ts';
import type { Section } from './report.ts';
import { measured, ratios, spread } from './statistics.ts';

/** Durable changes of one person: the store beside lowdb's own file adapter, PostgreSQL, and itself in a large organisation. */
export async function commits(rounds: number, sizes: readonly number[]): Promise<Section[]> {
  const found = [];
  for (const people of sizes) found.push({ people, ...(await ofSize(people, rounds)) });
  const growth = ratios(found.at(-1)?.alone ?? [], found[0]?.alone ?? []);
  const rows = found.map(({ people, alone, together, plain, postgres, postgresTogether }) => ({
    people,
    alone: measured(alone),
    together: measured(together),
    plain: measured(plain),
    over: ratios(alone, plain),
    postgres: measured(postgres),
    postgresTogether: measured(postgresTogether),
  }));
  return [
    {
      title: 'Durable commits a second',
      note: 'One person changed in each. lowdb’s own JSONFile writes the whole file and does not wait for the disk.',
      table: [
        [
          'people',
          'one caller',
          '20 callers',
          'JSONFile, one caller',
          'one caller ÷ JSONFile',
          'PostgreSQL, one caller',
          'PostgreSQL, 20 callers',
        ],
        ...rows.map((row) => [
          row.people.toLocaleString('en-US'),
          ...[row.alone, row.together, row.plain, row.over, row.postgres, row.postgresTogether].map(spread),
        ]),
        ['the most ÷ the fewest people', spread(growth), '', '', '', '', ''],
      ],
      figures: { rows, largeOverSmall: growth },
    },
  ];
}

async function ofSize(people: number, rounds: number) {
  const alone: number[] = [];
  const together: number[] = [];
  const plain: number[] = [];
  const postgres: number[] = [];
  const postgresTogether: number[] = [];
  const url = await databaseWith(people);
  for (let round = 0; round < rounds; round += 1) {
    const given = await measure('commits', { people });
    alone.push(given['alone'] ?? NaN);
    together.push(given['together'] ?? NaN);
    // With a million people one write of the whole file takes longer than a round.
    if (people <= 100_000) plain.push((await measure('plainCommits', { people }))['alone'] ?? NaN);
    if (url === undefined) continue;
    const other = await measure('commits', { people, url });
    postgres.push(other['alone'] ?? NaN);
    postgresTogether.push(other['together'] ?? NaN);
  }
  return { alone, together, plain, postgres, postgresTogether };
}
