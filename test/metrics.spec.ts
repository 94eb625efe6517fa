import assert from 'node:assert/strict';
import { createPrometheus } from '../src/adapters/metrics/prometheus.ts';
import { NO_DIRECTORY_ROLES } from '../src/ports/directory.ts';
import { FakeClock } from './support/fakeClock.ts';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { SwitchboardWorld } from './support/switchboardWorld.ts';

const DASHBOARD = 'deploy/grafana/switchboard.json';

/** A port that is free at this moment. */
async function aFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  assert.ok(address !== null && typeof address === 'object');
  return address.port;
}

describe('metrics', () => {
  let world: SwitchboardWorld;
  let address: string;
  beforeEach(async () => {
    const port = await aFreePort();
    address = `http://127.0.0.1:${port}`;
    world = await SwitchboardWorld.start({ METRICS_PORT: String(port) });
  });
  afterEach(() => world.close());

  const read = async () => (await fetch(`${address}/metrics`)).text();
  /** The value of a series that has exactly these labels. */
  const valueOf = (text: string, series: string): number | undefined => {
    const line = text.split('\n').find((one) => one.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  };

  it('count turns, commands by outcome, deliveries and what is on its way', async () => {
    const { adele, henri } = world;
    await adele.says('reset PIN for amos');
    await adele.says('reset conference ID for amos');
    await adele.says('what if I reset the PIN of ada');
    await henri.says('set PIN length to 6');
    const before = await read();
    await world.serving.courier.idle();
    const text = await read();

    const operations = (operation: string, outcome: string) =>
      valueOf(text, `switchboard_operations_total{operation="${operation}",outcome="${outcome}"}`);
    assert.equal(operations('resetPin', 'done'), 1);
    assert.equal(operations('resetPin', 'previewed'), 1);
    assert.equal(operations('resetConferenceId', 'asked'), 1);
    assert.equal(operations('changeSettings', 'refused'), 1);
    assert.ok((valueOf(text, 'switchboard_turn_seconds_count{status="200"}') ?? 0) >= 4);
    assert.equal(valueOf(text, 'switchboard_deliveries_total{channel="mail",state="sent"}'), 1);
    assert.equal(valueOf(text, 'switchboard_store_usable'), 1);
    assert.ok((valueOf(before, 'switchboard_outbox_notices{state="waiting"}') ?? -1) >= 0);
    assert.ok((valueOf(text, 'switchboard_outbox_oldest_seconds') ?? -1) >= 0);
  });

  it('tell whether roles of the directory count', async () => {
    const metrics = createPrometheus(new FakeClock());
    const silentWith = async (isSilent: boolean) => {
      metrics.watch(world.serving.store, { ...NO_DIRECTORY_ROLES, isSilent });
      return valueOf((await metrics.read()).text, 'switchboard_directory_silent');
    };

    assert.deepEqual([await silentWith(false), await silentWith(true)], [0, 1]);
  });

  it('name nobody', async () => {
    await world.adele.says('reset PIN for amos');
    await world.adele.says('reset PIN for nobody.here');
    assert.doesNotMatch(await read(), /amos|adele|nobody\.here|contoso/i);
  });

  it('are served on their own port only, and nothing else is there', async () => {
    const { status } = await fetch(`http://127.0.0.1:${world.serving.port}/metrics`);
    assert.equal(status, 404);
    for (const path of ['/', '/health', '/metrics/x', '/api/messages'])
      assert.equal((await fetch(address + path)).status, 404);
    assert.equal((await fetch(`${address}/metrics`, { method: 'POST' })).status, 404);
  });

  it('are all that the dashboard shows', async () => {
    await world.adele.says('reset PIN for amos');
    await world.serving.courier.idle();
    const text = await read();
    const dashboard = JSON.parse(readFileSync(DASHBOARD, 'utf8')) as {
      panels: { title: string; targets: { expr: string }[] }[];
    };
    const shown = dashboard.panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/\b(?:switchboard|nodejs|process)_\w+/g) ?? []),
    );
    assert.ok(shown.length >= 9);
    for (const name of shown)
      assert.ok(new RegExp(`^${name}[{ ]`, 'm').test(text), `there is no metric ${name}`);
  });
});

describe('without a port for metrics', () => {
  it('there are none, and health still tells who lives from who is ready', async () => {
    const world = await SwitchboardWorld.start();
    try {
      const get = (path: string) => fetch(`http://127.0.0.1:${world.serving.port}${path}`);
      assert.equal((await get('/metrics')).status, 404);
      assert.deepEqual(await (await get('/health/live')).json(), { status: 'alive' });
      assert.deepEqual(await (await get('/health/ready')).json(), { status: 'ok' });
    } finally {
      await world.close();
    }
  });
});
