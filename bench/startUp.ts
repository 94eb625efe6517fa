import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { messageTo } from './activities.ts';
import { CORES, end, memoryOf, startNode } from './children.ts';
import { fillStore } from './organization.ts';
import type { Section } from './report.ts';
import { measured, ratios, spread } from './statistics.ts';
import type { Built } from './turns.ts';

const LARGE = 100_000;
const SMALL = 1_000;
/** Milliseconds between two knocks at a program that does not answer yet. */
const KNOCK = 3;
const TSX = ['--import', 'tsx'];

/** How a program is started, and with how many people. */
interface Program {
  name: string;
  args: readonly string[];
  options?: readonly string[];
  people: number;
}

/** Fresh processes: until the first answer has reached the connector, and until a large organisation is ready. */
export async function startUp({ main, echo }: Built, rounds: number): Promise<Section[]> {
  const programs: Program[] = [
    { name: 'switchboard, built', args: [main], people: SMALL },
    { name: 'echo, built', args: [echo], people: SMALL },
    { name: 'switchboard, from source', args: ['src/main.ts'], options: TSX, people: SMALL },
    { name: 'echo, from source', args: ['bench/echoBot.ts'], options: TSX, people: SMALL },
  ];
  const large: Program = { name: 'switchboard', args: [main], people: LARGE };
  const folders = { [SMALL]: await filled(SMALL), [LARGE]: await filled(LARGE) };
  const times = new Map(programs.map(({ name }) => [name, [] as number[]]));
  const ready: Ready[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const program of programs)
        times.get(program.name)?.push(await untilReply(program, folders[SMALL] ?? ''));
      ready.push(await untilReady(large, folders[LARGE] ?? ''));
    }
  } finally {
    for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
  }
  return [firstReply(programs, times), largeStart(ready)];
}

function firstReply(programs: readonly Program[], times: ReadonlyMap<string, number[]>): Section {
  const of = (name: string) => times.get(name) ?? [];
  const over = {
    built: ratios(of('switchboard, built'), of('echo, built')),
    fromSource: ratios(of('switchboard, from source'), of('echo, from source')),
  };
  return {
    title: 'Fresh process to first reply',
    note: 'From the start of the process until its first message has reached the connector.',
    table: [
      ['', 'ms'],
      ...programs.map(({ name }) => [name, spread(measured(of(name)))]),
      ['switchboard ÷ echo, built', spread(over.built)],
      ['switchboard ÷ echo, from source', spread(over.fromSource)],
    ],
    figures: {
      milliseconds: Object.fromEntries([...times].map(([name, values]) => [name, measured(values)])),
      over,
    },
  };
}

function largeStart(ready: readonly Ready[]): Section {
  const figures = {
    readyMs: measured(ready.map((one) => one.milliseconds)),
    readyMb: measured(ready.map((one) => one.memory)),
    mostMb: measured(ready.map((one) => one.most)),
    firstTurnMs: measured(ready.map((one) => one.firstTurn)),
    afterTurnMb: measured(ready.map((one) => one.memoryAfter)),
  };
  return {
    title: `Start with ${LARGE.toLocaleString('en-US')} people`,
    table: [
      ['', ''],
      ['ready after, ms', spread(figures.readyMs)],
      ['memory when ready, MB', spread(figures.readyMb)],
      ['first turn, with the index of names made, ms', spread(figures.firstTurnMs)],
      ['memory after it, MB', spread(figures.afterTurnMb)],
      ['most memory until then, MB', spread(figures.mostMb)],
    ],
    figures,
  };
}

/** Milliseconds until the first message of a fresh process has come. */
async function untilReply(program: Program, folder: string): Promise<number> {
  const { server, port: connectorPort, first } = await listening();
  const { child, port, began } = await begin(program, folder);
  try {
    await knock(() => post(port, messageTo(connectorPort, 1, program.people)));
    return (await first) - began;
  } finally {
    await end(child);
    server.close();
    server.closeAllConnections();
  }
}

interface Ready {
  milliseconds: number;
  memory: number;
  firstTurn: number;
  memoryAfter: number;
  most: number;
}

/** How long until a fresh process is healthy, how long its first turn takes, and the memory in between. */
async function untilReady(program: Program, folder: string): Promise<Ready> {
  const { server, port: connectorPort } = await listening();
  const { child, port, began } = await begin(program, folder);
  try {
    await knock(() => statusOf(port, 'GET', '/health'));
    const milliseconds = performance.now() - began;
    const memory = memoryOf(child.pid ?? 0).now;
    const asked = performance.now();
    await post(port, messageTo(connectorPort, 1, program.people));
    const firstTurn = performance.now() - asked;
    const { now: memoryAfter, most } = memoryOf(child.pid ?? 0);
    return { milliseconds, memory, firstTurn, memoryAfter, most };
  } finally {
    await end(child);
    server.close();
    server.closeAllConnections();
  }
}

async function begin({ args, options = [] }: Program, folder: string) {
  const port = await freePort();
  const env = { PORT: String(port), DATA_DIR: folder, NODE_ENV: '' };
  const began = performance.now();
  return { child: startNode(args, { core: CORES.measured, env, options }), port, began };
}

/** Tries until the answer is 200. */
async function knock(door: () => Promise<number>): Promise<void> {
  while ((await door()) !== 200) await pause(KNOCK);
}

function post(port: number, body: string): Promise<number> {
  return statusOf(port, 'POST', '/api/messages', body);
}

/** The status of an answer; 0 where nobody answers. */
function statusOf(port: number, method: string, path: string, body = ''): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    asked.once('error', () => resolve(0));
    asked.end(body);
  });
}

/** A connector in this process, which knows when the first message came. */
async function listening(): Promise<{ server: Server; port: number; first: Promise<number> }> {
  let come: (at: number) => void = () => undefined;
  const first = new Promise<number>((resolve) => (come = resolve));
  const server = createServer((incoming, response) => {
    incoming.resume().once('end', () => {
      come(performance.now());
      response.writeHead(201, { 'Content-Type': 'application/json' }).end('{"id":"message"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port, first };
}

async function freePort(): Promise<number> {
  const { server, port } = await listening();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function filled(people: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'));
  await fillStore(folder, people);
  return folder;
}
