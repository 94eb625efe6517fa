import assert from 'node:assert/strict';
import type { DeliveryResult } from '../../src/ports/delivery.ts';
import { aSentCard, minutesLater } from '../support/builders.ts';
import { World } from './world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('rule 3: PIN cards are masked by themselves', () => {
  let world: World;

  beforeEach(async () => {
    world = await World.open();
  });

  afterEach(async () => {
    await world.close();
  });

  it('ten minutes after they were sent, and not before', async () => {
    const card = aSentCard();
    await world.putCard(card);

    await world.run();
    await world.later(10 * MINUTE - 1);
    const before = world.masked.length;
    await world.later(1);

    assert.equal(before, 0);
    assert.deepEqual(
      world.masked.map(({ id }) => id),
      [card.id],
    );
    assert.equal((await world.card(card))?.maskedAt, minutesLater(10).toISOString());
  });

  it('once only', async () => {
    await world.putCard(aSentCard());

    await world.run();
    await world.later(60 * MINUTE);

    assert.equal(world.masked.length, 1);
  });

  it('also when the time came while the program was not running', async () => {
    const card = aSentCard({ maskAt: minutesLater(-60).toISOString() });
    await world.putCard(card);

    await world.run();

    assert.equal(world.masked.length, 1);
    assert.notEqual((await world.card(card))?.maskedAt, null);
  });

  it('many at the same time', async () => {
    for (let at = 0; at < 20; at += 1) await world.putCard(aSentCard());

    await world.run();
    await world.later(10 * MINUTE);

    assert.equal(new Set(world.masked.map(({ id }) => id)).size, 20);
    assert.equal(world.masked.length, 20);
  });

  it('not those that were hidden by hand', async () => {
    await world.putCard(aSentCard({ maskedAt: minutesLater(1).toISOString() }));

    await world.run();
    await world.later(20 * MINUTE);

    assert.equal(world.masked.length, 0);
  });

  const results: { what: string; result: DeliveryResult; edits: number }[] = [
    {
      what: 'throttled: again',
      result: { outcome: 'throttled', until: null, reason: 'throttled', detail: '429' },
      edits: 2,
    },
    {
      what: 'answer lost: again, because an edit may be repeated',
      result: { outcome: 'unknown', reason: 'no-answer', detail: '' },
      edits: 2,
    },
    {
      what: 'blocked: again',
      result: { outcome: 'unreachable', reason: 'blocked', detail: '403', forget: false },
      edits: 2,
    },
    {
      what: 'message gone: done',
      result: { outcome: 'unreachable', reason: 'conversation-gone', detail: '404', forget: true },
      edits: 1,
    },
    {
      what: 'message deleted: done',
      result: { outcome: 'failed', reason: 'rejected', detail: '404 ActivityNotFoundInConversation' },
      edits: 1,
    },
  ];
  for (const { what, result, edits } of results) {
    it(what, async () => {
      const card = aSentCard();
      await world.putCard(card);
      world.editAnswers.push(result);

      await world.run();
      await world.later(12 * MINUTE);

      assert.equal(world.masked.length, edits);
      assert.notEqual((await world.card(card))?.maskedAt, null);
    });
  }

  it('not before the moment that the other side named', async () => {
    await world.putCard(aSentCard());
    world.editAnswers.push({
      outcome: 'throttled',
      until: minutesLater(15),
      reason: 'throttled',
      detail: '429',
    });

    await world.run();
    await world.later(15 * MINUTE - 1);
    const early = world.masked.length;
    await world.later(MINUTE);

    assert.equal(early, 1);
    assert.equal(world.masked.length, 2);
  });

  it('a card whose message was never known ends quietly after a day', async () => {
    const card = aSentCard({ activityId: null, address: null });
    await world.putCard(card);

    await world.run();
    await world.later(DAY - MINUTE);
    const waiting = await world.card(card);
    await world.later(11 * MINUTE);

    assert.equal(waiting?.maskedAt, null);
    assert.notEqual((await world.card(card))?.maskedAt, null);
    assert.equal(world.masked.length, 0);
    assert.ok(world.log.lines.every(({ level }) => level === 'info'));
  });

  it('a card that cannot be edited at all is let be after a day', async () => {
    const card = aSentCard();
    await world.putCard(card);
    world.editAnswers.push(
      ...Array.from({ length: 1_000 }, (): DeliveryResult => ({
        outcome: 'failed',
        reason: 'rejected',
        detail: '400',
      })),
    );

    await world.run();
    await world.later(DAY + 30 * MINUTE);

    assert.notEqual((await world.card(card))?.maskedAt, null);
    assert.ok(world.masked.length < 300, `${world.masked.length} edits in a day`);
  });

  it('a bug in one edit does not keep the others from being masked', async () => {
    const cards = [aSentCard(), aSentCard()];
    for (const card of cards) await world.putCard(card);
    let calls = 0;
    world.courier = world.newCourier({
      maskCard: async () => {
        calls += 1;
        if (calls === 1) throw new Error('bug');
        return { outcome: 'sent' };
      },
    });

    await world.run();
    await world.later(11 * MINUTE);

    for (const card of cards) assert.notEqual((await world.card(card))?.maskedAt, null);
  });
});
