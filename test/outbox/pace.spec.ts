import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OutboxRow } from '../../src/domain/outboxRow.ts';
import { IN_ALL, Pace, PER_CONVERSATION } from '../../src/outbox/pace.ts';
import type { ChatRecipient, DeliveryResult } from '../../src/ports/delivery.ts';
import { aConversation, anOutboxRow, aUser } from '../support/builders.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { World } from './world.ts';

/** How many people a list has; fewer with `PACE_PEOPLE`. */
const PEOPLE = Number(process.env['PACE_PEOPLE'] ?? 10_000);

/** The place of a program that has the store for itself. */
const ALONE = { instance: 'one', rank: 0, of: 1 };

/** The most calls that any span of so many milliseconds saw, both its ends included. */
function mostWithin(moments: readonly number[], milliseconds: number): number {
  let first = 0;
  return moments.reduce((most, moment, at) => {
    while (moments[first]! < moment - milliseconds) first += 1;
    return Math.max(most, at - first + 1);
  }, 0);
}

function assertWithin(moments: readonly number[], limits: typeof IN_ALL): void {
  for (const { calls, milliseconds } of limits) {
    const most = mostWithin(moments, milliseconds);
    assert.ok(most <= calls, `${most} calls within ${milliseconds} ms, where ${calls} are allowed`);
  }
}

