import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import * as faults from '../../src/simulator/faults.ts';
import { TeamsWorld } from '../support/teamsClient.ts';
import { anAdapter, startBot } from '../support/teamsEchoBot.ts';

describe('what the bot sends during a turn', () => {
  for (const [name, fault] of [
    ['an answer is lost', faults.lostAnswer()],
    ['the channel throttles', faults.throttled(1)],
    ['the channel is not available', faults.gatewayError(503)],
  ] as const) {
    it(`goes out once when ${name}`, async () => {
      const world = await TeamsWorld.start();
      const amos = world.person('Amos Marble');
      let failures = 0;
      const adapter = anAdapter();
      adapter.onTurnError = async () => void (failures += 1);
      const bot = await startBot(undefined, adapter);
      world.connectBot(bot.url);
      world.connector.faults.add(fault);

      await amos.says('hello');

      assert.equal(failures, 1);
      assert.equal(world.connector.calls.length, 1);
      await bot.close();
      await world.close();
    });
  }

  it('stands in no error, however the channel fails', async () => {
    const world = await TeamsWorld.start();
    const amos = world.person('Amos Marble');
    const adapter = anAdapter();
    const errors: unknown[] = [];
    adapter.onTurnError = async (_context, error) => void errors.push(error);
    const bot = await startBot(undefined, adapter);
    world.connectBot(bot.url);
    const ways = [
      faults.lostAnswer(),
      faults.garbage(),
      faults.garbage('<html>', 'text/html'),
      faults.refused('BadArgument'),
      faults.gatewayError(500),
    ];
    for (const fault of ways) world.connector.faults.add(fault, { times: 1 });

    for (const _way of ways) await amos.says('PIN 48151623');

    assert.equal(errors.length, ways.length);
    const told = inspect(errors, { depth: 10, showHidden: true }) + JSON.stringify(errors);
    assert.ok(!told.includes('48151623'));
    await bot.close();
    await world.close();
  });
});
