import assert from 'node:assert/strict';
import { cancelNotices, supersede, wakeMails, wakeNotices } from '../../src/operations/waitingNotices.ts';
import type { DeliveryResult } from '../../src/ports/delivery.ts';
import { aConversation, aSeenRequest, aUser, minutesLater } from '../support/builders.ts';
import { aCall, AMOS, between, PIN, World } from './world.ts';

const DAY = 86_400_000;
const THROTTLED: DeliveryResult = { outcome: 'throttled', until: null, reason: 'throttled', detail: '429' };
const NOT_INSTALLED: DeliveryResult = {
  outcome: 'unreachable',
  reason: 'not-installed',
  detail: '403',
  forget: false,
};

describe('the courier', () => {
  let world: World;

  beforeEach(async () => {
    world = await World.open();
  });

  afterEach(async () => {
    await world.close();
  });

  describe('who is told', () => {
    it('rule 3 of notices: chat and mail get the same PIN, and no summary shows it', async () => {
      await world.queue({ channel: 'chat' });
      await world.queue({ channel: 'mail' });

      await world.run();

      assert.ok(JSON.stringify(world.chat.sent[0]?.message.card).includes(PIN));
      assert.ok(!world.chat.sent[0]?.message.summary.includes(PIN));
      assert.ok(world.mail.sent[0]?.text.includes(PIN) && world.mail.sent[0].html.includes(PIN));
      assert.ok(!world.mail.sent[0]?.subject.includes(PIN));
      assert.equal(world.mail.sent[0]?.to, AMOS.email);
    });

    it('a mail goes to the address of the row instead of the mailbox, and from its sender', async () => {
      const from = { address: 'desk@contoso.com', name: 'Desk' };
      await world.queue({ channel: 'mail', to: 'u@hotmail.com', from });

      await world.run();

      assert.equal(world.mail.sent[0]?.to, 'u@hotmail.com');
      assert.deepEqual(world.mail.sent[0]?.from, from);
    });

    it('a chat message goes to the stored conversation, else opens one and keeps it', async () => {
      const ada = aUser({ displayName: 'Ada Byron', id: 'ada-object-id', conferenceId: '4021977' });
      await world.putUser(ada);
      await world.queue({ channel: 'chat' });
      await world.queue({ channel: 'chat', userKey: ada.key });

      await world.run();

      const byObject = new Map(
        world.chat.sent.map(({ to }) => [to.objectId, to.address?.conversationId ?? null]),
      );
      assert.equal(byObject.get(AMOS.id), 'conversation-amos');
      assert.equal(byObject.get('ada-object-id'), null);
      const kept = await world.store.transaction((tx) => tx.conversations.get(ada.key));
      assert.equal(kept?.address.conversationId, 'opened-ada-object-id');
    });

    it('a conversation that is gone is forgotten, and another is opened at the next try', async () => {
      const queued = await world.queue({ channel: 'chat' });
      world.chat.answers.push({
        outcome: 'unreachable',
        reason: 'conversation-gone',
        detail: '404',
        forget: true,
      });

      await world.run();
      const forgotten = await world.conversation();
      await world.later(2_000);

      assert.equal(forgotten, undefined);
      assert.equal(world.chat.sent[1]?.to.address, null);
      assert.equal((await world.row(queued)).state, 'sent');
      assert.equal((await world.conversation())?.address.conversationId, `opened-${AMOS.id}`);
    });

    it('a conversation that the person began meanwhile is not forgotten with the old one', async () => {
      await world.queue({ channel: 'chat' });
      const call = aCall();
      world.chat.answers.push(call.promise);
      world.courier.start();
      await call.begun(() => world.chat.sent.length === 1);

      const address = { ...aConversation().address, conversationId: 'conversation-new' };
      await world.putConversation(aConversation({ address }));
      call.resolve({ outcome: 'unreachable', reason: 'conversation-gone', detail: '404', forget: true });
      await world.courier.idle();

      assert.equal((await world.conversation())?.address.conversationId, 'conversation-new');
    });
  });

  describe('rule 13: waiting', () => {
    it('waits for the app and is tried when the person installs it or first writes', async () => {
      const queued = await world.queue({ channel: 'chat' });
      world.chat.answers.push(NOT_INSTALLED);
      await world.run();
      world.clock.jump(3 * DAY);
      await world.later(60_000);
      const waiting = await world.row(queued);

      await world.store.transaction((tx) => wakeNotices(tx, AMOS.key, world.clock.now()));
      world.courier.wake();
      await world.courier.idle();

      assert.deepEqual([waiting.state, waiting.attempts], ['waiting', 1]);
      assert.equal((await world.row(queued)).state, 'sent');
      assert.equal(world.chat.sent.length, 2);
    });

    it('a mail waits for a mailbox and is tried when there is one', async () => {
      await world.putUser({ ...AMOS, hasMailbox: false, email: null });
      const queued = await world.queue({ channel: 'mail' });
      await world.run();

      await world.putUser(AMOS);
      await world.store.transaction((tx) => wakeMails(tx, AMOS.key, world.clock.now()));
      world.courier.wake();
      await world.courier.idle();

      assert.equal((await world.row(queued)).state, 'sent');
    });

    it('ends after 30 days as expired, and the secret is gone', async () => {
      const queued = await world.queue({ channel: 'chat' });
      world.chat.answers.push(NOT_INSTALLED);
      await world.run();

      world.clock.jump(30 * DAY);
      await world.later(60_000);

      const row = await world.row(queued);
      assert.deepEqual([row.state, row.reason, row.secret], ['givenUp', 'expired', null]);
    });

    it('what is uncertain keeps its PIN for a retry, but not longer than 30 days', async () => {
      const queued = await world.queue({ channel: 'chat' });
      world.chat.answers.push({ outcome: 'unknown', reason: 'no-answer', detail: 'ETIMEDOUT' });
      await world.run();
      await world.later(3_600_000);
      const uncertain = await world.row(queued);

      world.clock.jump(30 * DAY);
      await world.later(60_000);

      assert.equal(uncertain.secret, queued.secret);
      const row = await world.row(queued);
      assert.deepEqual([row.state, row.reason, row.secret], ['givenUp', 'expired', null]);
      assert.equal(world.chat.sent.length, 1);
    });

    it('an uncertain message is sent again by retry, with its PIN', async () => {
      const queued = await world.queue({ channel: 'chat' });
      world.chat.answers.push({ outcome: 'unknown', reason: 'no-answer', detail: 'ETIMEDOUT' });
      await world.run();

      await world.put({
        ...(await world.row(queued)),
        state: 'retrying',
        nextTryAt: world.clock.now().toISOString(),
      });
      world.courier.wake();
      await world.courier.idle();

      assert.equal((await world.row(queued)).state, 'sent');
      assert.ok(JSON.stringify(world.chat.sent[1]?.message.card).includes(PIN));
    });

    it('a newer reset supersedes an undelivered E3 of that person, and nothing else', async () => {
      world.chat.answers.push(NOT_INSTALLED);
      const old = await world.queue({ channel: 'chat', kind: 'E3' });
      await world.run();
      const info = await world.queue({ channel: 'mail', kind: 'E5', nextTryAt: null });

      await world.store.transaction((tx) => supersede(tx, AMOS.key, ['E3'], 'newer-pin'));

      const row = await world.row(old);
      assert.deepEqual(
        [row.state, row.reason, row.secret, row.nextTryAt],
        ['superseded', 'newer-pin', null, null],
      );
      assert.equal((await world.row(info)).state, 'waiting');
    });

    it('E4 cancels all that waits for that person, but not what was sent', async () => {
      const sent = await world.queue({ channel: 'mail', kind: 'E5' }, null);
      await world.run();
      const waiting = await world.queue({ channel: 'chat', kind: 'E2', nextTryAt: null }, null);

      await world.store.transaction((tx) => cancelNotices(tx, AMOS.key));

      assert.equal((await world.row(sent)).state, 'sent');
      assert.deepEqual(
        [(await world.row(waiting)).state, (await world.row(waiting)).reason],
        ['superseded', 'disabled'],
      );
    });

    it('what is superseded while it is under way: delivered stays delivered', async () => {
      const queued = await world.queue({ channel: 'chat' });
      const call = aCall();
      world.chat.answers.push(call.promise);
      world.courier.start();
      await call.begun(() => world.chat.sent.length === 1);

      await world.store.transaction((tx) => supersede(tx, AMOS.key, ['E3'], 'newer-pin'));
      call.resolve({ outcome: 'sent', activityId: 'a' });
      await world.courier.idle();

      const row = await world.row(queued);
      assert.deepEqual([row.state, row.secret], ['sent', null]);
    });

    it('what is superseded while it is under way and fails stays superseded', async () => {
      for (const result of [
        THROTTLED,
        { outcome: 'unknown', reason: 'no-answer', detail: '' },
        NOT_INSTALLED,
      ] as const) {
        const queued = await world.queue({ channel: 'chat' });
        const call = aCall();
        const before = world.chat.sent.length;
        world.chat.answers.push(call.promise);
        world.courier.start();
        await call.begun(() => world.chat.sent.length === before + 1);

        await world.store.transaction((tx) => supersede(tx, AMOS.key, ['E3'], 'newer-pin'));
        call.resolve(result);
        await world.courier.idle();

        const row = await world.row(queued);
        assert.deepEqual(
          [row.state, row.reason, row.secret, row.nextTryAt],
          ['superseded', 'newer-pin', null, null],
        );
      }
    });
  });

  describe('trying again', () => {
    it('waits longer each time, up to a quarter of an hour, and succeeds in the end', async () => {
      const queued = await world.queue({ channel: 'mail' });
      world.mail.answers.push(...Array.from({ length: 14 }, () => THROTTLED));
      await world.run();
      const pauses: number[] = [];
      for (let tries = 1; tries <= 14; tries += 1) {
        const { nextTryAt } = await world.row(queued);
        const pause = between(world.clock.now().toISOString(), nextTryAt);
        pauses.push(pause);
        await world.later(pause);
      }

      const row = await world.row(queued);
      assert.deepEqual(pauses.slice(0, 5), [1_000, 2_000, 4_000, 8_000, 16_000]);
      assert.equal(Math.max(...pauses), 450_000);
      assert.deepEqual([row.state, row.attempts], ['sent', 15]);
      assert.equal(new Set(world.mail.sent.map(({ id }) => id)).size, 1);
    });

    it('never tries before the moment that the other side named', async () => {
      await world.queue({ channel: 'chat' });
      world.chat.answers.push({
        outcome: 'throttled',
        until: minutesLater(5),
        reason: 'throttled',
        detail: '429',
      });

      await world.run();
      await world.later(5 * 60_000 - 1);
      const before = world.chat.sent.length;
      await world.later(5_000);

      assert.equal(before, 1);
      assert.equal(world.chat.sent.length, 2);
    });

    it('a template that cannot be filled is tried again and not lost', async () => {
      const queued = await world.queue({ channel: 'chat' });
      const broken = () => {
        throw new Error(`secret ${PIN}`);
      };
      world.courier = world.newCourier({ presenter: { card: broken, mail: broken } });

      await world.run();

      const row = await world.row(queued);
      assert.deepEqual([row.state, row.reason, row.secret], ['retrying', 'service-error', queued.secret]);
      assert.equal(world.chat.sent.length, 0);
    });
  });

  describe('order and concurrency', () => {
    it('rows of one person and channel go one after the other, in the order in which they were queued', async () => {
      const kinds = ['E2', 'E3', 'E5'] as const;
      for (const [at, kind] of kinds.entries())
        await world.queue({ channel: 'mail', kind, createdAt: minutesLater(at - 10).toISOString() });
      const first = aCall();
      world.mail.answers.push(first.promise);

      world.courier.start();
      await first.begun(() => world.mail.sent.length === 1);
      const underWay = world.mail.sent.length;
      first.resolve({ outcome: 'sent' });
      await world.courier.idle();

      assert.equal(underWay, 1);
      const subjects = world.mail.sent.map(({ subject }) => subject);
      assert.deepEqual(subjects, [
        'Your dial-in details have changed',
        'Your PIN has been reset',
        'Your conference information',
      ]);
    });

    it('a newer notice does not overtake an older one that is tried again', async () => {
      const older = await world.queue({
        channel: 'mail',
        kind: 'E2',
        createdAt: minutesLater(-2).toISOString(),
      });
      world.mail.answers.push({
        outcome: 'throttled',
        until: minutesLater(10),
        reason: 'throttled',
        detail: '450',
      });
      await world.run();
      await world.queue({ channel: 'mail', kind: 'E2', createdAt: minutesLater(-1).toISOString() });
      world.courier.wake();
      await world.later(9 * 60_000);
      const early = world.mail.sent.length;

      await world.later(2 * 60_000);

      assert.equal(early, 1);
      assert.deepEqual(
        world.mail.sent.map(({ id }) => id === older.id),
        [true, true, false],
      );
    });

    it('different people are served at the same time, but never more than eight', async () => {
      const calls = Array.from({ length: 20 }, () => aCall());
      world.mail.answers.push(...calls.map(({ promise }) => promise));
      for (const at of calls.keys())
        await world.queue({ channel: 'mail', userKey: `user-${at}`, to: `p${at}@fabrikam.com` });

      world.courier.start();
      await calls[0]?.begun(() => world.mail.sent.length === 8);
      await new Promise((resolve) => setImmediate(resolve));
      const together = world.mail.sent.length;
      for (const call of calls) call.resolve({ outcome: 'sent' });
      await world.courier.idle();

      assert.equal(together, 8);
      assert.equal(world.mail.sent.length, 20);
    });

    it('nobody is told twice by many wakes', async () => {
      for (let at = 0; at < 30; at += 1)
        await world.queue({ channel: 'mail', userKey: `user-${at}`, to: `p${at}@fabrikam.com` });

      world.courier.start();
      for (let at = 0; at < 50; at += 1) {
        world.courier.wake();
        await Promise.resolve();
      }
      await world.courier.idle();

      assert.equal(world.mail.sent.length, 30);
      assert.equal(new Set(world.mail.sent.map(({ id }) => id)).size, 30);
    });

    it('a notice is delivered that was queued while the courier slept, without being woken, within half a minute', async () => {
      await world.run();
      const queued = await world.queue({ channel: 'mail' });

      await world.later(30_000);

      assert.equal((await world.row(queued)).state, 'sent');
    });
  });

  describe('a restart in the middle', () => {
    it('the row is marked sending, with its attempt counted, before the call', async () => {
      const queued = await world.queue({ channel: 'chat' });
      const call = aCall();
      world.chat.answers.push(call.promise);

      world.courier.start();
      await call.begun(() => world.chat.sent.length === 1);
      const during = await world.row(queued);
      call.resolve({ outcome: 'sent' });

      assert.deepEqual([during.state, during.attempts, during.nextTryAt], ['sending', 1, null]);
    });

    it('a mail that was under way goes again under the same id; a chat message becomes uncertain and does not', async () => {
      const mail = await world.queue({ channel: 'mail', state: 'sending', attempts: 1, nextTryAt: null });
      const chat = await world.queue({ channel: 'chat', state: 'sending', attempts: 1, nextTryAt: null });

      await world.run();
      await world.later(3_600_000);

      assert.deepEqual(
        world.mail.sent.map(({ id }) => id),
        [mail.id],
      );
      assert.equal((await world.row(mail)).state, 'sent');
      assert.deepEqual(
        [(await world.row(chat)).state, (await world.row(chat)).reason],
        ['uncertain', 'no-answer'],
      );
      assert.equal(world.chat.sent.length, 0);
    });

    it('what was marked by a commit of which the program did not learn is sent, and that attempt is not counted', async () => {
      const sender = world.store.place!.instance;
      const chat = await world.queue({
        channel: 'chat',
        state: 'sending',
        attempts: 3,
        sender,
        nextTryAt: null,
      });

      await world.run();

      const { state, attempts } = await world.row(chat);
      assert.deepEqual([state, attempts], ['sent', 3]);
      assert.equal(world.chat.sent.length, 1);
    });

    for (const [result, state] of [
      [{ outcome: 'sent' }, 'sent'],
      [{ outcome: 'throttled', until: null, reason: 'throttled', detail: '429' }, 'sending'],
      [{ outcome: 'failed', reason: 'rejected', detail: '400' }, 'sending'],
    ] as const) {
      it(`of a notice that another program has taken over only counts that it has arrived: ${result.outcome}`, async () => {
        const queued = await world.queue({ channel: 'mail' });
        const call = aCall();
        world.mail.answers.push(call.promise);
        world.courier.start();
        await call.begun(() => world.mail.sent.length === 1);
        await world.put({ ...(await world.row(queued)), sender: 'another', attempts: 2 });

        call.resolve(result);
        await world.courier.stop();

        assert.equal((await world.row(queued)).state, state);
      });
    }

    it('what another program is sending to somebody comes before anything else to them', async () => {
      const other = await world.queue({
        channel: 'chat',
        state: 'sending',
        sender: 'another',
        nextTryAt: null,
      });
      const transaction = world.store.transaction.bind(world.store);
      world.store.transaction = (body) =>
        transaction((tx, rollback) => body({ ...tx, instances: async () => ['another'] }, rollback));
      const next = await world.queue({ channel: 'chat' });

      await world.run();
      assert.equal((await world.row(next)).state, 'waiting');
      await world.put({ ...(await world.row(other)), state: 'sent' });
      await world.later(1_000);

      assert.equal((await world.row(next)).state, 'sent');
    });

    it('stopping lets what is under way end and begins nothing more', async () => {
      const first = await world.queue({
        channel: 'mail',
        kind: 'E2',
        createdAt: minutesLater(-1).toISOString(),
      });
      const second = await world.queue({ channel: 'mail' });
      const call = aCall();
      world.mail.answers.push(call.promise);
      world.courier.start();
      await call.begun(() => world.mail.sent.length === 1);

      const stopped = world.courier.stop();
      call.resolve({ outcome: 'sent' });
      await stopped;

      assert.equal((await world.row(first)).state, 'sent');
      assert.equal((await world.row(second)).state, 'waiting');
      assert.equal(world.clock.timers, 0);
    });
  });

  describe('time', () => {
    it('sleeps until the next moment and does not look all the time', async () => {
      await world.queue({ channel: 'mail', nextTryAt: minutesLater(60).toISOString() });
      let transactions = 0;
      const { store } = world;
      world.courier = world.newCourier({
        store: {
          usable: true,
          place: store.place,
          watch: () => undefined,
          removeRecord: (month) => store.removeRecord(month),
          close: () => store.close(),
          everything: () => store.everything(),
          transaction: (body) => {
            transactions += 1;
            return store.transaction(body);
          },
        },
      });

      await world.run();
      await world.later(59 * 60_000);
      const during = transactions;
      await world.later(60_000);

      assert.equal(world.mail.sent.length, 1);
      assert.ok(during <= 2 * 60 * 6, `${during} transactions in an hour`);
    });

    for (const [name, jump] of [
      ['forward', 3 * DAY],
      ['back', -3 * DAY],
    ] as const) {
      it(`goes on after the clock was set ${name}`, async () => {
        await world.run();

        world.clock.jump(jump);
        const queued = await world.queue({ channel: 'mail', nextTryAt: world.clock.now().toISOString() });
        await world.later(3_600_000);
        world.courier.wake();
        await world.courier.idle();

        assert.equal((await world.row(queued)).state, 'sent');
      });
    }

    it('gives up what has waited too long also after the clock was set back', async () => {
      await world.run();

      world.clock.jump(-3 * DAY);
      const expiresAt = new Date(world.clock.now().getTime() + 60_000).toISOString();
      const queued = await world.queue({ channel: 'chat', nextTryAt: null, expiresAt });
      await world.later(120_000);

      assert.equal((await world.row(queued)).reason, 'expired');
    });

    it('forgets requests of long ago, once an hour', async () => {
      const old = aSeenRequest({ at: minutesLater(-32 * 24 * 60).toISOString() });
      await world.store.transaction((tx) => tx.seenRequests.put(old));

      await world.run();

      assert.equal(await world.store.transaction((tx) => tx.seenRequests.get(old.id)), undefined);
    });
  });

  it('logs every delivery with its request, its row and how it ended', async () => {
    const queued = await world.queue({ channel: 'mail' });

    await world.run();

    const [line] = world.log.lines.filter(({ text }) => text === 'notice');
    assert.deepEqual(line?.fields, {
      correlationId: queued.correlationId,
      outboxId: queued.id,
      kind: 'E3',
      channel: 'mail',
      outcome: 'sent',
      state: 'sent',
      reason: null,
      attempts: 1,
    });
  });
});
