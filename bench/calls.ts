import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/adapters/clock/systemClock.ts';
import { openLowdbStore } from '../src/adapters/lowdb/store.ts';
import { aServiceNumber } from '../test/support/builders.ts';
import type { Calls, CallsResult } from './callGenerator.ts';
import { CORES, ROOT, startChild, type Child } from './children.ts';
import { fillStore } from './organization.ts';
import type { Section } from './report.ts';
import { measured, ratios, spread } from './statistics.ts';
import type { Built } from './turns.ts';

const PEOPLE = 10_000;
const CALLS = 1_000;
/** Callers of one meeting. */
const OF_MEETING = 10;
/** Milliseconds over which the calls begin: a full hour's meetings, or all at one moment. */
const SPREADS = { 'begun within 10 s': 10_000, 'begun at one moment': 0 } as const;

/** A thousand calls at once on the attendant, beside as many that are to a number which is not ours and ask nothing of the store. */
export async function calls({ main, bot }: Built, rounds: number): Promise<Section[]> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'));
  await fillStore(folder, PEOPLE);
  await addNumber(folder);
  const env = { DATA_DIR: folder, PORT: '0', NODE_ENV: '' };
  const generator = await startChild(['bench/callGenerator.ts'], {
    core: CORES.surroundings,
    options: ['--import', 'tsx'],
  });
  const child = await startChild([bot, main, join(ROOT, 'dist/config.js')], { core: CORES.measured, env });
  try {
    const port = Number(child.ready['port']);
    await made(generator, { port, calls: 50, spread: 1_000, answered: true, ofMeeting: OF_MEETING });
    const rows: string[][] = [['', 'webhooks', 'p50 ms', 'p99 ms', 'longest ms', 'p99 ÷ baseline']];
    const figures: Record<string, object> = {};
    for (const [name, milliseconds] of Object.entries(SPREADS)) {
      const found: { answered: CallsResult; baseline: CallsResult }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const one = { port, calls: CALLS, spread: milliseconds, ofMeeting: OF_MEETING };
        const baseline = await made(generator, { ...one, answered: false });
        found.push({ baseline, answered: await made(generator, { ...one, answered: true }) });
      }
      const of = (figure: keyof CallsResult) => measured(found.map(({ answered }) => answered[figure]));
      const ratio = ratios(
        found.map(({ answered }) => answered.p99),
        found.map(({ baseline }) => baseline.p99),
      );
      rows.push([
        name,
        String(of('webhooks').median),
        ...(['p50', 'p99', 'longest'] as const).map((figure) => spread(of(figure))),
        spread(ratio),
      ]);
      figures[name] = { p50: of('p50'), p99: of('p99'), longest: of('longest'), ratio };
    }
    return [
      {
        title: `${CALLS.toLocaleString('en-US')} calls at once`,
        note: `Each dials, gives a conference ID, presses no star, says a name, waits with music and hangs up; ${OF_MEETING} to a meeting. The baseline is the same calls to a number that is not ours.`,
        table: rows,
        figures,
      },
    ];
  } finally {
    for (const one of [child, generator]) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function made(generator: Child, given: Calls): Promise<CallsResult> {
  const result = (await generator.ask(given)) as unknown as CallsResult;
  if (result.failures > 0) throw new Error(`${result.failures} webhooks were not answered`);
  if (given.answered && result.waiting < given.calls)
    throw new Error(`only ${result.waiting} of ${given.calls} callers got into the lobby`);
  return result;
}

/** The number that is called. */
async function addNumber(folder: string): Promise<void> {
  const log = { info() {}, warn() {}, error() {} };
  const store = await openLowdbStore({ folder, clock: systemClock, log });
  await store.transaction((tx) => tx.serviceNumbers.put(aServiceNumber()));
  await store.close();
}
