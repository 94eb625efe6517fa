import type { TurnContext } from 'botbuilder';
import assert from 'node:assert/strict';
import type { WireActivity } from '../../src/simulator/wire.ts';
import { textOf } from '../support/teamsCards.ts';
import { TeamsWorld, type TestPerson } from '../support/teamsClient.ts';
import { echo, startBot } from '../support/teamsEchoBot.ts';
import {
  aDirectLineMessage,
  anEmulatorMessage,
  aTeamsMessage,
  TEST_BOT,
  TEST_TENANT,
} from '../support/teamsPayloads.ts';

const CARD = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'Input.Text', id: 'name', value: 'amos' },
    { type: 'Input.Text', id: 'note' },
  ],
  actions: [
    {
      type: 'Action.Execute',
      title: 'Yes',
      verb: 'answer',
      data: { yes: true },
      fallback: { type: 'Action.Submit', title: 'Yes', data: { yes: 'submitted' } },
    },
    { type: 'Action.Submit', title: 'No', data: { no: true } },
    { type: 'Action.OpenUrl', title: 'Help', url: 'https://contoso.com' },
  ],
};

describe('people at the Teams stand-in', () => {
  let world: TeamsWorld;
  let amos: TestPerson;
  let seen: WireActivity[];
  let bot: { close: () => Promise<void> };

  beforeEach(async () => {
    world = await TeamsWorld.start();
    amos = world.person('Amos Marble');
    seen = [];
    const running = await startBot(async (context: TurnContext) => {
      seen.push(context.activity as unknown as WireActivity);
      await echo(context);
    });
    bot = running;
    world.connectBot(running.url);
  });

  afterEach(async () => {
    await bot.close();
    await world.close();
  });

  const showCard = () =>
    world.chat.post(amos.chat, 'bot', {
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: CARD }],
    });

  it('say something and get the answers of that turn', async () => {
    const first = await amos.says('hello');
    const second = await amos.says('again');

    assert.deepEqual(
      [...first, ...second].map((activity) => activity.text),
      ['you said hello', 'you said again'],
    );
    assert.deepEqual(
      amos.chat.messages.map((message) => message.author === 'bot'),
      [false, true, false, true],
    );
  });

  it('are known to the bot by object id and tenant, in a personal chat', async () => {
    await amos.says('hello');

    const { person } = amos.teams;
    const [activity] = seen;
    assert.equal(activity?.channelId, 'msteams');
    assert.deepEqual(activity.from, {
      id: person.memberId,
      name: 'Amos Marble',
      aadObjectId: person.objectId,
    });
    assert.deepEqual(activity.conversation, {
      conversationType: 'personal',
      tenantId: TEST_TENANT,
      id: amos.chat.id,
    });
    assert.deepEqual(activity['channelData'], { tenant: { id: TEST_TENANT } });
  });

  it('mention the bot and each other in a group', async () => {
    const ada = world.person('Ada Byron');
    const group = world.chat.group('Finance', [amos.teams.person, ada.teams.person]);
    const adaAccount = { id: ada.teams.person.memberId, name: 'Ada Byron' };

    const [answer] = await amos.says('@Switchboard show @Ada Byron', {
      in: group,
      mentions: [TEST_BOT, adaAccount],
    });

    assert.equal(seen[0]?.text, '<at>Switchboard</at> show <at>Ada Byron</at>');
    const entities = seen[0]['entities'] as { type: string; mentioned?: { id: string } }[];
    assert.deepEqual(
      entities.filter((entity) => entity.type === 'mention').map((entity) => entity.mentioned?.id),
      [TEST_BOT.id, adaAccount.id],
    );
    assert.equal(seen[0].conversation?.['conversationType'], 'groupChat');
    assert.ok(answer);
  });

  it('get answers in the thread of a channel', async () => {
    const channel = world.chat.group('General', [amos.teams.person], 'channel');

    const answers = await amos.says('@Switchboard help', { in: channel, mentions: [TEST_BOT] });

    assert.match(String(seen[0]?.conversation?.id), /^19:.+@thread\.tacv2;messageid=\d+$/);
    assert.equal(answers.length, 1);
  });

  it('press an Action.Execute with the values of its inputs and see the card of the answer instead', async () => {
    const message = showCard();

    const { answer } = await amos.presses('Yes', { inputs: { note: 'now' } });

    assert.equal(answer.status, 200);
    const value = {
      action: {
        type: 'Action.Execute',
        title: 'Yes',
        verb: 'answer',
        data: { yes: true, name: 'amos', note: 'now' },
      },
      trigger: 'manual',
    };
    assert.deepEqual(seen[0]?.value, value);
    assert.equal(seen[0].replyToId, message.id);
    assert.match(textOf(amos.sees(message)), /"verb":"answer"/);
    await assert.rejects(amos.presses('Yes'), /Amos Marble sees no button "Yes"; there are: none/);
  });

  it('press an Action.Submit, or the fallback of an Action.Execute', async () => {
    showCard();

    const { sent } = await amos.presses('No');
    await amos.presses('Yes', { submit: true });

    assert.deepEqual(
      seen.map((activity) => activity.value),
      [
        { no: true, name: 'amos' },
        { yes: 'submitted', name: 'amos' },
      ],
    );
    assert.deepEqual(
      sent.map((activity) => activity.text),
      ['got {"no":true,"name":"amos"}'],
    );
    await assert.rejects(amos.presses('Help'), /is an Action.OpenUrl/);
  });

  it('wait for what the bot sends later, and are told what came when it does not come', async () => {
    const late = amos.receives(2);
    world.chat.post(amos.chat, 'bot', { type: 'message', text: 'one' });
    setImmediate(() => world.chat.post(amos.chat, 'bot', { type: 'message', text: 'two' }));

    assert.deepEqual(
      (await late).map((activity) => activity.text),
      ['one', 'two'],
    );
    const never = world.until(() => false, 'nothing', 50);
    world.chat.post(amos.chat, 'bot', { type: 'message', text: 'three' });
    await assert.rejects(never, /waited 50 ms for nothing; meanwhile: posted message three/);
  });

  it('install and remove the app, react and edit', async () => {
    await amos.teams.installs();
    const message = world.chat.post(amos.chat, amos.teams.person, { type: 'message', text: 'helo' });
    await amos.teams.edits(amos.chat, message, 'hello');
    await amos.teams.reacts(amos.chat, message);
    await amos.teams.uninstalls();

    assert.deepEqual(
      seen.map((activity) => activity.type),
      ['conversationUpdate', 'installationUpdate', 'messageUpdate', 'messageReaction', 'installationUpdate'],
    );
    assert.deepEqual([seen[1]?.['action'], seen[4]?.['action']], ['add', 'remove']);
    assert.equal(amos.teams.person.installed, false);
    assert.equal(message.activity.text, 'hello');
  });

  it('are told when the bot fails', async () => {
    world.connectBot(`${world.serviceUrl}nothing`);

    await assert.rejects(amos.says('hello'), /the bot answered 404 to "hello"/);
  });

  for (const [name, activity] of [
    ['Teams', aTeamsMessage('hello')],
    ['Bot Framework Emulator', anEmulatorMessage('hello')],
    ['Direct Line', aDirectLineMessage('hello')],
  ] as const) {
    it(`send payloads that botbuilder takes, as ${name} does`, async () => {
      const answer = await amos.teams.redelivers({ ...activity, type: 'event' });

      assert.deepEqual(answer, { status: 200, body: null });
      assert.equal(seen[0]?.text, 'hello');
    });
  }
});
