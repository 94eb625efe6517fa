import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../ports/clock.ts';
import { Chat } from './chat.ts';
import { Connector } from './connector.ts';
import type { Account } from './wire.ts';

/** How a listening connector is set up. */
export interface StartOptions {
  clock: Clock;
  bot: Account;
  tenantId: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** In front of every route; `/emea` by default, as Teams has a region there. */
  prefix?: string;
}

/** A connector that listens on this machine. */
export interface RunningConnector {
  chat: Chat;
  connector: Connector;
  /** What activities carry as `serviceUrl`. */
  serviceUrl: string;
  /** Stops listening and drops every connection. */
  close(): Promise<void>;
}

/** Milliseconds for which a connection is kept that nobody uses: longer than a turn may take, as Teams' own does. */
const KEPT = 120_000;

/** Starts a stand-in for the Bot Connector on 127.0.0.1. */
export async function startConnector(options: StartOptions): Promise<RunningConnector> {
  const { clock, bot, tenantId, port = 0, prefix = '/emea' } = options;
  const chat = new Chat({ bot, tenantId, clock });
  let serviceUrl = '';
  const connector = new Connector({ chat, clock, prefix, serviceUrl: () => serviceUrl });
  const server = createServer(connector.handle);
  server.keepAliveTimeout = KEPT;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}/`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { chat, connector, serviceUrl, close };
}
