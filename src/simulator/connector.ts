import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../ports/clock.ts';
import type { Chat } from './chat.ts';
import { jsonBody } from './checks.ts';
import { carryOut } from './conversationsApi.ts';
import { errorAnswer, Refused } from './errorAnswers.ts';
import { Faults, type ConnectorCall } from './faults.ts';
import { routeOf } from './routes.ts';
import type { Answer } from './wire.ts';

/** What a connector stand-in is made of. */
export interface ConnectorOptions {
  chat: Chat;
  clock: Clock;
  /** In front of every route, such as `/emea`; empty for none. */
  prefix: string;
  /** The base address under which the bot reaches this connector; known only when it listens. */
  serviceUrl: () => string;
  /** How many calls are remembered; all of them when absent. */
  memory?: number;
}

/** The most bytes of a request that are read at all. */
const REQUEST_BYTES = 1024 * 1024;

/** A stand-in for the Bot Connector of Teams: its routes on a simulated chat, with faults on demand. */
export class Connector {
  readonly faults = new Faults();
  /** The calls that arrived, oldest first, faulty or not. */
  readonly calls: ConnectorCall[] = [];
  readonly #options: ConnectorOptions;

  constructor(options: ConnectorOptions) {
    this.#options = options;
  }

  /** Handles a request of node's HTTP server; answers 404 where the connector has no route. */
  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    this.#serve(request, response).catch(() => response.destroy());
  };

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const routed = routeOf(method, request.url ?? '/', this.#options.prefix);
    const text = await textOf(request);
    if (!routed) return this.#serveFile(method, request.url ?? '/', text, response);
    const call: ConnectorCall = { ...routed, method, body: undefined };
    let refusal: Answer | undefined;
    try {
      if (method === 'POST' || method === 'PUT') call.body = jsonBody(request.headers['content-type'], text);
    } catch (error) {
      refusal = answerTo(error);
    }
    this.calls.push(call);
    if (this.calls.length > (this.#options.memory ?? Infinity)) this.calls.shift();
    await this.#answer(call, refusal, response);
  }

  /** The files of chats, which Teams keeps in OneDrive: fetched from here, and written here after a consent. */
  #serveFile(method: string, url: string, text: string, response: ServerResponse): void {
    const path = `${this.#options.prefix}/files/`;
    const { pathname } = new URL(url, 'http://connector');
    const id = pathname.startsWith(path) ? pathname.slice(path.length) : '';
    const { files } = this.#options.chat;
    if (method === 'PUT' && files.accept(id, Buffer.from(text))) return write(response, { status: 201 });
    const found = method === 'GET' ? files.content(id) : undefined;
    if (!found) return write(response, { status: 404 });
    response.writeHead(200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment',
    });
    response.end(found);
  }

  async #answer(call: ConnectorCall, refusal: Answer | undefined, response: ServerResponse): Promise<void> {
    const fault = this.faults.take(call);
    const truth = refusal ?? (fault?.takesEffect === false ? { status: 200 } : this.#carryOut(call));
    if (fault?.delay) await this.#pause(fault.delay, response);
    if (fault?.answer === 'cut') return void response.socket?.destroy();
    write(response, fault?.answer ?? truth);
  }

  #carryOut(call: ConnectorCall): Answer {
    try {
      return carryOut(this.#options.chat, call, this.#options.serviceUrl());
    } catch (error) {
      return answerTo(error);
    }
  }

  /** Waits, but not longer than somebody waits for the answer. */
  #pause(milliseconds: number, response: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(milliseconds, resolve);
      response.once('close', () => {
        cancel();
        resolve();
      });
    });
  }
}

/** The answer that an error stands for; what is not Refused is a fault of the stand-in. */
function answerTo(error: unknown): Answer {
  return error instanceof Refused ? error.answer : errorAnswer('ServiceError', String(error));
}

/** Reads a request's body. */
async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > REQUEST_BYTES) throw new Error('request too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Writes an answer, unless nobody is there any more. */
function write(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  if (response.destroyed) return;
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain' : 'application/json; charset=utf-8';
  response.writeHead(status, { ...(body !== undefined && { 'Content-Type': type }), ...headers });
  response.end(isText || body === undefined ? body : JSON.stringify(body));
}
