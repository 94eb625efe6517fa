import assert from 'node:assert/strict';
import type { DeliveryState, NoticeChannel } from '../../src/domain/notice.ts';
import type { OutboxRow } from '../../src/domain/outboxRow.ts';
import type { DeliveryResult } from '../../src/ports/delivery.ts';
import { AMOS, between, PIN, World } from './world.ts';

/** How an attempt ends, and what becomes of the row: with a fraction of ½, the first pause is one second. */
interface Fate {
  channel: NoticeChannel;
  result: DeliveryResult | Error;
  state: DeliveryState;
  reason: OutboxRow['reason'];
  /** Milliseconds until the next try; null for none by itself. */
  again: number | null;
  secret: 'kept' | 'erased';
}

const until = new Date('2026-11-23T10:00:20.000Z');

const FATES: Record<string, Fate> = {
  'chat sent': {
    channel: 'chat',
    result: { outcome: 'sent', activityId: 'a' },
    state: 'sent',
    reason: null,
    again: null,
    secret: 'erased',
  },
  'mail sent': {
    channel: 'mail',
    result: { outcome: 'sent' },
    state: 'sent',
    reason: null,
    again: null,
    secret: 'erased',
  },
  'chat throttled': {
    channel: 'chat',
    result: { outcome: 'throttled', until: null, reason: 'throttled', detail: '429' },
    state: 'retrying',
    reason: 'throttled',
    again: 1_000,
    secret: 'kept',
  },
  'chat throttled until a moment': {
    channel: 'chat',
    result: { outcome: 'throttled', until, reason: 'throttled', detail: '429' },
    state: 'retrying',
    reason: 'throttled',
    again: 21_000,
    secret: 'kept',
  },
  'mail deferred': {
    channel: 'mail',
    result: { outcome: 'throttled', until: null, reason: 'throttled', detail: '450 4.2.0' },
    state: 'retrying',
    reason: 'throttled',
    again: 1_000,
    secret: 'kept',
  },
  'chat service down': {
    channel: 'chat',
    result: { outcome: 'throttled', until: null, reason: 'service-error', detail: '502' },
    state: 'retrying',
    reason: 'service-error',
    again: 1_000,
    secret: 'kept',
  },
  'app not installed': {
    channel: 'chat',
    result: { outcome: 'unreachable', reason: 'not-installed', detail: '403', forget: false },
    state: 'waiting',
    reason: 'not-installed',
    again: null,
    secret: 'kept',
  },
  'bot blocked': {
    channel: 'chat',
    result: { outcome: 'unreachable', reason: 'blocked', detail: '403', forget: false },
    state: 'waiting',
    reason: 'blocked',
    again: null,
    secret: 'kept',
  },
  'conversation gone, another can be opened': {
    channel: 'chat',
    result: { outcome: 'unreachable', reason: 'conversation-gone', detail: '404', forget: true },
    state: 'retrying',
    reason: 'conversation-gone',
    again: 1_000,
    secret: 'kept',
  },
  'chat rejected': {
    channel: 'chat',
    result: { outcome: 'failed', reason: 'rejected', detail: '400' },
    state: 'givenUp',
    reason: 'rejected',
    again: null,
    secret: 'erased',
  },
  'mail rejected': {
    channel: 'mail',
    result: { outcome: 'failed', reason: 'rejected', detail: '554' },
    state: 'givenUp',
    reason: 'rejected',
    again: null,
    secret: 'erased',
  },
  'mailbox does not exist': {
    channel: 'mail',
    result: { outcome: 'failed', reason: 'mailbox-unknown', detail: '550 5.1.1' },
    state: 'givenUp',
    reason: 'mailbox-unknown',
    again: null,
    secret: 'erased',
  },
  'chat answer lost': {
    channel: 'chat',
    result: { outcome: 'unknown', reason: 'no-answer', detail: 'ETIMEDOUT' },
    state: 'uncertain',
    reason: 'no-answer',
    again: null,
    secret: 'kept',
  },
  'mail answer lost': {
    channel: 'mail',
    result: { outcome: 'unknown', reason: 'no-answer', detail: 'ECONNECTION' },
    state: 'retrying',
    reason: 'no-answer',
    again: 1_000,
    secret: 'kept',
  },
  'chat adapter throws': {
    channel: 'chat',
    result: new Error(`bug with ${PIN}`),
    state: 'uncertain',
    reason: 'service-error',
    again: null,
    secret: 'kept',
  },
};

