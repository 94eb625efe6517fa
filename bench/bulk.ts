import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CORES, memoryOf, ROOT, startChild, type Child } from './children.ts';
import type { Load, LoadResult } from './loadGenerator.ts';
import { fillStore } from './organization.ts';
import type { Section } from './report.ts';
import { measured, spread } from './statistics.ts';
import type { Built } from './turns.ts';

const PEOPLE = 10_000;
/** Milliseconds between two looks at how far it is, and the longest that is waited. */
const LOOK = 100;
const PATIENCE = 300_000;

interface Round {
  previewMs: number;
  committedMs: number;
  p50: number;
  p99: number;
  memoryMb: number;
}

/** A new PIN for each of many people: the plan, all commits, and how the bot answers somebody else meanwhile. */
export async function bulk({ main, bot }: Built, rounds: number): Promise<Section[]> {
  const found: Round[] = [];
  for (let round = 0; round < rounds; round += 1) found.push(await once(main, bot));
  const of = (figure: keyof Round) => measured(found.map((one) => one[figure]));
  const figures = {
    people: PEOPLE,
    previewMs: of('previewMs'),
    committedMs: of('committedMs'),
    othersP50: of('p50'),
    othersP99: of('p99'),
    memoryMb: of('memoryMb'),
  };
  return [
    {
      title: `PIN reset for ${PEOPLE.toLocaleString('en-US')} people at once`,
      note: 'Everybody gets a chat and a mail notice; these are queued, the courier rests. The others are one connection that resets PINs one by one.',
      table: [
        ['', ''],
        ['plan shown after, ms', spread(figures.previewMs)],
        ['all committed after the Yes, ms', spread(figures.committedMs)],
        ['a turn of somebody else meanwhile, p50 ms', spread(figures.othersP50)],
        ['a turn of somebody else meanwhile, p99 ms', spread(figures.othersP99)],
        ['more memory afterwards, MB', spread(figures.memoryMb)],
      ],
      figures,
    },
  ];
}

async function once(main: string, bot: string): Promise<Round> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'));
  await fillStore(folder, PEOPLE);
  const surroundings = { core: CORES.surroundings, options: ['--import', 'tsx'] };
  const connector = await startChild(['bench/connector.ts'], surroundings);
  const generator = await startChild(['bench/loadGenerator.ts'], surroundings);
  const env = { DATA_DIR: folder, PORT: '0', NODE_ENV: '' };
  const child = await startChild([bot, main, join(ROOT, 'dist/config.js')], { core: CORES.measured, env });
  try {
    const load: Load = {
      port: Number(child.ready['port']),
      connectorPort: Number(connector.ready['port']),
      connections: 1,
      milliseconds: 2_000,
      people: PEOPLE,
    };
    await generator.ask(load);
    const before = memoryOf(child.process.pid ?? 0).now;
    const previewMs = await timed(() => generator.ask({ ...load, say: 'reset PIN for all' }));
    const began = performance.now();
    await generator.ask({ ...load, say: 'yes' });
    const others = (await generator.ask({ ...load, milliseconds: 3_000 })) as unknown as LoadResult;
    await untilDone(child);
    const committedMs = performance.now() - began;
    const memoryMb = memoryOf(child.process.pid ?? 0).now - before;
    return { previewMs, committedMs, p50: others.p50, p99: others.p99, memoryMb };
  } finally {
    for (const one of [child, connector, generator]) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

async function untilDone(child: Child): Promise<void> {
  for (let waited = 0; waited < PATIENCE; waited += LOOK) {
    const { running } = await child.ask({ batches: true });
    if (running === false) return;
    await pause(LOOK);
  }
  throw new Error('what is done to many did not come to its end');
}
