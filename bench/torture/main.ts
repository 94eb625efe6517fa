import { parseArgs } from 'node:util';
import { torture } from './torture.ts';

const USAGE = 'npm run torture -- [--kills 1000] [--seed 1] [--lanes 6] [--kills-per-life 25]';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    lanes: { type: 'string', default: '6' },
    'kills-per-life': { type: 'string', default: '25' },
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
