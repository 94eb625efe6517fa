import assert from 'node:assert/strict';
import { deliveryLine } from '../../src/domain/deliveryLine.ts';
import { aSentCard, minutesLater } from '../support/builders.ts';
import { World } from './world.ts';

const resultCard = () => aSentCard({ kind: 'result', maskAt: null });

describe('rule 14: the result card shows how deliveries proceed', () => {
  let world: World;

  beforeEach(async () => {
    world = await World.open();
  });

  afterEach(async () => {
    await world.close();
  });

  it('is edited to the last state after a delivery', async () => {
    const card = resultCard();
    await world.putCard(card);
    const queued = await world.queue({ channel: 'chat' });

    await world.run();
    await world.later(2_000);

    const last = world.refreshed.at(-1);
    assert.equal(last?.card.id, card.id);
    assert.deepEqual(last?.lines, [deliveryLine(await world.row(queued), 'Amos Marble')]);
    assert.equal(last?.lines[0]?.state, 'sent');
  });

  it('several changes become one edit: at most one in a second, the last state always', async () => {
    await world.putCard(resultCard());
    for (let at = 0; at < 10; at += 1)
      await world.queue({ channel: 'mail', userKey: `user-${at}`, to: `p${at}@fabrikam.com` });

    await world.run();
    await world.later(5_000);

    const moments = world.refreshed.map(({ at }) => at);
    assert.ok(moments.length <= 2, `${moments.length} edits`);
    assert.ok(moments.every((at, index) => index === 0 || at - (moments[index - 1] ?? 0) >= 1_000));
    assert.ok(world.refreshed.at(-1)?.lines.every(({ state }) => state === 'sent'));
  });

  it('shows why something is tried again, and then that it arrived', async () => {
    await world.putCard(resultCard());
    await world.queue({ channel: 'mail' });
    world.mail.answers.push({ outcome: 'throttled', until: null, reason: 'throttled', detail: '450' });

    await world.run();
    await world.later(10_000);

    assert.deepEqual(
      world.refreshed.map(({ lines }) => [lines[0]?.state, lines[0]?.reason]),
      [
        ['retrying', 'throttled'],
        ['sent', null],
      ],
    );
  });

  it('a card whose message becomes known after the delivery is still brought up to date', async () => {
    const card = resultCard();
    await world.putCard({ ...card, activityId: null, address: null });
    await world.queue({ channel: 'mail' });
    await world.run();
    const before = world.refreshed.length;

    await world.putCard(card);
    world.courier.refresh(card.correlationId);
    await world.courier.idle();
    await world.later(3_000);

    assert.equal(before, 0);
    assert.equal(world.refreshed.at(-1)?.lines[0]?.state, 'sent');
  });

  it('looks for such a card by itself, but not for ever', async () => {
    const card = resultCard();
    await world.queue({ channel: 'mail' });
    await world.run();
    await world.later(2_000);
    await world.putCard(card);

    await world.later(5_000);

    assert.equal(world.refreshed.length, 1);
  });

  it('a failed edit is logged and harms nothing', async () => {
    await world.putCard(resultCard());
    const queued = await world.queue({ channel: 'mail' });
    world.editAnswers.push({ outcome: 'failed', reason: 'rejected', detail: '400' });

    await world.run();
    await world.later(60_000);

    assert.equal((await world.row(queued)).state, 'sent');
    assert.equal(world.refreshed.length, 1);
    assert.equal(world.log.lines.filter(({ text }) => text === 'result card not edited').length, 1);
  });

  it('a throttled edit is made later, not before the moment that was named', async () => {
    await world.putCard(resultCard());
    await world.queue({ channel: 'mail' });
    world.editAnswers.push({
      outcome: 'throttled',
      until: minutesLater(1),
      reason: 'throttled',
      detail: '429',
    });

    await world.run();
    await world.later(59_999);
    const early = world.refreshed.length;
    await world.later(1_000);

    assert.equal(early, 1);
    assert.equal(world.refreshed.length, 2);
  });

  it('a PIN card of the same request is not touched', async () => {
    await world.putCard(aSentCard());
    await world.queue({ channel: 'mail' });

    await world.run();

    assert.equal(world.refreshed.length, 0);
  });

  it('shows the last state before the courier stops', async () => {
    await world.putCard(resultCard());
    await world.queue({ channel: 'mail' });
    await world.queue({ channel: 'chat' });
    await world.run();

    await world.courier.stop();

    assert.ok(world.refreshed.at(-1)?.lines.every(({ state }) => state === 'sent'));
  });
});
