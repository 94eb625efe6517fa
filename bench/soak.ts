import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, memoryOf, ROOT, startChild } from './children.ts';
import { databaseWith } from './databases.ts';
import type { Load, LoadResult } from './loadGenerator.ts';
import { fillStore } from './organization.ts';

const USAGE = `Keeps the program busy for a while and looks whether its memory stays where it is.

  npm run soak -- [--minutes 60] [--people 1000] [--rate 4] [--store lowdb|postgres]

Its administrator resets so many PINs a second, and its courier delivers. The exit code is 1 when the memory of the last quarter is
more than a fifth, and more than 40 MB, above that of the second. What the embedded store has to remember of the turns until it is
old, about 9 kB of each, is told apart: it is what the store is for, and is not kept in memory with --store postgres.
`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    people: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '4' },
    store: { type: 'string', default: 'lowdb' },
    help: { type: 'boolean', default: false },
  },
});

/** How often memory is looked at. */
const SAMPLES = 60;
/** Megabytes that the embedded store remembers of each turn. */
const REMEMBERED = 0.009;
/** By how much memory may grow: a part, and megabytes. */
const GROWTH = { part: 1.2, megabytes: 40 };

if (values.help) process.stdout.write(USAGE);
else process.exitCode = await soak(Number(values.minutes), Number(values.people), values.store);

/** Runs it; gives the exit code. */
async function soak(minutes: number, people: number, store: string): Promise<number> {
  if (!(minutes > 0) || !(people > 1)) throw new Error(USAGE);
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-soak-'));
  const url = store === 'postgres' ? await databaseWith(people) : undefined;
  if (store === 'postgres' && url === undefined) throw new Error('no PostgreSQL found');
  if (url === undefined) await fillStore(folder, people);
  const built = await build();
  const surroundings = { core: 1, options: ['--import', 'tsx'] };
  const connector = await startChild(['bench/connector.ts'], surroundings);
  const generator = await startChild(['bench/loadGenerator.ts'], surroundings);
  const env = { DATA_DIR: folder, PORT: '0', NODE_ENV: '', ...(url && { DATABASE_URL: url }) };
  const bot = await startChild([built.bot, built.main, join(ROOT, 'dist/config.js'), 'deliver'], {
    core: 0,
    env,
  });
  try {
    const load: Load = {
      port: Number(bot.ready['port']),
      connectorPort: Number(connector.ready['port']),
      connections: 2,
      atMost: Number(values.rate) / 2,
      milliseconds: (minutes * 60_000) / SAMPLES,
      people,
    };
    const memory: number[] = [];
    let turns = 0;
    for (let sample = 1; sample <= SAMPLES; sample += 1) {
      const result = (await generator.ask(load)) as unknown as LoadResult;
      if (result.failures > 0) throw new Error(`${result.failures} turns failed`);
      turns += result.turns;
      const remembered = store === 'lowdb' ? turns * REMEMBERED : 0;
      memory.push(memoryOf(bot.process.pid ?? 0).now - remembered);
      if (sample % 5 === 0)
        process.stdout.write(
          `${((sample * minutes) / SAMPLES).toFixed(1)} min: ${turns} turns, ${memory.at(-1)?.toFixed(0)} MB${remembered > 0 ? ` and ${remembered.toFixed(0)} MB remembered` : ''}, p99 ${result.p99.toFixed(0)} ms\n`,
        );
    }
    return judged(memory);
  } finally {
    for (const child of [bot, generator, connector]) await child.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The median of a quarter of the samples says more than any one of them. */
function judged(memory: readonly number[]): number {
  const quarter = memory.length / 4;
  const medianOf = (from: number) => {
    const sorted = memory.slice(from, from + quarter).sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  const [early, late] = [medianOf(quarter), medianOf(3 * quarter)];
  const grows = late > early * GROWTH.part && late > early + GROWTH.megabytes;
  process.stdout.write(
    `second quarter ${early.toFixed(0)} MB, last quarter ${late.toFixed(0)} MB: memory ${grows ? 'GROWS' : 'is flat'}\n`,
  );
  return grows ? 1 : 0;
}
