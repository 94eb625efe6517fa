import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { signature, TOKEN } from './engineSignature.ts';
import { readTwiml } from './telephone.ts';

/** The account and the key of an engine in tests. */
export const ACCOUNT = `AC${'5'.repeat(32)}`;
const BASIC = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`;
export const JAMBONZ_KEY = 'a-key-of-jambonz';

/** A small WAV file with words in it, as far as a test is concerned. */
const wavOf = (words: string) => Buffer.concat([Buffer.from('RIFF'), Buffer.from(words)]);

/** What was asked for. */
export interface EngineRequestSeen {
  method: string;
  path: string;
  body: string;
}

/**
 * The REST interfaces of the telephony engines, as far as they are asked: conferences, calls and recordings as Twilio documents them,
 * calls as jambonz does. What is announced is fetched and played as the engine does it, with its signature.
 */
export class TelephonyStandIn {
  readonly seen: EngineRequestSeen[] = [];
  /** What everybody in a room was told, by the engine's name of the room; a recording stands there by its words. */
  readonly told: { engineRoom: string; heard: string }[] = [];
  readonly #recordings = new Map<string, string>();
  /** Statuses for the next requests, instead of an answer; `lost` breaks the connection. */
  readonly faults: (number | 'lost' | { status: number; code: number })[] = [];
  readonly #work = new Set<Promise<void>>();
  #server!: Server;

  static async start(): Promise<TelephonyStandIn> {
    const one = new TelephonyStandIn();
    one.#server = createServer((request, response) => {
      one.#answer(request).then(
        (answer) => {
          if (answer === 'lost') return response.destroy();
          response.writeHead(answer.status, { 'Content-Type': answer.type ?? 'application/json' });
          response.end(answer.body ?? '{}');
        },
        () => response.destroy(),
      );
    });
    await new Promise<void>((resolve) => one.#server.listen(0, '127.0.0.1', resolve));
    return one;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The settings with which a program asks it as Twilio. */
  get twilio(): Record<string, string> {
    return { TWILIO_AUTH_TOKEN: TOKEN, TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_API_URL: this.url };
  }

  /** The settings with which a program asks it as jambonz. */
  get jambonz(): Record<string, string> {
    return {
      JAMBONZ_API_URL: `${this.url}/v1`,
      JAMBONZ_ACCOUNT_SID: ACCOUNT,
      JAMBONZ_API_KEY: JAMBONZ_KEY,
    };
  }

  /** Somebody says something while it is recorded; its address, as it is told. */
  records(name: string, words: string): string {
    this.#recordings.set(name, words);
    return `https://api.twilio.com/2010-04-01/Accounts/${ACCOUNT}/Recordings/${name}`;
  }

  /** The recordings that are kept. */
  get kept(): string[] {
    return [...this.#recordings.keys()];
  }

  /** Resolves when what was announced has been played. */
  async idle(): Promise<void> {
    await Promise.all(this.#work);
  }

  async close(): Promise<void> {
    await this.idle();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(
    request: IncomingMessage,
  ): Promise<{ status: number; type?: string; body?: Buffer | string } | 'lost'> {
    const { method = '', url: path = '', headers } = request;
    const body = await text(request);
    this.seen.push({ method, path, body });
    const fault = this.faults.shift();
    if (fault === 'lost') return 'lost';
    if (typeof fault === 'number') return { status: fault };
    if (fault) return { status: fault.status, body: JSON.stringify({ code: fault.code }) };
    const known = path.startsWith('/v1/') ? `Bearer ${JAMBONZ_KEY}` : BASIC;
    if (headers.authorization !== known) return { status: 401 };
    return this.#carryOut(method, path, body);
  }

  #carryOut(method: string, path: string, body: string) {
    if (method === 'PUT' && path.startsWith(`/v1/Accounts/${ACCOUNT}/Calls/`)) return { status: 202 };
    const [kind = '', file = ''] = path.slice(`/2010-04-01/Accounts/${ACCOUNT}/`.length).split('/');
    const [name = '', ending = ''] = file.split('.');
    const recording = this.#recordings.get(name);
    if (kind === 'Recordings' && recording === undefined) return { status: 404 };
    if (kind === 'Recordings' && method === 'GET' && ending === 'wav')
      return { status: 200, type: 'audio/x-wav', body: wavOf(recording!) };
    if (kind === 'Recordings' && method === 'DELETE') {
      this.#recordings.delete(name);
      return { status: 204, body: '' };
    }
    if (kind === 'Calls' && method === 'POST') return { status: 200 };
    if (kind !== 'Conferences' || method !== 'POST') return { status: 404 };
    const playing = this.#play(name, new URLSearchParams(body).get('AnnounceUrl') ?? '');
    this.#work.add(playing);
    return { status: 200 };
  }

  /** Asks the address for a document, and plays it to everybody. */
  async #play(engineRoom: string, url: string): Promise<void> {
    const fields = { AccountSid: ACCOUNT, ConferenceSid: engineRoom };
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': signature(TOKEN, url, fields) },
      body: new URLSearchParams(fields),
    });
    if (!response.ok) return void this.told.push({ engineRoom, heard: `status ${response.status}` });
    const heard: string[] = [];
    for (const verb of readTwiml(await response.text()))
      heard.push(verb.name === 'Play' ? await this.#hear(verb.text) : verb.text);
    this.told.push({ engineRoom, heard: heard.join(' ') });
  }

  async #hear(url: string): Promise<string> {
    const response = await fetch(url);
    const words = Buffer.from(await response.arrayBuffer());
    return response.ok ? words.subarray(4).toString() : `status ${response.status}`;
  }
}
