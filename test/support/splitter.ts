import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something that stands before several programs and brings what comes in to all of them at once, as a bad day on a network does. */
export interface Splitter {
  /** Where to send activities. */
  url: string;
  port: number;
  /** Adds a program that listens on this port of this machine. */
  add(program: object, port: number): void;
  /** Brings what comes in to this program alone; without one, to all again. */
  only(program?: object): void;
  close(): Promise<void>;
}

/** Starts one, for activities and the webhooks of calls; it answers as the first program does that takes what came in. */
export async function startSplitter(): Promise<Splitter> {
  const ports = new Map<object, number>();
  let chosen: object | undefined;
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const targets = [...ports].filter(([program]) => chosen === undefined || program === chosen);
      const answers = await Promise.allSettled(targets.map(([, port]) => forwarded(port, request, body)));
      const answered = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const best = answered.find(({ status }) => status < 300) ?? answered[0];
      response.statusCode = best?.status ?? 502;
      response.setHeader('Content-Type', best?.type ?? 'application/json');
      response.end(best?.content ?? '');
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/api/messages`,
    add: (program, port) => void ports.set(program, port),
    only: (program) => (chosen = program),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What proves who sends it, and what it is. */
const FORWARDED = ['authorization', 'x-twilio-signature', 'content-type'];

async function forwarded(port: number, { url, method = 'POST', headers }: IncomingMessage, body: Buffer) {
  const kept = FORWARDED.flatMap((name) =>
    typeof headers[name] === 'string' ? [[name, headers[name]]] : [],
  );
  const response = await fetch(`http://127.0.0.1:${port}${url}`, {
    method,
    headers: { 'content-type': 'application/json', ...(Object.fromEntries(kept) as Record<string, string>) },
    ...(method !== 'GET' && { body: new Uint8Array(body) }),
  });
  const content = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('content-type'), content };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
