import assert from 'node:assert/strict';
import * as faults from '../../src/simulator/faults.ts';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { DAY, HOUR, pass, pinsIn, resultCard, SECOND, strike, undelivered } from './faultWorld.ts';

const COMMAND = 'reset PIN for amos';
const MINUTE = 60 * SECOND;

describe('a clock that is set to another time', () => {
  let world: SwitchboardWorld;
  beforeEach(async () => {
    world = await SwitchboardWorld.start();
    await world.amos.says('hello');
  });
  afterEach(() => world.close());

  for (const [name, jump] of [
    ['a day ahead', DAY],
    ['an hour ahead, as if for summer', HOUR],
    ['an hour back', -HOUR],
    ['a day back', -DAY],
    ['ten years back', -3_650 * DAY],
  ] as const) {
    it(`${name}: a notice that is to be tried again soon is tried again soon, once`, async () => {
      const end = strike(world, world.amos.chat, faults.gatewayError(502));
      await world.adele.says(COMMAND);
      await pass(world, 10 * SECOND);

      world.clock.jump(jump);
      end();
      await pass(world, 2 * MINUTE);

      assert.equal(pinsIn(world.amos.chat), 1);
      assert.ok(resultCard(world, COMMAND).includes('new PIN: sent'));
      assert.match(await undelivered(world), /Nothing is undelivered/);
    });

    it(`${name}: a PIN card is masked not later than promised`, async () => {
      await world.adele.says(COMMAND);
      await pass(world, 3 * MINUTE);
      const before = pinsIn(world.adele.chat);

      world.clock.jump(jump);
      await pass(world, 8 * MINUTE);

      assert.equal(before, 1);
      assert.equal(pinsIn(world.adele.chat), 0);
    });
  }

  it('a day ahead: what waits for the person goes on waiting, and arrives when they write', async () => {
    const end = strike(world, world.amos.chat, faults.refused('BotNotInConversationRoster'));
    await world.adele.says(COMMAND);
    await pass(world, SECOND);

    world.clock.jump(DAY);
    await pass(world, MINUTE);

    assert.match(await undelivered(world), /new PIN: waiting/);
    end();
    await world.amos.says('hello');
    await pass(world, SECOND);
    assert.equal(pinsIn(world.amos.chat), 1);
  });

  it('a day back: a question that was put a moment ago can be answered', async () => {
    await world.adele.says('reset conference ID for amos');

    world.clock.jump(-DAY);
    await world.adele.says('Yes');

    assert.notEqual((await world.user('amos.marble@contoso.com')).conferenceId, '8271964');
  });
});
