import { CloudAdapter, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import assert from 'node:assert/strict';
import type { ConversationAddress } from '../../src/domain/conversation.ts';
import type { ChatMessage, DeliveryResult } from '../../src/ports/delivery.ts';
import type { Conversation } from '../../src/simulator/chat.ts';
import { errorAnswer, writesBlockedAnswer } from '../../src/simulator/errorAnswers.ts';
import * as faults from '../../src/simulator/faults.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { cardOf } from '../../src/simulator/wire.ts';
import { SingleAttemptAuthentication } from '../../src/teams/botAuthentication.ts';
import { createChatDelivery, type Home, type TeamsChatDelivery } from '../../src/teams/chatDelivery.ts';
import { TeamsWorld, type TestPerson } from '../support/teamsClient.ts';
import { anAdapter } from '../support/teamsEchoBot.ts';
import { TEST_BOT, TEST_TENANT } from '../support/teamsPayloads.ts';

const NOW = new Date('2026-11-23T10:00:00.000Z');
const clock = { now: () => NOW, after: () => () => undefined };
const TIMEOUT = 300;

/** The beginning of an answer. */
function halfAnAnswer(headers: Record<string, string>): Fault {
  const given = { 'Content-Length': '99', 'Content-Type': 'application/json', ...headers };
  return { takesEffect: true, answer: { status: 200, headers: given, body: '{"id":' } };
}

const MESSAGE: ChatMessage = {
  card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Your PIN was reset.' }] },
  summary: 'News about your conferencing',
};

/** A cloud of one's own: the SDK takes these settings all together or not at all. */
const GOVERNMENT = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.us/contoso.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.us',
  OAuthUrl: 'https://token.botframework.azure.us',
  ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  ToBotFromEmulatorOpenIdMetadataUrl:
    'https://login.microsoftonline.us/cab8a31a/v2.0/.well-known/openid-configuration',
};

