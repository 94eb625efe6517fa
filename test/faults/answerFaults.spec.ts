import assert from 'node:assert/strict';
import { errorAnswer } from '../../src/simulator/errorAnswers.ts';
import * as faults from '../../src/simulator/faults.ts';
import { TEST_TIME } from '../support/builders.ts';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { pass, pinsIn, resultCard, SECOND, strike, undelivered, whileTimePasses } from './faultWorld.ts';

const COMMAND = 'reset PIN for amos';

/** What the admin has in the chat in the end: how many result cards, and how many PIN cards. */
interface Seen {
  results: number;
  pins: number;
}

const BOTH: Seen = { results: 1, pins: 1 };
const ONLY_PIN: Seen = { results: 0, pins: 1 };

/** A fault of the answer itself; how many messages it strikes (the first is the result card); and what the admin sees. */
const FAULTS: [name: string, fault: faults.Fault, times: number, seen: Seen][] = [
  ['429 with two seconds, once', faults.throttled(2), 1, BOTH],
  ['429 with a date, once', faults.throttled(new Date(TEST_TIME.getTime() + 3_000)), 1, BOTH],
  ['429 alone, three times', faults.throttled(), 3, BOTH],
  ['429 with a minute, once: a person does not wait so long', faults.throttled(60), 1, ONLY_PIN],
  ['412, once', faults.refused('PreconditionFailed'), 1, BOTH],
  ['502, three times', faults.gatewayError(502), 3, BOTH],
  ['502, four times', faults.gatewayError(502), 4, ONLY_PIN],
  ['503, eight times', faults.gatewayError(503), 8, { results: 0, pins: 0 }],
  ['504, once', faults.gatewayError(504), 1, BOTH],
  ['500, once: nobody knows how far it came', faults.refused('ServiceError'), 1, ONLY_PIN],
  ['500 after delivery', { takesEffect: true, answer: errorAnswer('ServiceError') }, 1, BOTH],
  ['403, not in the roster', faults.refused('BotNotInConversationRoster'), 1, ONLY_PIN],
  ['403, blocked', faults.refused('ConversationBlockedByUser'), 1, ONLY_PIN],
  ['404, the conversation is gone', faults.refused('ConversationNotFound'), 1, ONLY_PIN],
  ['400', faults.refused('BadArgument'), 1, ONLY_PIN],
  ['cut before delivery', faults.cutBefore(), 1, ONLY_PIN],
  ['cut after delivery', faults.lostAnswer(), 1, BOTH],
  ['cut after delivery, both', faults.lostAnswer(), 2, BOTH],
  ['an answer that is no JSON', faults.garbage(), 1, BOTH],
  ['a slow answer', faults.slow(300), 1, BOTH],
];

describe('faults of the answer to the admin: what was done is done once, and told once', () => {
  let world: SwitchboardWorld;
  beforeEach(async () => {
    world = await SwitchboardWorld.start();
    await world.amos.says('hello');
    await world.adele.says('hello');
  });
  afterEach(() => world.close());

  for (const [name, fault, times, { results, pins }] of FAULTS) {
    it(`${name}: ${results} result card, ${pins} PIN card; Amos is told once`, async () => {
      const end = strike(world, world.adele.chat, fault, times);

      const sent = await whileTimePasses(world, world.adele.says(COMMAND));

      end();
      await pass(world, 3 * SECOND);
      assert.equal(sent.length, results + pins);
      assert.equal(pinsIn(world.adele.chat), pins);
      assert.equal(pinsIn(world.amos.chat), 1);
      assert.equal(world.mails().length, 1);
      assert.match(await undelivered(world), /Nothing is undelivered/);
    });
  }

  it('delivered again after its answer was lost, the command is not done again and nothing is said twice', async () => {
    const { teams, chat } = world.adele;
    strike(world, chat, faults.cutBefore(), 2);
    await world.adele.says(COMMAND);
    await pass(world, 3 * SECOND);
    const { setAt } = (await world.user('amos.marble@contoso.com')).pin!;
    const asked = chat.messages.findLast(({ activity }) => activity.text === COMMAND)!;

    const answer = await teams.redelivers(asked.activity);

    assert.equal(answer.status, 200);
    assert.equal((await world.user('amos.marble@contoso.com')).pin!.setAt, setAt);
    assert.equal(resultCard(world, COMMAND), '');
    assert.equal(pinsIn(world.amos.chat), 1);
  });

  it('a PIN card whose answer was lost cannot be masked, and that is logged; the other one is masked in time', async () => {
    strike(world, world.adele.chat, faults.slow(1), 1);
    world.teams.connector.faults.add(faults.lostAnswer(), {
      times: 1,
      when: (call) => call.method === 'POST' && /"hidePin"/.test(JSON.stringify(call.body)),
    });

    await world.adele.says(COMMAND);
    await world.adele.says('reset PIN for ada');
    await pass(world, 11 * 60 * SECOND);

    assert.equal(pinsIn(world.adele.chat), 1);
    assert.ok(world.logged.some((line) => line.includes('an answer could not be sent')));
  });
});
