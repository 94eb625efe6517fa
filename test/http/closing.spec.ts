import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from '../../src/http/server.ts';

describe('a server that closes', () => {
  it('answers what has come, and does not stay for connections that are kept alive and busy', async function () {
    this.timeout(10_000);
    const server = await startServer('127.0.0.1', 0, {
      messages: async () => {
        await pause(50);
        return { status: 200 };
      },
      health: () => ({ status: 200 }),
      loopbackOnly: true,
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = () =>
      new Promise<number>((resolve, reject) => {
        const headers = { 'Content-Type': 'application/json' };
        const place = { host: '127.0.0.1', port: server.port, path: '/api/messages' };
        const asked = request({ agent, ...place, method: 'POST', headers }, (response) => {
          response.resume().once('end', () => resolve(response.statusCode ?? 0));
        });
        asked.once('error', reject).end('{}');
      });
    let answered = 0;
    const busy = (async () => {
      for (;;) answered += (await ask()) === 200 ? 1 : 0;
    })().catch((error: NodeJS.ErrnoException) => error.code);
    while (answered < 3) await pause(10);

    const began = performance.now();
    await server.close();

    assert.ok(performance.now() - began < 2_000);
    assert.match(String(await busy), /ECONNREFUSED|ECONNRESET/);
    agent.destroy();
  });
});
