import { Chance } from './chance.ts';
import { Life, type Tally } from './life.ts';

/** How much torture, and which. */
export interface TortureOptions {
  kills: number;
  /** The same seed gives the same commands and the same kinds of moments, as far as time allows. */
  seed: number;
  /** Data folders at a time: one waits for the lock of its dead process while another works. */
  lanes: number;
  /** Kills after which a folder is brought to rest, looked at as a whole, and replaced by a new one. */
  killsPerLife: number;
  tell: (line: string) => void;
}

/** What came of it. */
export interface TortureResult {
  tally: Tally;
  /** What was wrong, with the folder that was kept; empty when the promises held. */
  violations: string[];
}

/** Kills the program over and over and checks after each time that its promises hold. */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { kills, seed, lanes, killsPerLife, tell } = options;
  const result: TortureResult = {
    tally: { kills: {}, commands: 0, acknowledged: 0, redelivered: 0, notices: {}, snapshots: 0 },
    violations: [],
  };
  let left = kills;
  let lives = 0;

  async function lane(): Promise<void> {
    while (left > 0 && result.violations.length === 0) {
      lives += 1;
      const life = await Life.begin(new Chance(seed * 1_000_003 + lives));
      try {
        for (let round = 0; round < killsPerLife && left > 0 && life.violations.length === 0; round += 1) {
          left -= 1;
          await life.round();
          if ((kills - left) % 25 === 0) tell(`${kills - left} of ${kills} kills`);
        }
        if (life.violations.length === 0) await life.rest();
      } catch (error) {
        life.violations.push(`could not go on: ${error instanceof Error ? error.stack : String(error)}`);
      }
      await life.end();
      add(result.tally, life.tally);
      result.violations.push(...life.violations.map((violation) => `${violation} (kept: ${life.folder})`));
    }
  }

  await Promise.all(Array.from({ length: lanes }, lane));
  return result;
}

/** Adds what a life has seen. */
function add(tally: Tally, more: Tally): void {
  tally.commands += more.commands;
  tally.acknowledged += more.acknowledged;
  tally.redelivered += more.redelivered;
  tally.snapshots += more.snapshots;
  addEach(tally.kills, more.kills);
  addEach(tally.notices, more.notices);
}

function addEach(counts: Record<string, number>, more: Record<string, number>): void {
  for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count;
}
