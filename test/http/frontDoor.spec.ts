import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { aTeamsMessage } from '../support/teamsPayloads.ts';

interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

describe('the front door', () => {
  let world: SwitchboardWorld;
  before(async () => {
    world = await SwitchboardWorld.start();
  });
  after(() => world.close());

  /** One HTTP request; gives status and body. */
  function send({
    method = 'POST',
    path = '/api/messages',
    headers = {},
    body = '',
  }: Sent): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: world.serving.port,
          method,
          path,
          headers: { 'content-type': 'application/json', ...headers },
        },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Some bytes on the wire, after which the client goes away. */
  function sendRaw(text: string): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(world.serving.port, '127.0.0.1', () => socket.end(text));
      socket.on('error', () => undefined).on('close', () => resolve());
      socket.resume();
    });
  }

  /** A good activity with some fields changed; undefined takes one away. */
  function activity(changes: Record<string, unknown>): string {
    const from = { id: '29:adele', name: 'Adele Vance', aadObjectId: '00000000-0000-4000-8000-000000000001' };
    return JSON.stringify({
      ...aTeamsMessage('hello'),
      serviceUrl: world.teams.serviceUrl,
      from,
      ...changes,
    });
  }

  const malformed: [string, (() => string) | string][] = [
    ['nothing', ''],
    ['no JSON', '{"type":'],
    ['an empty object', '{}'],
    ['an array', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['a type that is a number', '{"type":5}'],
    ['no type', () => activity({ type: undefined })],
    ['no channelId', () => activity({ channelId: undefined })],
    ['no serviceUrl', () => activity({ serviceUrl: undefined })],
    ['no conversation', () => activity({ conversation: undefined })],
    ['a conversation without id', () => activity({ conversation: {} })],
    ['a text that is an object', () => activity({ text: {} })],
    ['entities that are a text', () => activity({ entities: 'x' })],
    ['a from that is a number', () => activity({ from: 1 })],
    ['a locale that is a list', () => activity({ locale: [] })],
    ['channelData that is a text', () => activity({ channelData: 'x' })],
    ['a service URL elsewhere', () => activity({ serviceUrl: 'https://evil.example/' })],
    ['a service URL that is none', () => activity({ serviceUrl: 'x' })],
    [
      'a key that passes for a prototype',
      () => activity({}).replace('{', '{"__proto__":{"type":"message"},'),
    ],
    ['an action that is a number', () => activity({ type: 'installationUpdate', action: 5 })],
    [
      'a conversation type that is a list',
      () => activity({ conversation: { id: 'x', conversationType: [] } }),
    ],
    ['members that are nobody', () => activity({ type: 'conversationUpdate', membersAdded: [{}, null] })],
    ['a lone surrogate for a type', () => activity({ type: '\ud800'.repeat(100) })],
    [
      'ten thousand levels',
      () => activity({ value: [] }).replace('[]', '['.repeat(10_000) + ']'.repeat(10_000)),
    ],
    ['a thousand levels', () => activity({ value: JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`) })],
    ['a megabyte', () => activity({ text: 'x'.repeat(1_048_576) })],
  ];
  for (const [what, body] of malformed) {
    it(`answers 4xx without a word to ${what}`, async () => {
      const answer = await send({ body: typeof body === 'string' ? body : body() });

      assert.ok(answer.status >= 400 && answer.status < 500, String(answer.status));
      assert.ok(!/error|at |stack|zod|expected/i.test(answer.text), answer.text);
    });
  }

  it('answers 4xx to text that is no UTF-8, to other types and to compressed bodies', async () => {
    const bodies: Sent[] = [
      { body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) },
      { body: activity({}), headers: { 'content-type': 'text/plain' } },
      { body: activity({}), headers: { 'content-encoding': 'gzip' } },
    ];

    const answers = await Promise.all(bodies.map(send));

    for (const { status } of answers) assert.ok(status >= 400 && status < 500, String(status));
  });

  it('does not unpack a bomb', async () => {
    const body = gzipSync(activity({ text: 'x'.repeat(50_000_000) }));

    const answer = await send({ body, headers: { 'content-encoding': 'gzip' } });

    assert.deepEqual(answer, { status: 415, text: '' });
  });

  it('answers 4xx without a word to other methods and paths', async () => {
    for (const sent of [
      { method: 'GET' },
      { method: 'HEAD' },
      { method: 'PUT', body: '{}' },
      { method: 'DELETE' },
      { method: 'PATCH', body: '{}' },
      { method: 'OPTIONS' },
      { method: 'POST', path: '/health' },
      { path: '/nowhere' },
      { method: 'GET', path: '/api/messages/../../etc/passwd' },
      { method: 'GET', path: '/%zz' },
      { method: 'GET', path: '//' },
    ]) {
      const { status, text } = await send(sent);

      assert.ok(status >= 400 && status < 500, `${JSON.stringify(sent)}: ${status}`);
      assert.ok(!/error|at |stack|ENOENT|switchboard/i.test(text), text);
    }
  });

  it('survives what is hardly HTTP', async () => {
    const lines = [
      'GARBAGE\r\n\r\n',
      'POST /api/messages HTTP/1.1\r\n\r\n',
      'GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
      'OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
      'GET /chat/%E0%A4%A HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
      'GET /connector/v3/conversations/%E0%A4%A/members HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
      'POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"t',
    ];

    for (const line of lines) await sendRaw(line);

    assert.equal((await send({ method: 'GET', path: '/health' })).status, 200);
  });

  for (const headers of [
    { host: 'evil.example' },
    { host: 'evil.example:3978' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { host: '127.0.0.1.evil.example' },
    { origin: 'http://localhost.evil.example' },
  ]) {
    it(`answers 403 to ${JSON.stringify(headers)} in local mode`, async () => {
      const { status } = await send({ body: activity({}), headers });

      assert.equal(status, 403);
    });
  }

  it('takes an activity without recipient, locale, channelData and id', async () => {
    const { status } = await send({
      body: activity({ recipient: undefined, locale: undefined, channelData: undefined, id: undefined }),
    });

    assert.equal(status, 200);
  });

  it('takes activities with an empty id for different ones', async () => {
    const { adele } = world;
    const body = activity({ id: '', conversation: { id: adele.chat.id, conversationType: 'personal' } });

    await send({ body });
    await send({ body });

    assert.equal(adele.unread().length, 2);
  });

  it('tells browsers with every answer that it is no page of theirs, and nobody what it runs on', async () => {
    const { port } = world.serving;
    for (const path of ['/health', '/api/messages', '/nothing']) {
      const { headers } = await fetch(`http://127.0.0.1:${port}${path}`);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.match(
        headers.get('content-security-policy') ?? '',
        /default-src 'none'; frame-ancestors 'none'/,
      );
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('server'), null);
      assert.equal(headers.get('x-powered-by'), null);
    }
  });

  it('is healthy', async () => {
    const { status, text } = await send({ method: 'GET', path: '/health' });

    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(text), { status: 'ok' });
  });
});