/** What may go wrong with a message, and what is to be made of it: one attempt in every case. */
const FAILURES: [name: string, fault: Fault, expected: DeliveryResult, delivered: boolean][] = [
  [
    '429 with seconds',
    faults.throttled(7),
    {
      outcome: 'throttled',
      until: new Date('2026-11-23T10:00:07.000Z'),
      reason: 'throttled',
      detail: '429 Throttled',
    },
    false,
  ],
  [
    '429 with a date',
    faults.throttled(new Date('2026-11-23T10:02:00.000Z')),
    {
      outcome: 'throttled',
      until: new Date('2026-11-23T10:02:00.000Z'),
      reason: 'throttled',
      detail: '429 Throttled',
    },
    false,
  ],
  [
    '429 alone',
    faults.throttled(),
    { outcome: 'throttled', until: null, reason: 'throttled', detail: '429 Throttled' },
    false,
  ],
  [
    '429 with nonsense in Retry-After',
    faults.answered({ ...errorAnswer('Throttled'), headers: { 'Retry-After': 'soon' } }),
    { outcome: 'throttled', until: null, reason: 'throttled', detail: '429 Throttled' },
    false,
  ],
  [
    '412',
    faults.refused('PreconditionFailed'),
    { outcome: 'throttled', until: null, reason: 'service-error', detail: '412 PreconditionFailed' },
    false,
  ],
  [
    '502',
    faults.gatewayError(502),
    { outcome: 'throttled', until: null, reason: 'service-error', detail: '502' },
    false,
  ],
  [
    '503 with Retry-After',
    faults.gatewayError(503, { 'Retry-After': '30' }),
    {
      outcome: 'throttled',
      until: new Date('2026-11-23T10:00:30.000Z'),
      reason: 'service-error',
      detail: '503',
    },
    false,
  ],
  [
    '504',
    faults.gatewayError(504),
    { outcome: 'throttled', until: null, reason: 'service-error', detail: '504' },
    false,
  ],
  [
    '401',
    faults.refused('BotNotRegistered'),
    { outcome: 'throttled', until: null, reason: 'service-error', detail: '401 BotNotRegistered' },
    false,
  ],
  [
    '403 not in the roster',
    faults.refused('BotNotInConversationRoster'),
    {
      outcome: 'unreachable',
      reason: 'not-installed',
      detail: '403 BotNotInConversationRoster',
      forget: false,
    },
    false,
  ],
  [
    '403 blocked by the person',
    faults.refused('ConversationBlockedByUser'),
    { outcome: 'unreachable', reason: 'blocked', detail: '403 ConversationBlockedByUser', forget: false },
    false,
  ],
  [
    '403 disabled by an admin',
    faults.refused('BotDisabledByAdmin'),
    { outcome: 'unreachable', reason: 'blocked', detail: '403 BotDisabledByAdmin', forget: false },
    false,
  ],
  [
    '403 app disabled for the person',
    faults.refused('ForbiddenOperationException'),
    { outcome: 'unreachable', reason: 'blocked', detail: '403 ForbiddenOperationException', forget: false },
    false,
  ],
  [
    '403 writes blocked',
    faults.answered(writesBlockedAnswer()),
    { outcome: 'unreachable', reason: 'blocked', detail: '403 MessageWritesBlocked', forget: false },
    false,
  ],
  [
    '403 wrong host',
    faults.refused('InvalidBotApiHost'),
    { outcome: 'failed', reason: 'rejected', detail: '403 InvalidBotApiHost' },
    false,
  ],
  [
    '404 conversation',
    faults.refused('ConversationNotFound'),
    { outcome: 'unreachable', reason: 'conversation-gone', detail: '404 ConversationNotFound', forget: true },
    false,
  ],
  [
    '404 of something else',
    faults.gatewayError(404),
    { outcome: 'unreachable', reason: 'conversation-gone', detail: '404', forget: false },
    false,
  ],
  [
    '400',
    faults.refused('BadArgument'),
    { outcome: 'failed', reason: 'rejected', detail: '400 BadArgument' },
    false,
  ],
  [
    '413',
    faults.refused('MessageSizeTooBig'),
    { outcome: 'failed', reason: 'rejected', detail: '413 MessageSizeTooBig' },
    false,
  ],
  [
    'a redirection',
    faults.answered({ status: 307, headers: { Location: 'http://127.0.0.1:1/' } }),
    { outcome: 'failed', reason: 'rejected', detail: '307' },
    false,
  ],
  [
    '500',
    faults.refused('ServiceError'),
    { outcome: 'unknown', reason: 'service-error', detail: '500 ServiceError' },
    false,
  ],
  [
    'a connection cut before delivery',
    faults.cutBefore(),
    { outcome: 'unknown', reason: 'no-answer', detail: 'ECONNRESET' },
    false,
  ],
  [
    'a connection cut after delivery',
    faults.lostAnswer(),
    { outcome: 'unknown', reason: 'no-answer', detail: 'ECONNRESET' },
    true,
  ],
  [
    'an answer that comes too late',
    faults.slow(TIMEOUT * 10),
    { outcome: 'unknown', reason: 'no-answer', detail: 'TIMEOUT' },
    true,
  ],
  [
    'an answer of broken JSON',
    faults.garbage(),
    { outcome: 'unknown', reason: 'no-answer', detail: '200 unreadable' },
    true,
  ],
  [
    'half an answer',
    halfAnAnswer({ Connection: 'close' }),
    { outcome: 'unknown', reason: 'no-answer', detail: 'PARSE_ERROR' },
    true,
  ],
  [
    'half an answer, the rest of which never comes',
    halfAnAnswer({}),
    { outcome: 'unknown', reason: 'no-answer', detail: 'PARSE_ERROR' },
    true,
  ],
  [
    'a page instead of an answer',
    faults.garbage('<html>', 'text/html'),
    { outcome: 'unknown', reason: 'no-answer', detail: 'UNREADABLE' },
    true,
  ],
];

