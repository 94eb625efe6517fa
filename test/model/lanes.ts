import fc from 'fast-check';
import { beginnings, stateOf } from './beginning.ts';
import { sequences } from './commands.ts';
import { Model } from './requests.ts';
import { World } from './world.ts';

/**
 * A process of its own that tries sequences of commands, some lanes at the same time: while the store of one waits for the disk,
 * others go on. Its arguments: a seed, the sequences of each lane, the numbers of its lanes. Writes what failed to its output.
 */
const [seed = '', runs = '', lanes = ''] = process.argv.slice(2);

/** Commands of the longest sequences. */
const MOST_COMMANDS = 10;

/** Tries sequences one after the other in a world of their own. */
async function tryOut(lane: number): Promise<void> {
  const world = new World();
  const property = fc.asyncProperty(beginnings, sequences(MOST_COMMANDS), async (beginning, commands) => {
    const setup = async () => {
      const state = await world.begin((sequence, now) => stateOf(beginning, sequence, now));
      return { model: new Model(state), real: world };
    };
    await fc.asyncModelRun(setup, commands);
  });
  try {
    await fc.assert(property, {
      numRuns: Number(runs),
      seed: Number(seed) + lane,
      includeErrorInReport: true,
    });
    await world.searchFiles();
  } finally {
    await world.close();
  }
}

const ends = await Promise.allSettled(lanes.split(',').map((lane) => tryOut(Number(lane))));
for (const end of ends) {
  if (end.status === 'fulfilled') continue;
  process.stdout.write(`${end.reason instanceof Error ? end.reason.stack : String(end.reason)}\n`);
  process.exitCode = 1;
}
