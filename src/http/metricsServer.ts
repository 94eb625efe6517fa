import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningServer } from './server.ts';

/** Where metrics are served. */
export interface MetricsPlace {
  host: string;
  port: number;
}

/** Serves `GET /metrics` on a port of its own, which the world outside has no way to; rejects when the port cannot be had. */
export async function startMetricsServer(
  { host, port }: MetricsPlace,
  read: () => Promise<{ type: string; text: string }>,
): Promise<RunningServer> {
  const server = createServer((request, response) => {
    const end = (status: number, type = 'text/plain', text = '') => {
      response.statusCode = status;
      response.setHeader('Content-Type', type);
      response.end(text);
    };
    if (request.method !== 'GET' || request.url !== '/metrics') return end(404);
    read().then(
      ({ type, text }) => end(200, type, text),
      () => end(500),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
