import assert from 'node:assert/strict';
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
});
