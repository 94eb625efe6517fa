import assert from 'node:assert/strict';
import { worldPerTest } from '../operations/rules/ruleWorld.ts';
import { JambonzTelephone, Telephone } from '../support/telephone.ts';
import { signedWith, TOKEN } from '../support/engineSignature.ts';
import { AMOS_ID } from '../calls/callWorld.ts';

const SECRET = 'a secret with : in it';

describe('calls are taken from the engine alone', () => {
  const world = worldPerTest({ TWILIO_AUTH_TOKEN: TOKEN, JAMBONZ_SECRET: SECRET });
  const origin = () => `http://127.0.0.1:${world().serving.port}`;
  const calls = async () => {
    const found: object[] = [];
    for await (const [name, record] of world().serving.store.everything())
      if (name === 'calls') found.push(record);
    return found;
  };

  it('which signs what it sends', async () => {
    const phone = await new Telephone({ origin: origin(), sign: signedWith(TOKEN) }).dials();
    assert.match(phone.said, /Welcome/);
    assert.match(await phone.presses(AMOS_ID), /press star/);
  });

  const hostile: Record<string, (url: string, fields: Record<string, string>) => Record<string, string>> = {
    'without a signature': () => ({}),
    'with an empty one': () => ({ 'X-Twilio-Signature': '' }),
    'with one of another token': signedWith(TOKEN.replace('1', '2')),
    'with one of another address': (url, fields) => signedWith(TOKEN)(`${url}?step=1`, fields),
    'with one of other fields': (url, fields) => signedWith(TOKEN)(url, { ...fields, From: '+46700000000' }),
    'with garbage': () => ({ 'X-Twilio-Signature': 'ä\u0020=='.replace('ä', 'a') }),
    'with the secret of jambonz': () => ({ Authorization: basic(`u:${SECRET}`) }),
  };
  for (const [name, sign] of Object.entries(hostile))
    it(`and not ${name}: 403 without a word, and nothing is kept`, async () => {
      const phone = new Telephone({ origin: origin(), sign });
      const answers = [
        await phone.posts(`${origin()}/voice/twilio`),
        await phone.posts(`${origin()}/voice/twilio/status`, { CallStatus: 'completed' }),
      ];
      assert.deepEqual(
        answers.map(({ status }) => status),
        [403, 403],
      );
      assert.deepEqual([phone.documents, await calls()], [[], []]);
    });

  it('which knows the secret that was agreed (jambonz)', async () => {
    const phone = new JambonzTelephone({
      origin: origin(),
      headers: { Authorization: basic(`jambonz:${SECRET}`) },
    });
    await phone.dials();
    assert.match(phone.said, /Welcome/);
    for (const Authorization of [
      '',
      'Basic',
      basic('jambonz:wrong'),
      basic(`jambonz:${SECRET}x`),
      `Bearer ${SECRET}`,
      basic(SECRET.slice(0, 5)),
    ]) {
      const other = new JambonzTelephone({
        origin: origin(),
        headers: Authorization === '' ? {} : { Authorization },
      });
      assert.equal((await other.posts(`${origin()}/voice/jambonz`)).status, 403, Authorization);
    }
  });
});

function basic(pair: string): string {
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}
