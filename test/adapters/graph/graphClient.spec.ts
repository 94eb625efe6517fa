import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { GraphClient } from '../../../src/adapters/graph/graphClient.ts';
import { DirectoryError } from '../../../src/ports/directory.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { GraphStandIn, type Trouble } from '../../support/graphStandIn.ts';

const User = z.object({ id: z.string() });
const PATH = 'users/delta?$select=id';

describe('GraphClient', () => {
  let graph: GraphStandIn;
  let clock: FakeClock;
  let client: GraphClient;
  beforeEach(async () => {
    graph = await GraphStandIn.start();
    clock = new FakeClock();
    client = new GraphClient(graph.url, async () => 'a-token', clock);
    for (const id of ['one', 'two', 'three']) graph.put({ id });
  });
  afterEach(() => graph.close());

  async function idsOf(path = PATH): Promise<{ ids: string[]; link: string | null }> {
    const ids: string[] = [];
    let last: string | null = null;
    for await (const { items, link } of client.pages(path, User)) {
      ids.push(...items.map(({ id }) => id));
      last = link;
    }
    return { ids, link: last };
  }

  /** What comes of a promise while time passes until it is settled; and how long that took. */
  async function inTime<Value>(promise: Promise<Value>): Promise<{ value: unknown; seconds: number }> {
    const began = clock.now().getTime();
    let settled: { value: unknown } | undefined;
    promise.then(
      (value) => (settled = { value }),
      (error: unknown) => (settled = { value: error }),
    );
    while (!settled) {
      await pause(5);
      if (!settled && clock.timers > 0) await clock.pass(1_000);
    }
    return { value: settled.value, seconds: (clock.now().getTime() - began) / 1_000 };
  }

  const failing = async (trouble: Trouble) => {
    graph.trouble = trouble;
    const { value } = await inTime(client.get('users/one'));
    assert.ok(value instanceof DirectoryError, String(value));
    return value;
  };

  it('brings its token, and goes from page to page until there is a delta link', async () => {
    graph.token = 'a-token';
    graph.pageSize = 2;

    assert.deepEqual(await idsOf(), { ids: ['one', 'two', 'three'], link: graph.deltaLink });
    assert.equal(graph.asked.length, 2);
  });

  for (const status of [429, 503, 504, 500, 502])
    it(`asks again after ${status}, by itself`, async () => {
      graph.troubles.push({ status, code: 'notNow' }, { status, code: 'notNow' });

      const { value, seconds } = await inTime(idsOf());

      assert.deepEqual(value, { ids: ['one', 'two', 'three'], link: graph.deltaLink });
      assert.ok(seconds >= 3 && seconds <= 5, `${seconds} s`);
    });

  it('waits as long as it is told, in seconds or until a moment', async () => {
    graph.troubles.push({ status: 429, code: 'TooManyRequests', retryAfter: '17' });
    const told = await inTime(idsOf());
    assert.ok(told.seconds >= 17 && told.seconds <= 19, `${told.seconds} s`);

    const moment = new Date(clock.now().getTime() + 23_000).toUTCString();
    graph.troubles.push({ status: 503, code: 'ServiceUnavailable', retryAfter: moment });
    const until = await inTime(idsOf());
    assert.ok(until.seconds >= 22 && until.seconds <= 25, `${until.seconds} s`);
  });

  it('comes back later when it is told to wait for more than a minute', async () => {
    const error = await failing({ status: 429, code: 'TooManyRequests', retryAfter: '300' });

    assert.equal(error.kind, 'silent');
    assert.equal(error.until?.getTime(), clock.now().getTime() + 300_000);
    assert.equal(graph.asked.length, 1);
  });

  it('gives up after five attempts without an answer', async () => {
    const error = await failing('silence');

    assert.deepEqual([error.kind, error.detail, graph.asked.length], ['silent', 'no answer', 5]);
  });

  it('does not ask again for what it may not have, or what is not there; it tells status and code, and no text', async () => {
    for (const [status, code] of [
      [401, 'InvalidAuthenticationToken'],
      [403, 'Authorization_RequestDenied'],
      [404, 'Request_ResourceNotFound'],
      [400, 'Request_UnsupportedQuery'],
    ] as const) {
      graph.asked.length = 0;
      const error = await failing({ status, code });
      assert.deepEqual([error.kind, error.detail, graph.asked.length], ['refused', `${status} ${code}`, 1]);
      assert.doesNotMatch(`${error.message}${error.stack}`, /nobody’s business/);
    }
  });

  it('knows when it has to begin anew', async () => {
    for (const [status, code] of [
      [410, 'Gone'],
      [400, 'syncStateNotFound'],
      [410, 'resyncRequired'],
    ] as const)
      assert.equal((await failing({ status, code })).kind, 'reset');
  });

  it('does not follow a link to another host, whoever wrote it: the token would go there', async () => {
    const elsewhere = await GraphStandIn.start();
    try {
      for (const link of [
        `${elsewhere.url}/v1.0/users/delta`,
        'https://graph.example/v1.0/users/delta',
        'file:///etc/passwd',
      ])
        await assert.rejects(
          idsOf(link),
          (error) => error instanceof DirectoryError && error.kind === 'refused',
        );
      assert.deepEqual(elsewhere.asked, []);
    } finally {
      await elsewhere.close();
    }
  });

  it('does not quote what it did not expect', async () => {
    graph.put({ id: 'four', displayName: 'A secret name' });
    const wrong = client.pages(PATH, z.object({ id: z.string(), displayName: z.number() }));

    await assert.rejects(
      async () => {
        for await (const page of wrong) assert.ok(page);
      },
      (error: Error) => error instanceof DirectoryError && !error.message.includes('secret'),
    );
  });

  it('gives up what does not come to an end, be it a token or an answer, when it is closed', async () => {
    for (const [token, trouble] of [
      [() => new Promise<string>(() => undefined), null],
      [async () => 'a-token', 'hanging'],
      [async () => 'a-token', 'half'],
    ] as const) {
      const patient = new GraphClient(graph.url, token, clock);
      graph.trouble = trouble;
      const asked = patient.get('users/one');
      await pause(50);
      patient.close();
      await assert.rejects(asked, (error) => error instanceof DirectoryError && error.kind === 'silent');
      await assert.rejects(patient.get('users/one'), DirectoryError);
    }
    assert.equal(clock.timers, 0);
  });

  it('gives up at once when it is closed, also while it waits', async () => {
    graph.trouble = { status: 429, code: 'TooManyRequests', retryAfter: '50' };
    const asked = client.get('users/one');
    while (clock.timers === 0) await pause(5);
    client.close();

    await assert.rejects(asked, DirectoryError);
    assert.equal(clock.timers, 0);
  });
});
