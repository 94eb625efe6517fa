import { TeamsInfo, type CloudAdapter, type TurnContext } from 'botbuilder';
import assert from 'node:assert/strict';
import { MESSAGE_BYTES } from '../../src/simulator/checks.ts';
import * as faults from '../../src/simulator/faults.ts';
import { ADAPTIVE_CARD } from '../../src/simulator/wire.ts';
import { TeamsWorld, type TestPerson } from '../support/teamsClient.ts';
import { anAdapter } from '../support/teamsEchoBot.ts';
import { TEST_BOT, TEST_TENANT } from '../support/teamsPayloads.ts';

describe('the Bot Connector stand-in, called by botbuilder itself', () => {
  let world: TeamsWorld;
  let amos: TestPerson;
  let adapter: CloudAdapter;

  beforeEach(async () => {
    world = await TeamsWorld.start();
    amos = world.person('Amos Marble');
    adapter = anAdapter();
  });

  afterEach(() => world.close());

  const inChat = async <Result>(
    act: (context: TurnContext) => Promise<Result>,
    conversation = amos.chat,
  ): Promise<Result> => {
    const reference = {
      channelId: 'msteams',
      serviceUrl: world.serviceUrl,
      bot: TEST_BOT,
      conversation: { id: conversation.id },
    };
    let result: Result | undefined;
    await adapter.continueConversationAsync('', reference as never, async (context) => {
      result = await act(context);
    });
    return result as Result;
  };

  const routes = () => world.connector.calls.map((call) => call.route);

  it('stores messages, changes and deletions, and tells listeners in order', async () => {
    const heard: string[] = [];
    const { id: chatId } = amos.chat;
    const unsubscribe = world.chat.subscribe((event) =>
      heard.push(`${event.kind} ${event.conversationId === chatId}`),
    );

    await inChat(async (context) => {
      const sent = await context.sendActivity('first');
      await context.updateActivity({ type: 'message', id: sent?.id ?? '', text: 'second' });
      await context.sendActivity({ type: 'typing' });
      await context.deleteActivity(sent?.id ?? '');
    });
    unsubscribe();
    await inChat((context) => context.sendActivity('unheard'));

    assert.deepEqual(heard, ['posted true', 'updated true', 'typing true', 'deleted true']);
    assert.equal(amos.chat.messages[0]?.activity.text, 'second');
    assert.equal(amos.chat.messages[0]?.deleted, true);
    assert.deepEqual(routes().slice(0, 4), [
      'replyToActivity',
      'updateActivity',
      'replyToActivity',
      'deleteActivity',
    ]);
  });

  it('shows a member as the Teams roster does, by channel id, object id or UPN', async () => {
    const { memberId, objectId, userPrincipalName } = amos.teams.person;

    for (const id of [memberId, objectId, userPrincipalName]) {
      const member = await inChat((context) => TeamsInfo.getMember(context, id));
      assert.deepEqual(JSON.parse(JSON.stringify(member)), {
        id: memberId,
        name: 'Amos Marble',
        objectId,
        aadObjectId: objectId,
        givenName: 'Amos',
        surname: 'Marble',
        email: 'amos.marble@contoso.com',
        userPrincipalName,
        tenantId: TEST_TENANT,
        userRole: 'user',
      });
    }
  });

  it('knows guests, and nobody who is not in the conversation', async () => {
    const guest = world.person('Gil Guest', { userRole: 'guest' });
    const group = world.chat.group('Finance', [amos.teams.person, guest.teams.person]);

    const member = await inChat(
      (context) => TeamsInfo.getMember(context, guest.teams.person.memberId),
      group,
    );

    assert.equal(member.userRole, 'guest');
    await assert.rejects(
      inChat((context) => TeamsInfo.getMember(context, guest.teams.person.memberId)),
      { statusCode: 404, code: 'MemberNotFoundInConversation' },
    );
  });

  it('pages through a long roster', async () => {
    const people = Array.from({ length: 120 }, (_, at) => world.person(`Person ${at}`).teams.person);
    const group = world.chat.group('Everybody', people);

    const names = await inChat(async (context) => {
      const found: string[] = [];
      let token: string | undefined;
      do {
        const page = await TeamsInfo.getPagedMembers(context, 50, token);
        found.push(...page.members.map((member) => member.name ?? ''));
        token = page.continuationToken;
      } while (token);
      return found;
    }, group);

    assert.deepEqual(
      names,
      people.map((person) => person.name),
    );
    assert.equal(routes().length, 3);
  });

  it('lists the members of a conversation and of an activity', async () => {
    const { id } = world.chat.post(amos.chat, 'bot', { type: 'message', text: 'hello' });
    const root = `${world.serviceUrl}v3/conversations/${encodeURIComponent(amos.chat.id)}`;

    for (const path of ['members', `activities/${id}/members`]) {
      const members = (await (await fetch(`${root}/${path}`)).json()) as { objectId: string }[];
      assert.deepEqual(
        members.map((member) => member.objectId),
        [amos.teams.person.objectId],
      );
    }
  });

  it('opens the same personal conversation every time, by object id or channel id', async () => {
    const open = async (id: string) => {
      const body = {
        isGroup: false,
        bot: TEST_BOT,
        members: [{ id }],
        channelData: { tenant: { id: TEST_TENANT } },
      };
      const response = await post('v3/conversations', body);
      assert.equal(response.status, 201);
      return (await response.json()) as { id: string; serviceUrl: string };
    };

    const first = await open(amos.teams.person.objectId);
    const second = await open(amos.teams.person.memberId);

    assert.deepEqual(first, { id: amos.chat.id, serviceUrl: world.serviceUrl });
    assert.deepEqual(second, first);
  });

  const post = (path: string, body: unknown, contentType = 'application/json') =>
    fetch(world.serviceUrl + path, {
      method: 'POST',
      headers: { 'Content-Type': contentType },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  const card = { type: 'AdaptiveCard', version: '1.5', body: [] };
  const attached = (attachment: unknown) => ({ type: 'message', attachments: [attachment] });
  const REFUSALS: [name: string, body: unknown, status: number, code: string, contentType?: string][] = [
    ['another content type', '{}', 415, 'UnsupportedMediaType', 'text/plain'],
    ['broken JSON', '{', 400, 'BadArgument'],
    ['a list', [], 400, 'BadArgument'],
    ['an activity without type', { text: 'x' }, 400, 'BadArgument'],
    ['an unknown type of activity', { type: 'massage', text: 'x' }, 400, 'BadArgument'],
    ['an empty message', { type: 'message', text: '' }, 400, 'BadArgument'],
    ['an attachment without content type', attached({ content: card }), 400, 'BadArgument'],
    [
      'a card under a wrong content type',
      attached({ contentType: 'application/json', content: card }),
      400,
      'BadArgument',
    ],
    [
      'something else under the content type of cards',
      attached({ contentType: ADAPTIVE_CARD, content: 'card' }),
      400,
      'BadArgument',
    ],
    [
      'a card without version',
      attached({ contentType: ADAPTIVE_CARD, content: { type: 'AdaptiveCard' } }),
      400,
      'BadArgument',
    ],
    [
      'a message over 28 KB',
      { type: 'message', text: 'å'.repeat(MESSAGE_BYTES / 2) },
      413,
      'MessageSizeTooBig',
    ],
  ];
  for (const [name, body, status, code, contentType] of REFUSALS) {
    it(`refuses ${name}`, async () => {
      const response = await post(
        `v3/conversations/${encodeURIComponent(amos.chat.id)}/activities`,
        body,
        contentType,
      );

      assert.equal(response.status, status);
      const { error } = (await response.json()) as { error: { code: string; message: string } };
      assert.equal(error.code, code);
      assert.ok(error.message);
      assert.deepEqual(amos.chat.messages, []);
    });
  }

  it('splits a text with a card in two messages and then gives no id, as Teams does', async () => {
    const response = await post(`v3/conversations/${encodeURIComponent(amos.chat.id)}/activities`, {
      ...attached({ contentType: ADAPTIVE_CARD, content: card }),
      text: 'beside',
    });

    assert.deepEqual(await response.json(), {});
    assert.equal(amos.chat.messages.length, 2);
  });

  it('lets the bot change only its own messages', async () => {
    const { id } = world.chat.post(amos.chat, amos.teams.person, { type: 'message', text: 'mine' });

    await assert.rejects(
      inChat((context) => context.updateActivity({ type: 'message', id, text: 'hers' })),
      { statusCode: 403 },
    );
    assert.equal(amos.chat.messages[0]?.activity.text, 'mine');
  });

  it('says why it is not open to the bot: removed, blocked, disabled, gone', async () => {
    const say = () => inChat((context) => context.sendActivity('hello?'));
    const { person } = amos.teams;
    person.installed = false;
    await assert.rejects(say(), { statusCode: 403, code: 'BotNotInConversationRoster' });
    person.installed = true;
    person.blocked = true;
    await assert.rejects(say(), { statusCode: 403, code: 'ConversationBlockedByUser' });
    world.chat.disabled = true;
    await assert.rejects(say(), { statusCode: 403, code: 'BotDisabledByAdmin' });
    const conversation = amos.chat;
    world.chat.forget(conversation.id);
    await assert.rejects(
      inChat((context) => context.sendActivity('hello?'), conversation),
      { statusCode: 404, code: 'ConversationNotFound' },
    );
  });

  it('fails where, how often and when it is told to, and then works again', async () => {
    const bob = world.person('Bob Kelly');
    const say = (person: TestPerson, text = 'x') =>
      inChat((context) => context.sendActivity(text), person.chat);
    world.connector.faults.add(faults.throttled(1), { conversationId: bob.chat.id, times: 2 });
    world.connector.faults.add(faults.refused('PreconditionFailed'), {
      when: (call) => JSON.stringify(call.body).includes('unlucky'),
    });
    const callOff = world.connector.faults.add(faults.gatewayError(502), { route: 'updateActivity' });

    await say(amos);
    await assert.rejects(say(bob), { statusCode: 429 });
    await assert.rejects(say(bob), { statusCode: 429 });
    await say(bob);
    await assert.rejects(say(amos, 'unlucky'), { statusCode: 412 });
    const change = () =>
      inChat((context) =>
        context.updateActivity({ type: 'message', id: amos.chat.messages[0]?.id ?? '', text: 'y' }),
      );
    await assert.rejects(change(), { statusCode: 502 });
    callOff();
    await change();
    world.connector.faults.clear();
    await say(amos, 'unlucky');

    assert.deepEqual([amos.chat.messages.length, bob.chat.messages.length], [2, 1]);
  });

  it('answers 404 outside of its routes', async () => {
    assert.equal((await fetch(new URL('/v3/conversations', world.serviceUrl))).status, 404);
    assert.equal((await fetch(`${world.serviceUrl}v3/conversations/x/nothing`)).status, 404);
  });
});
