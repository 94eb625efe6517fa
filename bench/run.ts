import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bulk } from './bulk.ts';
import { calls } from './calls.ts';
import { build, canPin, ROOT } from './children.ts';
import { commits } from './commits.ts';
import { lookUp } from './lookUp.ts';
import { machine, markdown, writeFigures, type Section } from './report.ts';
import { startUp } from './startUp.ts';
import { turns } from './turns.ts';
import { turnsBySize } from './turnsBySize.ts';

const HELP = `Measures turns, commits, look-up, start-up, changes of many people and calls, side by side with what they are compared to.

  npm run bench -- [options]

  --only turns,turnsBySize,commits,lookUp,startUp,bulk,calls   some of it
  --rounds 5                                 how often each is measured
  --seconds 3                                how long a round of turns lasts
  --sizes 1000,100000                        how many people there are for turnsBySize, commits and look-up
  --json bench/results/latest.json           where the figures go
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'turns,turnsBySize,commits,lookUp,startUp,bulk,calls' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    sizes: { type: 'string', default: '1000,100000' },
    json: { type: 'string', default: join(ROOT, 'bench/results/latest.json') },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else await main();

async function main(): Promise<void> {
  const effort = { rounds: Number(values.rounds), milliseconds: Number(values.seconds) * 1000 };
  const sizes = values.sizes.split(',').map(Number);
  const built = await build();
  const parts: Record<string, () => Promise<Section[]>> = {
    turns: () => turns(built, effort),
    turnsBySize: () => turnsBySize(built, effort, sizes),
    commits: () => commits(effort.rounds, sizes),
    lookUp: () => lookUp(effort.rounds, sizes),
    startUp: () => startUp(built, effort.rounds),
    bulk: () => bulk(built, effort.rounds),
    calls: () => calls(built, effort.rounds),
  };
  const { node, system, cores, cpu, memoryGiB } = machine();
  process.stdout.write(`Node ${node}, ${system}, ${cores} cores (${cpu}), ${memoryGiB} GiB. `);
  process.stdout.write(
    `${canPin ? 'What is measured has a core for itself. ' : ''}Medians, smallest and largest of ${effort.rounds} rounds.\n`,
  );
  const figures: Record<string, object> = {};
  for (const part of values.only.split(',')) {
    for (const section of (await parts[part]?.()) ?? []) {
      process.stdout.write(markdown(section));
      figures[section.title] = section.figures;
    }
  }
  writeFigures(values.json, { machine: machine(), pinned: canPin, ...effort, figures });
  process.stdout.write(`\nThe figures are in ${values.json}\n`);
}