describe('chat delivery', () => {
  let world: TeamsWorld;
  let amos: TestPerson;
  let home: Home | null;
  let delivery: TeamsChatDelivery;

  beforeEach(async () => {
    world = await TeamsWorld.start();
    amos = world.person('Amos Marble');
    home = { serviceUrl: world.serviceUrl, tenantId: TEST_TENANT, botId: TEST_BOT.id };
    delivery = createChatDelivery({ adapter: anAdapter(TIMEOUT), botAppId: '', home: () => home, clock });
  });

  afterEach(() => world.close());

  const addressOf = (conversation: Conversation): ConversationAddress => {
    const { memberId } = amos.teams.person;
    return {
      channelId: 'msteams',
      serviceUrl: world.serviceUrl,
      conversationId: conversation.id,
      tenantId: TEST_TENANT,
      botId: TEST_BOT.id,
      memberId,
    };
  };
  const messagesOf = (person: TestPerson) => person.chat.messages;

  it('sends a card to a known conversation, with the summary and without text, as no reply to anything', async () => {
    const result = await delivery.send({ address: addressOf(amos.chat), objectId: null }, MESSAGE);

    const [message, ...others] = messagesOf(amos);
    assert.ok(message);
    assert.deepEqual(others, []);
    assert.deepEqual(result, { outcome: 'sent', activityId: message.id });
    const { activity } = message;
    assert.deepEqual(cardOf(activity), MESSAGE.card);
    assert.equal(activity.summary, MESSAGE.summary);
    assert.ok(!activity.text);
    assert.equal(activity.replyToId, undefined);
    assert.equal(activity.from?.id, TEST_BOT.id);
    assert.deepEqual(
      world.connector.calls.map((call) => call.route),
      ['sendToConversation'],
    );
  });

  it('opens the personal conversation with somebody by object id and gives its address', async () => {
    const result = await delivery.send({ address: null, objectId: amos.teams.person.objectId }, MESSAGE);

    assert.equal(result.outcome, 'sent');
    assert.deepEqual(result.address, { ...addressOf(amos.chat), memberId: null });
    assert.equal(messagesOf(amos).length, 1);
    const again = await delivery.send({ address: result.address, objectId: null }, MESSAGE);
    assert.equal(again.outcome, 'sent');
    assert.equal(messagesOf(amos).length, 2);
  });

  it('changes a sent message in place', async () => {
    const sent = await delivery.send({ address: addressOf(amos.chat), objectId: null }, MESSAGE);
    assert.ok(sent.outcome === 'sent' && sent.activityId);
    const card = { ...MESSAGE.card, body: [] };

    const result = await delivery.update(addressOf(amos.chat), sent.activityId, { card, summary: 'Masked' });

    assert.deepEqual(result, { outcome: 'sent', activityId: sent.activityId });
    const [message, ...others] = messagesOf(amos);
    assert.deepEqual(others, []);
    assert.deepEqual(message && cardOf(message.activity), card);
    assert.equal(message?.activity.summary, 'Masked');
  });

  for (const [name, fault, expected, delivered] of FAILURES) {
    it(`tries once and reports ${expected.outcome} (${'reason' in expected ? expected.reason : ''}) for ${name}`, async () => {
      const address = addressOf(amos.chat);
      world.connector.faults.add(fault);

      const result = await delivery.send({ address, objectId: null }, MESSAGE);

      assert.deepEqual(result, expected);
      assert.equal(world.connector.calls.length, 1);
      assert.equal(messagesOf(amos).length, delivered ? 1 : 0);
    });
  }

  it('reports sent without an id for an empty success', async () => {
    world.connector.faults.add(faults.answered({ status: 202 }));

    const result = await delivery.send({ address: addressOf(amos.chat), objectId: null }, MESSAGE);

    assert.deepEqual(result, { outcome: 'sent' });
  });

  it('gives a slow answer its time', async () => {
    world.connector.faults.add(faults.slow(TIMEOUT / 10));

    const result = await delivery.send({ address: addressOf(amos.chat), objectId: null }, MESSAGE);

    assert.equal(result.outcome, 'sent');
  });

  it('may try again at once where nothing listens, because nothing can have arrived', async () => {
    const address = addressOf(amos.chat);
    await world.close();

    const result = await delivery.send({ address, objectId: null }, MESSAGE);

    assert.deepEqual(result, {
      outcome: 'throttled',
      until: null,
      reason: 'service-error',
      detail: 'ECONNREFUSED',
    });
  });

  it('may try again where the name of the service cannot be found', async () => {
    const address = { ...addressOf(amos.chat), serviceUrl: 'http://no-such-host.invalid/' };

    const result = await delivery.send({ address, objectId: null }, MESSAGE);

    assert.equal(result.outcome, 'throttled');
    assert.match('detail' in result ? result.detail : '', /^(ENOTFOUND|EAI_AGAIN)$/);
  });

  it('may try again where no token can be had, and says nothing of the credentials', async () => {
    const password = 'hunter2';
    const credentials = new ConfigurationServiceClientCredentialFactory({
      MicrosoftAppId: 'app',
      MicrosoftAppPassword: password,
      MicrosoftAppType: 'MultiTenant',
    });
    credentials.createCredentials = async () => ({
      signRequest: () => Promise.reject(new Error(`no token for ${password}`)),
    });
    const adapter = new CloudAdapter(new SingleAttemptAuthentication({}, credentials, TIMEOUT));
    const guarded = createChatDelivery({ adapter, botAppId: 'app', home: () => home, clock });

    const result = await guarded.send({ address: addressOf(amos.chat), objectId: null }, MESSAGE);

    assert.deepEqual(result, { outcome: 'throttled', until: null, reason: 'service-error', detail: 'Error' });
    assert.equal(world.connector.calls.length, 0);
  });

  it('asks for a token of its own cloud, whether it opens a conversation or goes on in one', async () => {
    const audiences: string[] = [];
    const credentials = new ConfigurationServiceClientCredentialFactory({
      MicrosoftAppId: 'app',
      MicrosoftAppPassword: 'x',
    });
    credentials.createCredentials = async (_appId: string, audience: string) => {
      audiences.push(audience);
      return { signRequest: async (request: unknown) => request } as never;
    };
    const cloud = { ToChannelFromBotOAuthScope: 'https://api.botframework.us' };
    const adapter = new CloudAdapter(
      new SingleAttemptAuthentication({ ...GOVERNMENT, ...cloud }, credentials, TIMEOUT),
    );
    const guarded = createChatDelivery({ adapter, botAppId: 'app', home: () => home, clock });

    const result = await guarded.send({ address: null, objectId: amos.teams.person.objectId }, MESSAGE);

    assert.equal(result.outcome, 'sent');
    assert.deepEqual([...new Set(audiences)], ['https://api.botframework.us']);
  });

  describe('when a conversation has to be opened', () => {
    const toAmos = () => ({ address: null, objectId: amos.teams.person.objectId });

    it('waits for the installation where the app is not there', async () => {
      amos.teams.person.installed = false;

      const result = await delivery.send(toAmos(), MESSAGE);

      assert.deepEqual(result, {
        outcome: 'unreachable',
        reason: 'not-installed',
        detail: '403 BotNotInConversationRoster',
        forget: false,
      });
    });

    it('sees a lost answer as harmless: the same conversation is opened the next time', async () => {
      world.connector.faults.add(faults.lostAnswer(), { route: 'createConversation', times: 1 });

      const first = await delivery.send(toAmos(), MESSAGE);
      const second = await delivery.send(toAmos(), MESSAGE);

      assert.deepEqual(first, {
        outcome: 'throttled',
        until: null,
        reason: 'no-answer',
        detail: 'ECONNRESET',
      });
      assert.equal(second.outcome, 'sent');
      assert.equal(messagesOf(amos).length, 1);
    });

    it('writes nowhere when the opened conversation has no id', async () => {
      world.connector.faults.add(faults.answered({ status: 201, body: {} }), { route: 'createConversation' });

      const result = await delivery.send(toAmos(), MESSAGE);

      assert.equal(result.outcome, 'throttled');
      assert.deepEqual(
        world.connector.calls.map((call) => call.route),
        ['createConversation'],
      );
    });

    it('does not know whether a message arrived when its answer is lost after the opening', async () => {
      world.connector.faults.add(faults.lostAnswer(), { route: 'sendToConversation' });

      const result = await delivery.send(toAmos(), MESSAGE);

      assert.equal(result.outcome, 'unknown');
      assert.equal(messagesOf(amos).length, 1);
    });

    it('comes back later when no service URL is known yet', async () => {
      home = null;

      const result = await delivery.send(toAmos(), MESSAGE);

      assert.deepEqual(result, {
        outcome: 'throttled',
        until: null,
        reason: 'service-error',
        detail: 'service URL not known yet',
      });
    });

    it('can open it ahead of the message, and says when that is not possible', async () => {
      const { person } = amos.teams;
      const opened = await delivery.open(person.objectId);
      person.installed = false;
      const refused = await delivery.open(person.objectId);
      home = null;
      const homeless = await delivery.open(person.objectId);

      assert.deepEqual(opened, { ...addressOf(amos.chat), memberId: null });
      assert.deepEqual([refused, homeless], [null, null]);
      assert.deepEqual(messagesOf(amos), []);
    });

    it('has no way to somebody of whom neither conversation nor object id is known', async () => {
      const result = await delivery.send({ address: null, objectId: null }, MESSAGE);

      assert.equal(result.outcome, 'unreachable');
      assert.equal(world.connector.calls.length, 0);
    });
  });

  describe('when a sent message is changed', () => {
    const update = async () => {
      const address = addressOf(amos.chat);
      return delivery.update(
        address,
        world.chat.post(amos.chat, 'bot', { type: 'message', text: 'old' }).id,
        MESSAGE,
      );
    };

    it('sees a lost answer as harmless: the same card is written again', async () => {
      world.connector.faults.add(faults.lostAnswer(), { route: 'updateActivity' });

      const result = await update();

      assert.deepEqual(result, {
        outcome: 'throttled',
        until: null,
        reason: 'no-answer',
        detail: 'ECONNRESET',
      });
    });

    it('gives up when the message is no more, and keeps the conversation', async () => {
      const result = await delivery.update(addressOf(amos.chat), '404', MESSAGE);

      assert.deepEqual(result, {
        outcome: 'failed',
        reason: 'rejected',
        detail: '404 ActivityNotFoundInConversation',
      });
    });
  });

  it('keeps a failure from the handler of the adapter, which would write to the person', async () => {
    const adapter = anAdapter(TIMEOUT);
    let handled = 0;
    adapter.onTurnError = async () => void (handled += 1);
    const guarded = createChatDelivery({ adapter, botAppId: '', home: () => home, clock });
    world.connector.faults.add(faults.refused('ServiceError'));

    await guarded.send({ address: addressOf(amos.chat), objectId: null }, MESSAGE);

    assert.equal(handled, 0);
  });
});
