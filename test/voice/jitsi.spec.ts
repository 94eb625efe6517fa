import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createSecrets } from '../../src/adapters/crypto/secrets.ts';
import { conferenceIdOf, roomNameOf } from '../../src/operations/attending/roomNames.ts';
import { AMOS, AMOS_ID, change } from '../calls/callWorld.ts';
import { worldPerTest } from '../operations/rules/ruleWorld.ts';

const KEY = 'a long random text';

describe('what Jitsi Meet asks for', () => {
  const world = worldPerTest({ CONFERENCE_MAPPER_KEY: KEY });
  const ask = async (path: string, headers: Record<string, string> = { Authorization: `Bearer ${KEY}` }) => {
    const response = await fetch(`http://127.0.0.1:${world().serving.port}/voice/${path}`, { headers });
    const body = response.status === 200 ? ((await response.json()) as Record<string, unknown>) : null;
    return { status: response.status, body };
  };
  const NOTHING = { message: 'No conference mapping was found', id: false, conference: false };

  it('is the room of an ID, and the ID of a room', async () => {
    const { body } = await ask(`conferenceMapper?id=${AMOS_ID}`);
    assert.equal(body?.['id'], Number(AMOS_ID));
    const room = String(body?.['conference']);
    assert.doesNotMatch(room, /8271964|amos/i);
    const back = await ask(`conferenceMapper?conference=${room}@conference.meet.contoso.com`);
    assert.deepEqual(back.body, {
      message: 'Successfully retrieved conference mapping',
      id: Number(AMOS_ID),
      conference: `${room}@conference.meet.contoso.com`,
    });
    await change(world(), AMOS, { licensed: false });
    assert.deepEqual((await ask(`conferenceMapper?conference=${room}`)).body, NOTHING);
  });

  it('is nothing for what leads nowhere', async () => {
    for (const query of [
      'id=7777777',
      'id=',
      'id=x',
      'conference=amos',
      'conference=',
      `conference=${'0'.repeat(25)}`,
      '',
    ])
      assert.deepEqual((await ask(`conferenceMapper?${query}`)).body, NOTHING, query);
  });

  it('is the numbers by country', async () => {
    const { body } = await ask('phoneNumberList', { 'X-Api-Key': KEY });
    assert.deepEqual(body, {
      message: 'Phone numbers available.',
      numbers: {
        US: ['+14255550100', '+16195550142', '+18005550199'],
        FR: ['+33199000100'],
        SE: ['+46846500400'],
      },
      numbersEnabled: true,
    });
  });

  it('is told to nobody without the key', async () => {
    for (const headers of [
      {},
      { Authorization: 'Bearer x' },
      { Authorization: KEY },
      { 'X-Api-Key': '' },
    ] as Record<string, string>[])
      for (const path of [`conferenceMapper?id=${AMOS_ID}`, 'phoneNumberList'])
        assert.deepEqual(await ask(path, headers), { status: 403, body: null });
  });
});

describe('the name of a room', () => {
  const secrets = createSecrets(Buffer.alloc(32, 3));
  const others = createSecrets(Buffer.alloc(32, 4));
  const ID = fc.integer({ min: 1_000_000, max: 9_999_999 }).map(String);

  it('leads back to its ID, with the key alone', () => {
    fc.assert(
      fc.property(ID, (id) => {
        const name = roomNameOf(secrets, id);
        assert.match(name, /^[0-9a-z]{25}$/);
        assert.equal(conferenceIdOf(secrets, name), id);
        assert.equal(conferenceIdOf(others, name), undefined);
      }),
    );
  });

  it('is none for anything else', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9a-f]{20}[0-9a-z]{5}$/),
        (name) => conferenceIdOf(secrets, name) === undefined,
      ),
    );
  });
});
