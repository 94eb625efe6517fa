import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { throttled } from '../../src/simulator/faults.ts';
import { runCommand } from '../support/builtProgram.ts';
import { shownIn, SwitchboardWorld } from '../support/switchboardWorld.ts';

const OLD = randomBytes(32).toString('base64');
const NEW = randomBytes(32).toString('base64');

describe('another secret key', function () {
  this.timeout(60_000);
  let world: SwitchboardWorld;
  beforeEach(async () => {
    world = await SwitchboardWorld.start({ SECRET_KEY: OLD });
    await world.adele.says('reset PIN for amos');
    await world.serving.courier.idle();
  });
  afterEach(() => world.close());

  const keys = (env: Record<string, string>) => runCommand('keys', [], { DATA_DIR: world.folder, ...env });

  it('is taken while the old one is at hand for reading, and what is left is counted until nothing is', async () => {
    await world.stopBot();
    const before = (await keys({ SECRET_KEY: NEW, SECRET_KEY_PREVIOUS: OLD })).out;
    const [, count] = /SECRET_KEY_PREVIOUS\): (\d+) PINs/.exec(before) ?? [];
    assert.match(before, /\(SECRET_KEY\): 0 PINs/);
    assert.ok(Number(count) > 0, before);

    await world.startBot({ SECRET_KEY: NEW, SECRET_KEY_PREVIOUS: OLD });
    assert.match(world.logged.join(''), new RegExp(`"pins":${count},.*SECRET_KEY_PREVIOUS`));
    await world.adele.says('reset PIN for amos');
    await world.serving.courier.idle();
    await world.stopBot();
    const after = (await keys({ SECRET_KEY: NEW, SECRET_KEY_PREVIOUS: OLD })).out;
    assert.match(after, new RegExp(`\\(SECRET_KEY\\): 1 PINs`));
    assert.match(after, new RegExp(`SECRET_KEY_PREVIOUS\\): ${Number(count) - 1} PINs`));

    await world.startBot({ SECRET_KEY: NEW, SECRET_KEY_PREVIOUS: OLD });
    await world.adele.says('reset PIN for all users');
    await world.adele.presses('Yes');
    await world.serving.batches.idle();
    await world.serving.courier.idle();
    await world.stopBot();
    const left = (await keys({ SECRET_KEY: NEW, SECRET_KEY_PREVIOUS: OLD })).out;
    await world.startBot({ SECRET_KEY: NEW, SECRET_KEY_PREVIOUS: OLD });
    assert.doesNotMatch(left, /SECRET_KEY_PREVIOUS\): [1-9]\d* PINs/);
    assert.match(shownIn(await world.adele.says('status')), /./);
  });

  it('is refused without the old one, in words that name both', async () => {
    await world.stopBot();

    await assert.rejects(
      world.startBot({ SECRET_KEY: NEW }),
      /were stored with the key \w{16}, but the key at hand is \w{16}\. Set SECRET_KEY to that key again, or SECRET_KEY_PREVIOUS if it was replaced/,
    );

    await world.startBot({ SECRET_KEY: OLD });
  });

  it('opens what the old one has sealed: a notice that was queued before is told after', async () => {
    await world.amos.says('hello');
    const callOff = world.teams.connector.faults.add(throttled(3_600), {
      conversationId: world.amos.chat.id,
    });
    await world.adele.says('reset PIN for amos');
    await world.serving.courier.idle();
    const waiting = await world.serving.store.transaction((tx) =>
      tx.outbox.inStates(['waiting', 'retrying'], 0, 5),
    );
    const sealed = waiting.rows.find(({ secret }) => secret !== null);
    assert.ok(sealed, 'a sealed notice waits');
    await world.stopBot();

    await world.startBot({ SECRET_KEY: NEW, SECRET_KEY_PREVIOUS: OLD });
    callOff();
    await world.serving.courier.idle();
    await world.clock.pass(3_700_000, () => world.serving.courier.idle());

    const row = await world.serving.store.transaction((tx) => tx.outbox.get(sealed.id));
    assert.deepEqual([row?.state, row?.detail], ['sent', null]);
    assert.match(world.amos.chat.messages.map(({ activity }) => shownIn([activity])).join('\n'), /\b\d{5}\b/);
  });
});
