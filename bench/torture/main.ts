import { parseArgs } from 'node:util';
import { Chance } from './chance.ts';
import { SharedLife } from './sharedLife.ts';
import { torture } from './torture.ts';

const USAGE =
  'npm run torture -- [--kills 1000] [--seed 1] [--lanes 6] [--kills-per-life 25]\n' +
  'npm run torture -- --store postgres [--disturbances 100] [--seed 1]';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    lanes: { type: 'string', default: '6' },
    'kills-per-life': { type: 'string', default: '25' },
    store: { type: 'string', default: 'lowdb' },
    disturbances: { type: 'string', default: '100' },
  },
});
const [kills, seed, lanes, killsPerLife] = [
  values.kills,
  values.seed,
  values.lanes,
  values['kills-per-life'],
].map(Number);
if (!kills || !lanes || !killsPerLife || !Number.isInteger(seed)) throw new Error(USAGE);

const start = performance.now();
const tell = (line: string) => console.log(`${Math.round((performance.now() - start) / 1000)} s: ${line}`);
if (values.store === 'postgres') process.exit(await ofPrograms(Number(values.disturbances)));
tell(`${kills} kills, seed ${seed}, ${lanes} data folders at a time`);
const { tally, violations } = await torture({ kills, seed: seed ?? 0, lanes, killsPerLife, tell });
console.log(JSON.stringify(tally, null, 2));
for (const violation of violations) console.error(violation);
tell(
  violations.length === 0
    ? 'every promise was kept'
    : `${violations.length} violations; again with --seed ${seed}`,
);
process.exit(violations.length === 0 ? 0 : 1);

/** Two programs on one database; gives the exit code. */
async function ofPrograms(disturbances: number): Promise<number> {
  if (!disturbances) throw new Error(USAGE);
  tell(`two programs on one PostgreSQL, ${disturbances} disturbances, seed ${seed}`);
  const life = await SharedLife.begin(new Chance(seed ?? 0));
  await life.go(disturbances, tell);
  await life.end();
  console.log(JSON.stringify(life.tally, null, 2));
  for (const violation of life.violations) console.error(violation);
  tell(life.violations.length === 0 ? 'every promise was kept' : `${life.violations.length} violations`);
  return life.violations.length === 0 ? 0 : 1;
}
