import { organizations } from './databases.ts';
import { measure, type Figures } from './inChild.ts';
import type { Section } from './report.ts';
import { measured, spread } from './statistics.ts';

const KINDS = { prefix: 'beginning of a name', part: 'part of a name', typo: 'two typing errors' };

/** How long it takes to find a person by what somebody typed. */
export async function lookUp(rounds: number, sizes: readonly number[]): Promise<Section[]> {
  const rows = [];
  for (const organization of await organizations(sizes)) {
    const { people, url } = organization;
    const store = url === undefined ? 'embedded' : 'PostgreSQL';
    const given: Figures[] = [];
    for (let round = 0; round < rounds; round += 1) given.push(await measure('lookUp', organization));
    for (const [kind, name] of Object.entries(KINDS)) {
      const of = (figure: string) => measured(given.map((one) => one[`${kind} ${figure}`] ?? NaN));
      rows.push({ people, store, kind, name, p50: of('p50'), p99: of('p99') });
    }
  }
  return [
    {
      title: 'Look-up',
      note: 'Milliseconds. Nobody shares a whole name, so there are as many words as people: more than in real life.',
      table: [
        ['', 'p50 ms', 'p99 ms'],
        ...rows.map(({ people, store, name, p50, p99 }) => [
          `${name}, ${people.toLocaleString('en-US')} people, ${store}`,
          spread(p50),
          spread(p99),
        ]),
      ],
      figures: { rows },
    },
  ];
}