describe('the pace of what goes out', () => {
  it('keeps to every limit, whatever is to go out when, and never waits longer than it has to', () => {
    const arrivals = fc.array(
      fc.record({ pause: fc.integer({ min: 0, max: 400 }), conversation: fc.constantFrom('a', 'b', 'c') }),
      { minLength: 50, maxLength: 400 },
    );
    fc.assert(
      fc.property(arrivals, (calls) => {
        const clock = new FakeClock();
        const pace = new Pace(clock, () => ALONE);
        const all: number[] = [];
        const each = new Map<string, number[]>();
        for (const { pause, conversation } of calls) {
          clock.jump(pause);
          const wait = Math.max(pace.pauseInAll(1), pace.pauseIn(conversation));
          const own = each.get(conversation) ?? [];
          if (wait > 0) {
            const early = clock.now().getTime() + wait - 2;
            const isTight = [...PER_CONVERSATION].some(
              ({ calls: most, milliseconds }) =>
                own.filter((moment) => moment >= early - milliseconds).length >= most,
            );
            const isFull = IN_ALL.some(
              ({ calls: most, milliseconds }) =>
                all.filter((moment) => moment >= early - milliseconds).length >= most,
            );
            assert.ok(isTight || isFull, 'a millisecond earlier would have been too early');
          }
          clock.jump(wait);
          pace.note(conversation);
          all.push(clock.now().getTime());
          each.set(conversation, [...own, clock.now().getTime()]);
        }
        assertWithin(all, IN_ALL);
        for (const moments of each.values()) assertWithin(moments, PER_CONVERSATION);
      }),
      { numRuns: 60 },
    );
  });

  it('is shared by several programs, which together keep to every limit and use the whole of what there is in all', () => {
    const arrivals = fc.array(
      fc.record({
        pause: fc.integer({ min: 0, max: 60 }),
        program: fc.nat(),
        conversation: fc.constantFrom('a', 'b', 'c'),
      }),
      { minLength: 100, maxLength: 400 },
    );
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 2, max: 7 }), (calls, of) => {
        const clock = new FakeClock();
        const paces = Array.from(
          { length: of },
          (_, rank) => new Pace(clock, () => ({ instance: `${rank}`, rank, of })),
        );
        const all: number[] = [];
        const each = new Map<string, number[]>();
        for (const { pause, program, conversation } of calls) {
          clock.jump(pause);
          const pace = paces[program % of]!;
          if (pace.pauseInAll(1) > 0 || pace.pauseIn(conversation) > 0) continue;
          pace.note(conversation);
          all.push(clock.now().getTime());
          each.set(conversation, [...(each.get(conversation) ?? []), clock.now().getTime()]);
        }
        assertWithin(all, IN_ALL);
        for (const moments of each.values()) assertWithin(moments, PER_CONVERSATION);

        clock.jump(10_000);
        const goes = paces.map((pace, at) => {
          let count = 0;
          for (; pace.pauseInAll(1) === 0; count += 1) pace.note(`another person ${at} ${count}`);
          return count;
        });
        assert.equal(
          goes.reduce((sum, count) => sum + count, 0),
          30,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('lets nothing go out of a program that the others may count as gone', async () => {
    const clock = new FakeClock();
    let place: typeof ALONE | null = null;
    const pace = new Pace(clock, () => place);
    const edited = pace.turn('a');
    assert.equal(pace.pauseInAll(1), Infinity);
    await clock.pass(5_000, async () => undefined);
    assert.equal(clock.timers, 1, 'the edit waits');
    place = ALONE;
    await clock.pass(1_000, async () => undefined);
    await edited;
    assert.equal(clock.timers, 0);
  });

  it('does not wait for the hour by which the clock was set back', () => {
    const clock = new FakeClock();
    const pace = new Pace(clock, () => ALONE);
    for (let call = 0; call < 7; call += 1) pace.note('a');
    clock.jump(-3_600_000);
    assert.equal(pace.pauseIn('a'), 1_001);
  });

  it('keeps some calls free for edits that wait, and lets none of them wait when it closes', async () => {
    const clock = new FakeClock();
    const pace = new Pace(clock, () => ALONE);
    for (let call = 0; call < 30; call += 1) pace.note(`person ${call}`);
    const edits = Promise.all([pace.turn('a'), pace.turn('b')]);
    assert.equal(pace.pauseInAll(1), 1_001);
    clock.jump(500);
    pace.close();
    await edits;
    await pace.turn('c');
    assert.equal(clock.timers, 0);
  });

  describe('of edits in one conversation', () => {
    /** A conversation in which nothing can go out for some time, and what then does, in order. */
    function fullConversation() {
      const clock = new FakeClock();
      const pace = new Pace(clock, () => ALONE);
      for (let call = 0; call < 60; call += 1) pace.note('chat');
      const ended: string[] = [];
      const urgent = (name: string) => void pace.turn('chat').then(() => ended.push(name));
      const patient = (name: string) =>
        void pace.patientTurn('chat').then((may) => ended.push(may ? name : `not ${name}`));
      const passes = async (milliseconds: number) => {
        await clock.pass(milliseconds, () => new Promise(setImmediate));
        await new Promise(setImmediate);
      };
      return { clock, pace, ended, urgent, patient, passes };
    }

    it('lets those that matter pass those that can wait', async () => {
      const { ended, urgent, patient, passes } = fullConversation();
      patient('result 1');
      patient('result 2');
      urgent('mask');
      await passes(31_000);

      assert.deepEqual(ended, ['mask', 'result 1', 'result 2']);
    });

    it('keeps one timer for all that wait, and gives up the oldest that can wait when there are too many', async () => {
      const { clock, pace, ended, urgent, patient, passes } = fullConversation();
      for (let at = 0; at < 1_000; at += 1) patient(String(at));
      urgent('mask');
      await passes(1);

      assert.equal(clock.timers, 1);
      assert.deepEqual(ended.slice(0, 2), ['not 0', 'not 1']);
      assert.equal(ended.length, 800);
      pace.close();
      await passes(1);
      assert.deepEqual(ended.slice(800, 802), ['mask', '800']);
      assert.equal(ended.length, 1_001);
    });
  });
});

describe('the courier keeps to what Teams takes', () => {
  let world: World;
  const begun: { at: number; conversation: string; id: string }[] = [];
  beforeEach(async () => {
    begun.length = 0;
    world = await World.open();
  });
  afterEach(() => world.close());

  /** Notes every call with its moment, and answers as told. */
  function recorded(answer: (id: string) => DeliveryResult): void {
    world.chat.send = async (to: ChatRecipient) => {
      const conversation = to.address?.conversationId ?? '';
      const id = conversation.replace('person-', '');
      begun.push({ at: world.clock.now().getTime(), conversation, id });
      return answer(id);
    };
  }

  async function people(count: number): Promise<OutboxRow[]> {
    const rows = Array.from({ length: count }, (_, at) => {
      const key = `person-${at}`;
      return anOutboxRow({
        id: `row ${at}`,
        userKey: key,
        kind: 'E5',
        channel: 'chat',
        secret: null,
        facts: { ...anOutboxRow().facts, displayName: `person ${at}` },
      });
    });
    await world.store.transaction(async (tx) => {
      for (const [at, row] of rows.entries()) {
        const { key, upn } = { key: row.userKey, upn: `p${at}@contoso.com` };
        await tx.users.put(aUser({ key, upn, displayName: `person ${at}`, conferenceId: null, id: null }));
        const { address } = aConversation();
        await tx.conversations.put({
          ...aConversation(),
          userKey: key,
          address: { ...address, conversationId: key },
        });
        await tx.outbox.put(row);
      }
    });
    return rows;
  }

  async function untilQuiet(rows: number): Promise<void> {
    world.courier.start();
    await world.courier.idle();
    const limit = world.clock.now().getTime() + 24 * 3_600_000;
    while (world.clock.now().getTime() < limit) {
      await world.later(10_000);
      if ((await world.store.transaction((tx) => tx.outbox.nextTryAt())) === null) return;
    }
    assert.fail(`not all of ${rows} have ended in a day`);
  }

  it(`a notice to ${PEOPLE} people goes out at 95 % of the allowed pace at least, and never faster`, async function () {
    this.timeout(300_000);
    recorded(() => ({ outcome: 'sent' }));
    await people(PEOPLE);
    await untilQuiet(PEOPLE);

    const moments = begun.map(({ at }) => at);
    assert.equal(new Set(begun.map(({ id }) => id)).size, PEOPLE);
    assert.equal(begun.length, PEOPLE);
    assertWithin(moments, IN_ALL);
    const seconds = (moments.at(-1)! - moments[0]!) / 1_000;
    const rate = (PEOPLE - 30) / seconds;
    assert.ok(rate >= 0.95 * 30, `${rate.toFixed(1)} a second`);
  });

  it('many notices to one person keep to the limits of a conversation, and the last one comes', async function () {
    this.timeout(60_000);
    recorded(() => ({ outcome: 'sent' }));
    const [amos] = await people(1);
    await world.store.transaction(async (tx) => {
      for (let at = 1; at < 100; at += 1)
        await tx.outbox.put({
          ...amos!,
          id: `row ${at}`,
          createdAt: new Date(Date.parse(amos!.createdAt) + at).toISOString(),
        });
    });
    await untilQuiet(100);

    assert.equal(begun.length, 100);
    assertWithin(
      begun.map(({ at }) => at),
      PER_CONVERSATION,
    );
  });

  it(`of ${PEOPLE} people nobody is lost and nobody told twice when a third of the answers are faults; what cannot be known is listed`, async function () {
    this.timeout(600_000);
    const told = new Map<string, number>();
    const unknown = new Set<string>();
    const blocked = new Set<string>();
    let seed = 7;
    const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    const take = (id: string) => told.set(id, (told.get(id) ?? 0) + 1);
    recorded((id) => {
      if (Number(id) % 20 === 3) {
        blocked.add(id);
        return { outcome: 'unreachable', reason: 'blocked', detail: '403', forget: false };
      }
      if (Number(id) % 10 === 5) {
        take(id);
        unknown.add(id);
        return { outcome: 'unknown', reason: 'no-answer', detail: '504' };
      }
      if (random() < 0.3)
        return { outcome: 'throttled', until: null, reason: 'service-error', detail: '429' };
      take(id);
      return { outcome: 'sent' };
    });
    await people(PEOPLE);
    await untilQuiet(PEOPLE);

    const count = async (state: OutboxRow['state']) =>
      (await world.store.transaction((tx) => tx.outbox.inStates([state], 0, 0))).total;
    assertWithin(
      begun.map(({ at }) => at),
      IN_ALL,
    );
    assert.ok(
      [...told.values()].every((times) => times === 1),
      'nobody is told twice',
    );
    assert.equal(told.size, PEOPLE - blocked.size, 'nobody is lost');
    assert.equal(await count('uncertain'), unknown.size);
    assert.equal(await count('waiting'), blocked.size);
    assert.equal(await count('sent'), PEOPLE - unknown.size - blocked.size);
  });
});
