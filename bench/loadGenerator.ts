import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { answerParent } from './children.ts';
import { messageTo, saying } from './activities.ts';
import { percentile } from './statistics.ts';

/** What is to be sent to a bot. */
export interface Load {
  /** Port of the bot, and of the connector to which it answers. */
  port: number;
  connectorPort: number;
  connections: number;
  milliseconds: number;
  /** How many people there are whose PIN can be reset. */
  people: number;
  /** How many turns a second each connection begins at most; as many as it can without. */
  atMost?: number;
  /** One line to say instead, once. */
  say?: string;
}

/** How it went; times in milliseconds. */
export interface LoadResult {
  turns: number;
  perSecond: number;
  p50: number;
  p99: number;
  failures: number;
}

let sent = 0;
answerParent({}, (load: Load) => (load.say === undefined ? run(load) : sayOnce(load, load.say)));

/** Keeps some connections busy for a while. */
async function run(load: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const times: number[] = [];
  const failures: number[] = [];
  const began = performance.now();
  const until = began + load.milliseconds;
  const busy = async () => {
    while (performance.now() < until) {
      const start = performance.now();
      sent += 1;
      const status = await post(load.port, agent, messageTo(load.connectorPort, sent, load.people));
      if (status === 200) times.push(performance.now() - start);
      else failures.push(status);
      if (load.atMost) await pause(Math.max(0, start + 1_000 / load.atMost - performance.now()));
    }
  };
  await Promise.all(Array.from({ length: load.connections }, busy));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return {
    turns: times.length,
    perSecond: times.length / seconds,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    failures: failures.length,
  };
}

/** The admin says one line; gives the status of the answer. */
async function sayOnce({ port, connectorPort }: Load, text: string): Promise<{ status: number }> {
  const agent = new Agent();
  const status = await post(port, agent, saying(connectorPort, text));
  if (status !== 200) throw new Error(`"${text}" was answered with ${status}`);
  return { status };
}

/** Posts one activity; gives the status of the answer. */
function post(port: number, agent: Agent, body: string): Promise<number> {
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  const target = { host: '127.0.0.1', port, path: '/api/messages', method: 'POST', agent, headers };
  return new Promise((resolve) => {
    const posted = request(target, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    posted.once('error', () => resolve(0));
    posted.end(body);
  });
}
