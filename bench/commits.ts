import { measure } from './inChild.ts';
import type { Section } from './report.ts';
import { measured, ratios, spread } from './statistics.ts';

const SIZES = [1_000, 100_000];

/** Durable changes of one person: the store beside lowdb's own file adapter, and beside itself in a large organisation. */
export async function commits(rounds: number): Promise<Section[]> {
  const found = [];
  for (const people of SIZES) found.push({ people, ...(await ofSize(people, rounds)) });
  const [small, large] = found;
  const sizes = ratios(large?.alone ?? [], small?.alone ?? []);
  const rows = found.map(({ people, alone, together, plain }) => ({
    people,
    alone: measured(alone),
    together: measured(together),
    plain: measured(plain),
    over: ratios(alone, plain),
  }));
  return [
    {
      title: 'Durable commits a second',
      note: 'One person changed in each. lowdb’s own JSONFile writes the whole file and does not wait for the disk.',
      table: [
        ['people', 'one caller', '20 callers', 'JSONFile, one caller', 'one caller ÷ JSONFile'],
        ...rows.map((row) => [
          row.people.toLocaleString('en-US'),
          ...[row.alone, row.together, row.plain, row.over].map(spread),
        ]),
        ['100,000 ÷ 1,000 people', spread(sizes), '', '', ''],
      ],
      figures: { rows, largeOverSmall: sizes },
    },
  ];
}

async function ofSize(people: number, rounds: number) {
  const alone: number[] = [];
  const together: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const given = await measure('commits', { people });
    alone.push(given['alone'] ?? NaN);
    together.push(given['together'] ?? NaN);
    plain.push((await measure('plainCommits', { people }))['alone'] ?? NaN);
  }
  return { alone, together, plain };
}
