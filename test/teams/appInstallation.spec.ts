import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { GraphStandIn } from '../support/graphStandIn.ts';
import { shownIn, SwitchboardWorld } from '../support/switchboardWorld.ts';
import type { TestPerson } from '../support/teamsClient.ts';
import { aDirectoryUser } from '../operations/directory/directoryWorld.ts';
import { pinIn, screenOf } from '../operations/rules/ruleWorld.ts';

const APP = '12345678-9abc-4ef0-8234-56789abcdef0';

describe('the app is installed for people who do not have it', () => {
  let graph: GraphStandIn;
  let world: SwitchboardWorld;
  let max: TestPerson;
  let maxId: string;
  beforeEach(async () => {
    graph = await GraphStandIn.start();
    world = await SwitchboardWorld.start({ GRAPH_URL: graph.url, TEAMS_CATALOG_APP_ID: APP });
    max = world.person('Max Nomail', 11, 'max.nomail@contoso.com');
    maxId = max.teams.person.objectId;
    max.teams.person.installed = false;
    graph.put(aDirectoryUser(maxId, 'Max Nomail'));
    graph.whenInstalled = () => void (max.teams.person.installed = true);
  });
  afterEach(async () => {
    await world.close();
    await graph.close();
  });

  /** Lets time pass, and deliveries end. */
  async function pass(milliseconds: number) {
    const settle = async () => {
      await pause(10);
      await world.serving.courier.idle();
    };
    await settle();
    await world.clock.pass(milliseconds, settle);
    await settle();
  }
  const resetPin = async () => pinIn(await world.adele.says('reset PIN for max'));
  const undelivered = async () => shownIn(await world.adele.says('undelivered'));
  const installations = () => graph.asked.filter((line) => line.startsWith('POST'));
  const seen = (pin: string) => screenOf(max).filter((text) => text.includes(pin)).length;

  it('and then they are told, once', async () => {
    const pin = await resetPin();
    await pass(5_000);

    assert.deepEqual(installations(), [`POST /v1.0/users/${maxId}/teamwork/installedApps`]);
    assert.equal(seen(pin), 1);
    assert.match(await undelivered(), /Nothing is undelivered/);
  });

  it('and Teams’ own word of it, which comes at the same time, brings no second message', async () => {
    graph.whenInstalled = () => void max.teams.installs();
    const pin = await resetPin();
    await pass(5_000);

    assert.equal(seen(pin), 1);
    assert.equal(installations().length, 1);
  });

  it('but not again for who has it and cannot be reached', async () => {
    graph.installed.add(maxId);
    await resetPin();
    await pass(120_000);

    assert.equal(installations().length, 1);
    assert.match(await undelivered(), /Max Nomail, chat\n[^]*waiting/);
  });

  it('but not for who has removed it', async () => {
    max.teams.person.installed = true;
    await max.says('hello');
    await max.teams.uninstalls();
    const pin = await resetPin();
    await pass(120_000);

    assert.deepEqual([installations().length, seen(pin)], [0, 0]);
    assert.match(await undelivered(), /Max Nomail, chat\n[^]*waiting/);

    await max.teams.installs();
    await pass(2_000);
    assert.equal(seen(pin), 1);
  });

  it('as soon as the directory answers again', async () => {
    graph.trouble = { status: 429, code: 'TooManyRequests', retryAfter: '120' };
    const pin = await resetPin();
    await pass(10_000);
    assert.match(await undelivered(), /Max Nomail, chat\n[^]*will be tried again/);

    graph.trouble = null;
    await pass(150_000);

    assert.equal(seen(pin), 1);
  });

  it('where this program may do it; else it waits, and the log tells why', async () => {
    graph.trouble = { status: 403, code: 'Forbidden' };
    await resetPin();
    await pass(120_000);

    assert.match(await undelivered(), /Max Nomail, chat\n[^]*waiting/);
    assert.match(world.logged.join(''), /"detail":"403 Forbidden".*the app could not be installed/);
  });

  it('but not to say goodbye to somebody who is removed', async () => {
    await world.adele.says('remove person max');
    await world.adele.presses('Yes');
    await pass(120_000);

    assert.deepEqual(installations(), []);
  });
});