describe('what becomes of a notice', () => {
  let world: World;

  beforeEach(async () => {
    world = await World.open();
  });

  afterEach(async () => {
    await world.close();
  });

  for (const [name, { channel, result, state, reason, again, secret }] of Object.entries(FATES)) {
    it(`${name}: ${state}${reason ? `, ${reason}` : ''}${again === null ? '' : `, again after ${again / 1000} s`}`, async () => {
      const queued = await world.queue({ channel });
      (channel === 'chat' ? world.chat : world.mail).answers.push(result);

      await world.run();

      const row = await world.row(queued);
      assert.equal(row.state, state);
      assert.equal(row.reason, reason);
      assert.equal(row.attempts, 1);
      assert.equal(row.nextTryAt === null ? null : between(queued.createdAt, row.nextTryAt), again);
      assert.equal(row.secret, secret === 'kept' ? queued.secret : null);
      assert.equal(row.deliveredAt, state === 'sent' ? queued.createdAt : null);
    });
  }

  const untried: {
    what: string;
    row: Partial<OutboxRow>;
    before: () => Promise<void> | void;
    state: DeliveryState;
    reason: OutboxRow['reason'];
  }[] = [
    {
      what: 'a mail without a transport is given up',
      row: { channel: 'mail' },
      before: () => {
        world.mail.available = false;
      },
      state: 'givenUp',
      reason: 'no-mail-transport',
    },
    {
      what: 'a mail to somebody without a mailbox waits for one',
      row: { channel: 'mail' },
      before: () => world.putUser({ ...AMOS, hasMailbox: false }),
      state: 'waiting',
      reason: 'mailbox-unknown',
    },
    {
      what: 'a chat notice to somebody without conversation and account waits for the app',
      row: { channel: 'chat', userKey: 'user-ghost' },
      before: () => undefined,
      state: 'waiting',
      reason: 'not-installed',
    },
    {
      what: 'a notice past its time is given up',
      row: { channel: 'chat', expiresAt: '2026-11-23T10:00:00.000Z' },
      before: () => undefined,
      state: 'givenUp',
      reason: 'expired',
    },
  ];
  for (const { what, row, before, state, reason } of untried) {
    it(`${what}, without an attempt`, async () => {
      await before();
      const queued = await world.queue(row);

      await world.run();

      const after = await world.row(queued);
      assert.deepEqual(
        [after.state, after.reason, after.attempts, after.nextTryAt],
        [state, reason, 0, null],
      );
      assert.equal(after.secret === null, state === 'givenUp');
      assert.equal(world.chat.sent.length + world.mail.sent.length, 0);
    });
  }

  it('a PIN notice whose PIN was erased is not sent without it: the PIN has to be reset again', async () => {
    const queued = await world.queue({ channel: 'chat', kind: 'E3' }, null);

    await world.run();

    const row = await world.row(queued);
    assert.deepEqual([row.state, row.reason], ['givenUp', 'expired']);
    assert.equal(world.chat.sent.length, 0);
  });

  it('a PIN that cannot be opened is given up and never tried', async () => {
    const queued = await world.queue({ channel: 'chat' });
    const other = await world.queue({ channel: 'chat', correlationId: 'other' });
    await world.put({ ...queued, secret: other.secret });

    await world.run();

    const row = await world.row(queued);
    assert.deepEqual([row.state, row.reason, row.secret], ['givenUp', 'service-error', null]);
    assert.equal(world.chat.sent.length, 1);
  });

  it('a reply that quotes the PIN is kept without it', async () => {
    const queued = await world.queue({ channel: 'mail' });
    world.mail.answers.push({ outcome: 'failed', reason: 'rejected', detail: `554 found "${PIN}" in body` });

    await world.run();

    assert.equal((await world.row(queued)).detail, '554 found "*****" in body');
  });
});
