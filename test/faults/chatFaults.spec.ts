import assert from 'node:assert/strict';
import { errorAnswer, writesBlockedAnswer } from '../../src/simulator/errorAnswers.ts';
import * as faults from '../../src/simulator/faults.ts';
import { TEST_TIME } from '../support/builders.ts';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { HOUR, pass, pinsIn, resultCard, SECOND, strike, undelivered } from './faultWorld.ts';

const COMMAND = 'reset PIN for amos';

/** What the admin reads of a notice. */
const RETRYING = (why: string) => `new PIN: will be tried again (${why})`;
const WAITING = (why: string) => `new PIN: waiting (${why})`;
const UNCERTAIN = (why: string) => `new PIN: uncertain (${why})`;
const GIVEN_UP = 'new PIN: given up (it was rejected)';

const SLOW_DOWN = 'the service asks us to slow down';
const PROBLEM = 'the service has a problem';
const NOT_INSTALLED = 'this person has not installed the app yet';
const BLOCKED = 'this person has blocked the app, or it is disabled';
const GONE = 'the chat no longer exists';
const MAYBE = 'no answer came; it may have arrived';

/** What makes the notice arrive once the fault is over. */
type Remedy = 'time' | 'the person writes' | 'retry failed' | 'a new reset';

/** A fault of the connector; what the admin then sees; how often Amos has the PIN by then; what helps; and how often in the end. */
const FAULTS: [
  name: string,
  fault: faults.Fault,
  seen: string,
  arrived: number,
  remedy: Remedy,
  atLast: number,
][] = [
  ['429 with seconds', faults.throttled(7), RETRYING(SLOW_DOWN), 0, 'time', 1],
  [
    '429 with a date',
    faults.throttled(new Date(TEST_TIME.getTime() + 60_000)),
    RETRYING(SLOW_DOWN),
    0,
    'time',
    1,
  ],
  ['429 alone', faults.throttled(), RETRYING(SLOW_DOWN), 0, 'time', 1],
  ['401', faults.refused('BotNotRegistered'), RETRYING(PROBLEM), 0, 'time', 1],
  ['412', faults.refused('PreconditionFailed'), RETRYING(PROBLEM), 0, 'time', 1],
  ['502', faults.gatewayError(502), RETRYING(PROBLEM), 0, 'time', 1],
  [
    '503 with Retry-After',
    faults.gatewayError(503, { 'Retry-After': '30' }),
    RETRYING(PROBLEM),
    0,
    'time',
    1,
  ],
  ['504', faults.gatewayError(504), RETRYING(PROBLEM), 0, 'time', 1],
  [
    '404, the conversation is gone, and the one opened in its place too',
    faults.refused('ConversationNotFound'),
    WAITING(GONE),
    0,
    'the person writes',
    1,
  ],
  [
    '403, not in the roster',
    faults.refused('BotNotInConversationRoster'),
    WAITING(NOT_INSTALLED),
    0,
    'the person writes',
    1,
  ],
  [
    '403, blocked by the person',
    faults.refused('ConversationBlockedByUser'),
    WAITING(BLOCKED),
    0,
    'the person writes',
    1,
  ],
  [
    '403, disabled by an admin',
    faults.refused('BotDisabledByAdmin'),
    WAITING(BLOCKED),
    0,
    'the person writes',
    1,
  ],
  [
    '403, disabled for the person',
    faults.refused('ForbiddenOperationException'),
    WAITING(BLOCKED),
    0,
    'the person writes',
    1,
  ],
  [
    '403, the chat is read-only',
    faults.answered(writesBlockedAnswer()),
    WAITING(BLOCKED),
    0,
    'the person writes',
    1,
  ],
  ['403, the wrong host', faults.refused('InvalidBotApiHost'), GIVEN_UP, 0, 'a new reset', 1],
  ['403, not enough permissions', faults.refused('NotEnoughPermissions'), GIVEN_UP, 0, 'a new reset', 1],
  ['400', faults.refused('BadArgument'), GIVEN_UP, 0, 'a new reset', 1],
  ['413', faults.refused('MessageSizeTooBig'), GIVEN_UP, 0, 'a new reset', 1],
  ['500', faults.refused('ServiceError'), UNCERTAIN(PROBLEM), 0, 'retry failed', 1],
  [
    '500 after delivery',
    { takesEffect: true, answer: errorAnswer('ServiceError') },
    UNCERTAIN(PROBLEM),
    1,
    'retry failed',
    2,
  ],
  ['cut before delivery', faults.cutBefore(), UNCERTAIN(MAYBE), 0, 'retry failed', 1],
  ['cut after delivery', faults.lostAnswer(), UNCERTAIN(MAYBE), 1, 'retry failed', 2],
  ['an answer that is no JSON', faults.garbage(), UNCERTAIN(MAYBE), 1, 'retry failed', 2],
];

describe('faults of the connector, and what the admin sees of them', () => {
  let world: SwitchboardWorld;
  beforeEach(async () => {
    world = await SwitchboardWorld.start();
    await world.amos.says('hello');
    await world.adele.says('turn emails off');
  });
  afterEach(() => world.close());

  /** Does what helps, with the fault gone. */
  const REMEDIES: Record<Remedy, () => Promise<unknown>> = {
    time: () => pass(world, HOUR),
    'the person writes': () => world.amos.says('hello'),
    'retry failed': () => world.adele.says('retry failed'),
    'a new reset': () => world.adele.says(COMMAND),
  };

  for (const [name, fault, seen, arrived, remedy, atLast] of FAULTS) {
    it(`${name}: "${seen}"; what helps is: ${remedy}`, async () => {
      const end = strike(world, world.amos.chat, fault);

      await world.adele.says(COMMAND);
      await pass(world, 3 * SECOND);

      assert.ok((await undelivered(world)).includes(seen), await undelivered(world));
      assert.ok(resultCard(world, COMMAND).includes(seen), resultCard(world, COMMAND));
      assert.equal(pinsIn(world.amos.chat), arrived);
      end();
      await REMEDIES[remedy]();
      await pass(world, 3 * SECOND);
      assert.equal(pinsIn(world.amos.chat), atLast);
      assert.match(await undelivered(world), /Nothing is undelivered/);
    });
  }

  it('404, the conversation is gone: another one is opened by itself, "new PIN: sent"', async () => {
    strike(world, world.amos.chat, faults.refused('ConversationNotFound'), 1);

    await world.adele.says(COMMAND);
    await pass(world, 5 * SECOND);

    assert.ok(resultCard(world, COMMAND).includes('new PIN: sent'));
    assert.equal(pinsIn(world.amos.chat), 1);
  });

  it('a slow answer is waited for: "new PIN: sent"', async () => {
    strike(world, world.amos.chat, faults.slow(400));

    await world.adele.says(COMMAND);
    await pass(world, 3 * SECOND);

    assert.ok(resultCard(world, COMMAND).includes('new PIN: sent'));
    assert.equal(pinsIn(world.amos.chat), 1);
  });
});
