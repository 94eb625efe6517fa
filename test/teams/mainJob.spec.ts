import assert from 'node:assert/strict';
import { shownIn, SwitchboardWorld } from '../support/switchboardWorld.ts';

describe('the main job, over HTTP with the real botbuilder client on both ends', () => {
  let world: SwitchboardWorld;
  beforeEach(async () => {
    world = await SwitchboardWorld.start();
  });
  afterEach(() => world.close());

  it('resets a PIN: the admin sees it once, Amos is told by chat and mail, and the result card follows the deliveries', async () => {
    const { adele, amos } = world;
    await amos.says('hello');

    const sent = await adele.says('reset PIN for amos');

    assert.equal(sent.length, 2, 'a result card and a PIN card');
    const [result, pinCard] = sent;
    const pin = /\b\d{5}\b/.exec(shownIn([pinCard!]))?.[0];
    assert.ok(pin, 'the PIN card shows five digits');
    assert.ok(!JSON.stringify(result).includes(pin), 'the result card does not');
    assert.ok(
      !String(pinCard!.summary).includes(pin) && !(pinCard!.text ?? '').includes(pin),
      'no notification shows it',
    );
    const [notice] = await amos.receives(1);
    assert.match(shownIn([notice!]), new RegExp(pin));
    await world.serving.courier.idle();
    const mails = world.mails();
    assert.equal(mails.length, 1);
    assert.match(mails[0]!, new RegExp(pin));
    assert.match(mails[0]!, /To: amos\.marble@contoso\.com/);
    assert.ok(!world.logged.join('').includes(pin), 'the log does not have it');
  });
});
