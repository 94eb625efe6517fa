import assert from 'node:assert/strict';
import { ConfigurationServiceClientCredentialFactory, type Activity } from 'botbuilder';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import sinon from 'sinon';
import { SingleAttemptAuthentication } from '../../src/teams/botAuthentication.ts';
import { createTeams, type Teams } from '../../src/teams/teams.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { FakeLog } from '../support/fakeLog.ts';
import { aTeamsMessage, TEST_TENANT } from '../support/teamsPayloads.ts';
import { CONNECTOR_ISSUER, TokenIssuer } from '../support/tokenIssuer.ts';

const APP_ID = 'c9e8c047-2a74-40a2-b28a-b162d5f5327c';
const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
const CLAIMS = { aud: APP_ID, serviceurl: SERVICE_URL };

describe('the front door with an app id', () => {
  let issuer: TokenIssuer;
  let teams: Teams;
  let turns: number;
  beforeEach(async () => {
    // The SDK writes about bad tokens to the console.
    sinon.stub(console, 'error');
    issuer = await TokenIssuer.start();
    turns = 0;
    const bot = {
      MicrosoftAppId: APP_ID,
      MicrosoftAppPassword: 'secret',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: TEST_TENANT,
      ...issuer.settings,
    };
    teams = createTeams({ bot, local: false }, new FakeClock(), new FakeLog());
    teams.serve(async () => void (turns += 1));
  });
  afterEach(async () => {
    sinon.restore();
    await issuer.close();
  });

  /** Asserts that an activity is turned away without a word and without a turn. */
  async function turnedAway(
    header: string | undefined,
    status: number,
    activity: unknown = aTeamsMessage('hello'),
  ) {
    const answer = await teams.messages(header, activity);

    assert.deepEqual(answer, { status });
    assert.equal(turns, 0);
  }

  it('lets in what the Bot Connector has signed', async () => {
    const answer = await teams.messages(await issuer.header(CLAIMS), aTeamsMessage('hello'));

    assert.deepEqual(answer, { status: 200 });
    assert.equal(turns, 1);
  });

  it('lets it in with a certificate in place of a password as well', async () => {
    const bot = {
      MicrosoftAppId: APP_ID,
      MicrosoftAppPassword: '',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: TEST_TENANT,
      ...issuer.settings,
    };
    const certificate = { certificate: 'PEM', privateKey: 'PEM', thumbprint: 'AB' };
    teams = createTeams({ bot, local: false, certificate }, new FakeClock(), new FakeLog());
    teams.serve(async () => void (turns += 1));

    const answer = await teams.messages(await issuer.header(CLAIMS), aTeamsMessage('hello'));

    assert.deepEqual([answer, turns], [{ status: 200 }, 1]);
    assert.deepEqual(await teams.messages('Bearer a.b.c', aTeamsMessage('hello')), { status: 401 });
    const other = await issuer.header({ ...CLAIMS, aud: '00000000-2a74-40a2-b28a-b162d5f5327c' });
    assert.deepEqual(await teams.messages(other, aTeamsMessage('hello')), { status: 401 });
  });

  it('turns away whoever brings no token, or something that is none', async () => {
    for (const header of [
      undefined,
      '',
      'x',
      'Bearer',
      'Bearer x',
      'Bearer a.b.c',
      'Basic eA==',
      'Bearer e30.e30.',
    ])
      await turnedAway(header, 401);
  });

  it('turns away a forged signature', async () => {
    const { privateKey } = await generateKeyPair('RS256');

    await turnedAway(await issuer.header(CLAIMS, { key: privateKey }), 401);
  });

  it('turns away a token without a signature, and one that is signed with a shared secret', async () => {
    const none = new UnsecuredJWT(CLAIMS).setIssuer(CONNECTOR_ISSUER).setExpirationTime('10m').encode();
    const shared = await new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: 'HS256', kid: 'test-key' })
      .setIssuer(CONNECTOR_ISSUER)
      .setExpirationTime('10m')
      .sign(new TextEncoder().encode('a shared secret that anybody may guess'));

    await turnedAway(`Bearer ${none}`, 401);
    await turnedAway(`Bearer ${shared}`, 401);
  });

  it('turns away a token of a key that nobody published, of another issuer, or that is not good yet', async () => {
    await turnedAway(await issuer.header(CLAIMS, { kid: 'unknown' }), 401);
    await turnedAway(await issuer.header(CLAIMS, { by: 'https://sts.windows.net/another/' }), 401);
    const later = Math.floor(Date.now() / 1000) + 3_600;
    await turnedAway(await issuer.header({ ...CLAIMS, nbf: later }, { expires: '3h' }), 401);
  });

  it('turns away a channel for which the key is not endorsed', async () => {
    issuer.endorsements = ['webchat'];

    await turnedAway(await issuer.header(CLAIMS), 401);
  });

  it('turns away a token without a service URL, or an activity without one, without a channel, or of wrong types', async () => {
    await turnedAway(await issuer.header({ aud: APP_ID }), 401);
    const header = await issuer.header(CLAIMS);
    for (const body of [
      {},
      [],
      null,
      'hello',
      { ...aTeamsMessage('hello'), serviceUrl: undefined },
      { ...aTeamsMessage('hello'), channelId: undefined },
      { ...aTeamsMessage('hello'), channelId: 7 },
      { ...aTeamsMessage('hello'), conversation: 'mine' },
      { ...aTeamsMessage('hello'), text: { evil: true } },
      { ...aTeamsMessage('hello'), from: [] },
    ])
      await turnedAway(header, 400, body);
  });

  it('turns away a token that is too old, for another bot, or for another service URL', async () => {
    await turnedAway(await issuer.header(CLAIMS, { expires: '-10m' }), 401);
    await turnedAway(await issuer.header({ ...CLAIMS, aud: 'another-bot' }), 401);
    await turnedAway(
      await issuer.header({ ...CLAIMS, serviceurl: 'https://smba.trafficmanager.net/amer/' }),
      401,
    );
  });

  it('turns away other tenants, Teams without one, and service URLs that are not the Bot Connector', async () => {
    const header = await issuer.header(CLAIMS);
    const { conversation, ...message } = aTeamsMessage('hello');
    const id = conversation?.id;

    await turnedAway(header, 400, { ...message, conversation, channelData: { tenant: { id: 'another' } } });
    await turnedAway(header, 400, { ...message, conversation: { id, tenantId: 'another' }, channelData: {} });
    await turnedAway(header, 400, { ...message, conversation: { id }, channelData: {} });
    for (const serviceUrl of [
      'http://smba.trafficmanager.net/emea/',
      'https://smba.trafficmanager.net.evil.example/',
      'https://evil.example/smba.trafficmanager.net',
      'https://smba.trafficmanager.net@evil.example/',
      'http://127.0.0.1:3978/',
    ])
      await turnedAway(header, 400, { ...message, conversation, serviceUrl });
  });

  it('asks to come again when the keys cannot be had', async () => {
    issuer.failure = 503;

    await turnedAway(await issuer.header(CLAIMS), 503);
  });

  it('asks to come again when nothing listens where the keys are', async () => {
    const header = await issuer.header(CLAIMS);
    await issuer.close();

    await turnedAway(header, 503);
  });

  it('does not wait for ever for keys that do not come', async () => {
    issuer.failure = 'silence';
    const credentials = new ConfigurationServiceClientCredentialFactory({
      MicrosoftAppId: APP_ID,
      MicrosoftAppPassword: 'secret',
    });
    const authentication = new SingleAttemptAuthentication(issuer.settings, credentials, 50);

    const proof = authentication.authenticateRequest(
      aTeamsMessage('hello') as unknown as Activity,
      await issuer.header(CLAIMS),
    );

    await assert.rejects(proof, { code: 'ETIMEDOUT' });
  });
});
