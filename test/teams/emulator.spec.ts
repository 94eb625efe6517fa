import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buttonsOf, textOf } from '../support/teamsCards.ts';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { aDirectLineMessage, anEmulatorMessage } from '../support/teamsPayloads.ts';

/** A client's own connector: takes everything that the bot sends. */
class ClientConnector {
  readonly received: string[] = [];
  readonly cards: Record<string, unknown>[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const activity = JSON.parse(body || '{}') as { type?: string; attachments?: { content: unknown }[] };
        if (activity.type === 'message') {
          const card = activity.attachments?.[0]?.content;
          this.cards.push(card as Record<string, unknown>);
          this.received.push(textOf(card));
        }
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ id: String(this.received.length) }));
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<unknown> {
    return new Promise((resolve) => this.#server.close(resolve));
  }
}

describe('clients without identities, in local mode', () => {
  let world: SwitchboardWorld;
  let client: ClientConnector;
  let serviceUrl: string;
  const conversation = { id: 'emulator-conversation|livechat' };
  const from = { id: 'emulator-user', name: 'User', role: 'user' };

  beforeEach(async () => {
    world = await SwitchboardWorld.start();
    client = new ClientConnector();
    serviceUrl = await client.listen();
  });
  afterEach(async () => {
    await world.close();
    await client.close();
  });

  /** Posts an activity; gives what the bot sent meanwhile. */
  async function post(activity: object): Promise<string> {
    const before = client.received.length;
    const response = await fetch(`http://127.0.0.1:${world.serving.port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...activity, serviceUrl, conversation, from }),
    });
    assert.equal(response.status, 200);
    return client.received.slice(before).join('\n');
  }

  it('act as the admin of the sample organisation', async () => {
    const answer = await post(anEmulatorMessage('reset PIN for amos'));

    assert.match(answer, /The PIN of Amos Marble has been reset/);
    assert.match(answer, /\b\d{5}\b/);
  });

  it('switch with "act as", and then get what is sent to that person', async () => {
    const switched = await post(anEmulatorMessage('act as amos'));
    const greeted = await post(anEmulatorMessage('hello'));
    await post(anEmulatorMessage('act as adele'));
    await post(anEmulatorMessage('reset PIN for amos'));
    await world.serving.courier.idle();

    assert.match(switched, /You now act as Amos Marble/);
    assert.match(greeted, /Hello Amos Marble/);
    assert.match(client.received.join('\n'), /Your PIN has been reset/);
  });

  it('get what is sent to the person whom they begin to act as, before they say anything more', async () => {
    await post(anEmulatorMessage('act as amos'));

    await world.adele.says('reset PIN for amos');
    await world.serving.courier.idle();

    assert.equal(client.received.filter((text) => text.includes('Your PIN has been reset')).length, 1);
  });

  it('see cards that Web Chat can show, with buttons that do something there', async () => {
    for (const text of [
      'help',
      'reset PIN for amos',
      'reset conference ID for amos',
      'show alex',
      'show amos',
      'list users',
    ])
      await post(anEmulatorMessage(text));

    assert.ok(client.cards.length >= 7);
    for (const card of client.cards) {
      const buttons = buttonsOf(card);
      assert.equal(card['version'], '1.3');
      assert.deepEqual(
        buttons.filter(({ type }) => type === 'Action.Execute'),
        [],
      );
    }
  });

  it('answer a question with the button that they see', async () => {
    await post(anEmulatorMessage('reset conference ID for amos'));
    const yes = buttonsOf(client.cards.at(-1)).find(({ title }) => title === 'Yes');

    const answer = await post({ ...anEmulatorMessage(''), text: undefined, value: yes?.data });

    assert.match(answer, /Amos Marble has a new conference ID/);
    assert.notEqual((await world.user('amos.marble@contoso.com')).conferenceId, '8271964');
  });

  it('have the rights of whom they act as', async () => {
    await post(anEmulatorMessage('act as amos'));

    assert.match(await post(anEmulatorMessage('reset PIN for ada')), /right-missing/);
  });

  it('are welcomed once, and told that this is local mode', async () => {
    const began = { ...anEmulatorMessage(''), type: 'conversationUpdate', membersAdded: [from] };
    delete (began as { text?: string }).text;

    const first = await post({ ...began, id: 'one' });
    const second = await post({ ...began, id: 'two' });

    assert.match(first, /Hello Adele Vance[\s\S]*Local mode/);
    assert.equal(second, '');
  });

  it('press buttons by Action.Submit', async () => {
    const value = { switchboard: { steps: [{ operation: 'myInfo', input: {} }] } };

    const answer = await post({ ...anEmulatorMessage(''), text: undefined, value });

    assert.match(answer, /Your conference info/);
  });

  it('may be Direct Line, which says nothing of the bot', async () => {
    const message: Record<string, unknown> = { ...aDirectLineMessage('hello') };
    delete message['recipient'];

    assert.match(await post(message), /Hello Adele Vance/);
  });
});
