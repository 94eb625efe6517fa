import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { cryptoRandom } from '../src/adapters/crypto/random.ts';
import { answerParent } from './children.ts';
import { percentile } from './statistics.ts';

/** The calls that are to be made. */
export interface Calls {
  /** Port of the bot. */
  port: number;
  /** How many, at the same time. */
  calls: number;
  /** Milliseconds over which they begin. */
  spread: number;
  /** To a number of the organisation; else to one that is not, which asks nothing of the store. */
  answered: boolean;
  /** Callers of one meeting. */
  ofMeeting: number;
}

/** How the webhooks were answered; times in milliseconds. */
export interface CallsResult {
  webhooks: number;
  p50: number;
  p99: number;
  longest: number;
  failures: number;
  /** Calls that got where they should: into the lobby. */
  waiting: number;
}

const NUMBER = '+14255550100';
/** Milliseconds that a caller listens before keys are pressed, and that the music lasts. */
const LISTENS = 3_000;
const MUSIC = 9_000;
/** How often a caller who waits asks again. */
const KNOCKS = 2;

answerParent({}, (calls: Calls) => run(calls));

/** Makes the calls: each dials, gives an ID, presses no star, says a name, waits with music, and hangs up. */
async function run(calls: Calls): Promise<CallsResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
  const found = { times: [] as number[], failures: 0, waiting: 0 };
  const posts = async (path: string, fields: Record<string, string>) => {
    const began = performance.now();
    const { status, text } = await post(calls.port, agent, path, new URLSearchParams(fields).toString());
    found.times.push(performance.now() - began);
    if (status !== 200 && status !== 204) found.failures += 1;
    return text;
  };
  const one = async (number: number) => {
    await pause(cryptoRandom.fraction() * calls.spread);
    const who = {
      CallSid: `CA${process.pid}-${number}-${Date.now()}`,
      From: `+4670${String(number).padStart(7, '0')}`,
      To: calls.answered ? NUMBER : '+14255550199',
      CallStatus: 'in-progress',
    };
    let text = await posts('/voice/twilio', who);
    await pause(LISTENS);
    const id = String(1_000_000 + Math.floor(number / calls.ofMeeting));
    if (calls.answered) text = await posts(nextOf(text), { ...who, Digits: id });
    else await posts('/voice/twilio', who);
    await pause(LISTENS);
    text = await posts(calls.answered ? nextOf(text) : '/voice/twilio', who);
    await pause(LISTENS);
    const name = { RecordingUrl: `https://engine/Recordings/RE${number}` };
    text = await posts(calls.answered ? nextOf(text) : '/voice/twilio', { ...who, ...name });
    await pause(MUSIC);
    for (let knocks = 0; knocks < KNOCKS; knocks += 1) {
      text = await posts(calls.answered ? nextOf(text) : '/voice/twilio', who);
      await pause(MUSIC);
    }
    if (text.includes('<Play')) found.waiting += 1;
    await posts('/voice/twilio/status', { ...who, CallStatus: 'completed' });
  };
  await Promise.all(Array.from({ length: calls.calls }, (_, number) => one(number)));
  agent.destroy();
  const { times, failures, waiting } = found;
  return {
    webhooks: times.length,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    longest: Math.max(...times),
    failures,
    waiting,
  };
}

/** Where a document goes on: the address of its redirection, which every document of somebody who waits or is asked has. */
function nextOf(text: string): string {
  const url = /<Redirect[^>]*>([^<]*)</.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return URL.canParse(url) ? new URL(url).pathname + new URL(url).search : '/voice/nowhere';
}

function post(
  port: number,
  agent: Agent,
  path: string,
  body: string,
): Promise<{ status: number; text: string }> {
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': Buffer.byteLength(body),
  };
  return new Promise((resolve) => {
    const posted = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    posted.once('error', () => {
      // A connection that was kept has just been closed by the other side: engines ask once more, as everybody does.
      resolve(posted.reusedSocket ? post(port, agent, path, body) : { status: 0, text: '' });
    });
    posted.end(body);
  });
}
