import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CORES, ROOT, startChild, type Child } from './children.ts';
import type { Load, LoadResult } from './loadGenerator.ts';
import { fillStore } from './organization.ts';
import type { Section } from './report.ts';
import { measured, ratios, shown, spread } from './statistics.ts';

const PEOPLE = 10_000;
const CONNECTIONS = [1, 10, 100];
/** Milliseconds of work before anything counts: code that runs for hours is compiled in its first seconds. */
const WARM_UP = 10_000;

/** A bot under load and what each round of it gave. */
interface Contender {
  name: string;
  /** Messages that a turn of it sends. */
  answers: number;
  bot: Child;
  rounds: (LoadResult & { cpu: number })[];
}

/** How long and how often everything is measured. */
export interface Effort {
  rounds: number;
  /** Of one round. */
  milliseconds: number;
}

/** Paths of the built bots. */
export interface Built {
  main: string;
  bot: string;
  echo: string;
}

/** The turn that resets a PIN beside a bare echo, in rounds that alternate between them; then the courier by itself. */
export async function turns(built: Built, effort: Effort): Promise<Section[]> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'));
  await fillStore(folder, PEOPLE);
  const surroundings = { core: CORES.surroundings, options: ['--import', 'tsx'] };
  const connector = await startChild(['bench/connector.ts'], surroundings);
  const generator = await startChild(['bench/loadGenerator.ts'], surroundings);
  const contenders = await start(built, folder);
  try {
    const sections: Section[] = [];
    for (const connections of CONNECTIONS) {
      for (const contender of contenders) contender.rounds = [];
      for (let round = 0; round <= effort.rounds; round += 1)
        for (const contender of contenders)
          await play(contender, connections, { connector, generator, effort, warmUp: round === 0 });
      sections.push(sectionOf(contenders, connections));
    }
    const [switchboard] = contenders;
    if (switchboard) sections.push(await courier(switchboard.bot));
    return sections;
  } finally {
    for (const child of [...contenders.map((one) => one.bot), connector, generator]) await child.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start({ main, bot, echo }: Built, folder: string): Promise<Contender[]> {
  const env = { DATA_DIR: folder, PORT: '0', NODE_ENV: '' };
  const config = join(ROOT, 'dist/config.js');
  const one = async (name: string, answers: number, args: string[]): Promise<Contender> => ({
    name,
    answers,
    bot: await startChild(args, { core: CORES.measured, env }),
    rounds: [],
  });
  return [
    await one('reset PIN: result card, PIN card', 2, [bot, main, config]),
    await one('echo: one text', 1, [echo]),
    await one('echo: two cards', 2, [echo, 'cards']),
  ];
}

interface Round {
  connector: Child;
  generator: Child;
  effort: Effort;
  warmUp: boolean;
}

/** One contender's turn at the load generator. What did not do its work has no figures. */
async function play(contender: Contender, connections: number, round: Round): Promise<void> {
  const { connector, generator, effort } = round;
  await connector.ask({});
  const load: Load = {
    port: Number(contender.bot.ready['port']),
    connectorPort: Number(connector.ready['port']),
    connections,
    milliseconds: round.warmUp ? WARM_UP : effort.milliseconds,
    people: PEOPLE,
  };
  const before = await cpuOf(contender.bot);
  const result = (await generator.ask(load)) as unknown as LoadResult;
  const cpu = ((await cpuOf(contender.bot)) - before) / result.turns;
  const { messages } = await connector.ask({});
  if (result.failures > 0 || Number(messages) !== result.turns * contender.answers)
    throw new Error(
      `${contender.name}: ${result.turns} turns, ${result.failures} failures, ${String(messages)} messages`,
    );
  if (!round.warmUp) contender.rounds.push({ ...result, cpu });
}

/** Milliseconds that a bot has kept processors busy: hardly touched by what else a machine does. */
async function cpuOf(bot: Child): Promise<number> {
  const { user, system } = await bot.ask({});
  return (Number(user) + Number(system)) / 1000;
}

function sectionOf(contenders: readonly Contender[], connections: number): Section {
  const rate = ({ rounds }: Contender) => rounds.map((round) => round.perSecond);
  const [switchboard, echo, cards] = contenders.map(rate);
  const rows = contenders.map((one) => ({
    name: one.name,
    perSecond: measured(rate(one)),
    p50: measured(one.rounds.map((round) => round.p50)),
    p99: measured(one.rounds.map((round) => round.p99)),
    cpu: measured(one.rounds.map((round) => round.cpu)),
  }));
  const over = {
    oneText: ratios(switchboard ?? [], echo ?? []),
    twoCards: ratios(switchboard ?? [], cards ?? []),
  };
  return {
    title: `Turns at ${connections} connection${connections === 1 ? '' : 's'}`,
    table: [
      ['', 'turns/s', 'p50 ms', 'p99 ms', 'CPU ms a turn'],
      ...rows.map((row) => [
        row.name,
        spread(row.perSecond),
        spread(row.p50),
        spread(row.p99),
        spread(row.cpu),
      ]),
      ['reset PIN ÷ echo with one text', spread(over.oneText), '', '', ''],
      ['reset PIN ÷ echo with two cards', spread(over.twoCards), '', '', ''],
    ],
    figures: { connections, rows, over },
  };
}

/** What the turns queued, delivered: chat to the connector, mail into files. */
async function courier(bot: Child): Promise<Section> {
  const { notices, seconds } = await bot.ask({ deliver: true });
  const perSecond = Number(notices) / Number(seconds);
  return {
    title: 'The courier by itself',
    note: 'What the turns queued, for ten seconds at most: mails into files, chat notices to people who have not written yet, so that a conversation is opened for each. Chat is held to the pace of Teams: 30 calls a second.',
    table: [
      ['', 'notices', 's', 'notices/s'],
      ['delivered', shown(Number(notices)), shown(Number(seconds)), shown(perSecond)],
    ],
    figures: { notices, seconds, perSecond },
  };
}
