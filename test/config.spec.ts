import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../src/config.ts';

/** The faults that an environment is refused with. */
function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.faults;
  }
}

const KEY = Buffer.alloc(32, 7).toString('base64');

/** A stand-in on this machine needs no app registration. */
const ENGINES = { TWILIO_AUTH_TOKEN: 'token', JAMBONZ_SECRET: 's' };
const GRAPH = { GRAPH_URL: 'http://127.0.0.1:1' };
/** All but what proves who the bot is. */
const PRODUCTION = { MicrosoftAppId: 'app', MicrosoftAppTenantId: 'tenant', SECRET_KEY: KEY };

describe('the environment', () => {
  it('is local mode on this machine when it says nothing', () => {
    const config = readConfig({});

    assert.equal(config.local, true);
    assert.equal(config.host, '127.0.0.1');
    assert.equal(config.port, 3978);
    assert.equal(config.pinVisibleMinutes, 10);
  });

  it('names everything that production lacks at once', () => {
    const faults = faultsOf({ NODE_ENV: 'production' });

    for (const name of ['SECRET_KEY', 'MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppPassword']) {
      assert.ok(
        faults.some((fault) => fault.startsWith(name)),
        name,
      );
    }
  });

  it('takes a complete production, where a managed identity needs no password', () => {
    const config = readConfig({
      NODE_ENV: 'production',
      MicrosoftAppId: 'app',
      MicrosoftAppTenantId: 'tenant',
      MicrosoftAppType: 'UserAssignedMSI',
      SECRET_KEY: KEY,
    });

    assert.equal(config.local, false);
    assert.equal(config.host, '0.0.0.0');
  });

  const wrong: [string, Record<string, string>][] = [
    ['HOST', { HOST: '0.0.0.0' }],
    ['PORT', { PORT: 'x' }],
    ['PORT', { PORT: '70000' }],
    ['SECRET_KEY', { SECRET_KEY: 'short' }],
    ['SMTP_URL', { SMTP_URL: 'http://mail' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://bot:password@host/switchboard' }],
    ['PIN_VISIBLE_MINUTES', { PIN_VISIBLE_MINUTES: '0' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['TURNS_PER_PERSON', { TURNS_PER_PERSON: '-1' }],
    ['TURNS_IN_ALL', { TURNS_IN_ALL: 'many' }],
    ['MAIL_FROM', { MAIL_FROM: 'nobody' }],
    ['ADMIN_GROUPS', { ...GRAPH, ADMIN_GROUPS: 'Admins of the bot' }],
    ['HELP_DESK_GROUPS', { ...GRAPH, HELP_DESK_GROUPS: '42' }],
    ['ADMIN_DIRECTORY_ROLES', { ...GRAPH, ADMIN_DIRECTORY_ROLES: 'Teams Administrator, Owner' }],
    ['HELP_DESK_DIRECTORY_ROLES', { ...GRAPH, HELP_DESK_DIRECTORY_ROLES: 'x' }],
    ['DIRECTORY_SYNC_MINUTES', { ...GRAPH, DIRECTORY_SYNC_MINUTES: 'often' }],
    ['DIRECTORY_SYNC_MOST_REMOVED', { ...GRAPH, DIRECTORY_SYNC_MOST_REMOVED: '-1' }],
    ['TEAMS_CATALOG_APP_ID', { ...GRAPH, TEAMS_CATALOG_APP_ID: 'switchboard' }],
    ['GRAPH_URL', { ...PRODUCTION, MicrosoftAppPassword: 'secret', GRAPH_URL: 'http://graph.example' }],
    ['GRAPH_URL', { GRAPH_URL: 'http://127.0.0.1:1/v1.0', DIRECTORY_SYNC_MINUTES: '15' }],
    ['LOGIN_URL', { ...GRAPH, LOGIN_URL: 'ftp://login.example' }],
    ['MicrosoftAppId', { ADMIN_GROUPS: '11111111-2222-3333-4444-555555555555' }],
    ['MicrosoftAppId', { GRAPH_URL: 'https://graph.example', DIRECTORY_SYNC_MINUTES: '15' }],
    ['VOICE_URL', { VOICE_URL: 'bot.contoso.com' }],
    ['VOICE_URL', { VOICE_URL: 'https://bot.contoso.com/voice' }],
    [
      'VOICE_URL',
      { ...PRODUCTION, MicrosoftAppPassword: 'secret', JAMBONZ_SECRET: 's', VOICE_URL: 'http://bot' },
    ],
    ['VOICE_URL', { ...PRODUCTION, MicrosoftAppPassword: 'secret', TWILIO_AUTH_TOKEN: 'token' }],
    ['TWILIO_AUTH_TOKEN', { ...PRODUCTION, MicrosoftAppPassword: 'secret', VOICE_URL: 'https://bot' }],
    [
      'JAMBONZ_SECRET',
      { ...PRODUCTION, ...ENGINES, MicrosoftAppPassword: 'secret', VOICE_URL: 'https://bot' },
    ],
    ['TWILIO_AUTH_TOKEN', { TWILIO_ACCOUNT_SID: 'AC1' }],
    ['TWILIO_API_KEY', { TWILIO_AUTH_TOKEN: 'token', TWILIO_ACCOUNT_SID: 'AC1', TWILIO_API_KEY: 'key' }],
    ['TWILIO_API_URL', { TWILIO_AUTH_TOKEN: 'token', TWILIO_ACCOUNT_SID: 'AC1', TWILIO_API_URL: 'api' }],
    [
      'TWILIO_API_URL',
      { TWILIO_AUTH_TOKEN: 'token', TWILIO_ACCOUNT_SID: 'AC1', TWILIO_API_URL: 'http://example.com' },
    ],
    [
      'TWILIO_API_URL',
      {
        ...PRODUCTION,
        MicrosoftAppPassword: 'secret',
        VOICE_URL: 'https://bot',
        TWILIO_AUTH_TOKEN: 'token',
        TWILIO_ACCOUNT_SID: 'AC1',
        TWILIO_API_URL: 'http://api',
      },
    ],
    ['TWILIO_ACCOUNT_SID', { TWILIO_AUTH_TOKEN: 'token', TWILIO_API_KEY: 'a:b' }],
    ['TWILIO_ACCOUNT_SID', { TWILIO_AUTH_TOKEN: 'token', TWILIO_API_URL: 'https://api' }],
    ['JAMBONZ_API_KEY', { JAMBONZ_SECRET: 's', JAMBONZ_API_URL: 'https://api', JAMBONZ_ACCOUNT_SID: 'one' }],
    ['JAMBONZ_API_URL', { JAMBONZ_SECRET: 's', JAMBONZ_ACCOUNT_SID: 'one', JAMBONZ_API_KEY: 'key' }],
    [
      'JAMBONZ_API_URL',
      {
        JAMBONZ_SECRET: 's',
        JAMBONZ_API_URL: 'https://user:secret@api',
        JAMBONZ_ACCOUNT_SID: 'one',
        JAMBONZ_API_KEY: 'key',
      },
    ],
    [
      'JAMBONZ_SECRET',
      { JAMBONZ_API_URL: 'https://api', JAMBONZ_ACCOUNT_SID: 'one', JAMBONZ_API_KEY: 'key' },
    ],
    ['MicrosoftAppCertificate', { ...PRODUCTION, MicrosoftAppCertificate: '/nowhere/app.pem' }],
    ['MicrosoftAppCertificate', { ...PRODUCTION, MicrosoftAppCertificate: 'package.json' }],
    [
      'MicrosoftAppCertificate',
      { ...PRODUCTION, MicrosoftAppCertificate: 'test/support/certificates/certificate.pem' },
    ],
  ];
  for (const [name, env] of wrong) {
    it(`names ${name} when it is ${JSON.stringify(env[name])}`, () => {
      assert.deepEqual(
        faultsOf(env).map((fault) => fault.split(' ')[0]),
        [name],
      );
    });
  }

  it('takes a certificate in place of a password, not beside it, and not for a managed identity', () => {
    const folder = mkdtempSync(join(tmpdir(), 'switchboard-certificate-'));
    const file = join(folder, 'app.pem');
    const [certificate, key] = ['certificate.pem', 'key.pem'].map((name) =>
      readFileSync(join('test/support/certificates', name), 'utf8'),
    );
    try {
      writeFileSync(file, `${key}${certificate}`);
      const env = { ...PRODUCTION, MicrosoftAppCertificate: file };

      const { certificate: read } = readConfig(env);
      assert.match(read?.thumbprint ?? '', /^[0-9A-F]{40}$/);
      assert.deepEqual(
        [{ MicrosoftAppPassword: 'secret' }, { MicrosoftAppType: 'UserAssignedMSI' }].map(
          (more) => faultsOf({ ...env, ...more })[0]?.split(' ')[0],
        ),
        ['MicrosoftAppCertificate', 'MicrosoftAppCertificate'],
      );

      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      writeFileSync(file, `${privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()}${certificate}`);
      assert.match(faultsOf(env)[0] ?? '', /private key of another certificate/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('takes calls in production only where an engine can prove who it is; in local mode from this machine, signed where a secret is there', () => {
    const real = { ...PRODUCTION, MicrosoftAppPassword: 'secret' };
    assert.equal(readConfig(real).voice, null);
    assert.deepEqual(readConfig({ ...real, VOICE_URL: 'https://bot/', JAMBONZ_SECRET: 's' }).voice, {
      url: 'https://bot',
      unsigned: false,
      twilioAuthToken: null,
      jambonzSecret: 's',
      api: null,
      mapperKey: null,
    });
    assert.equal(readConfig({}).voice?.unsigned, true);
    assert.equal(readConfig({ TWILIO_AUTH_TOKEN: 'token' }).voice?.unsigned, false);
  });

  it('asks an engine for something only where its account is known, by the token or the key of it', () => {
    const twilio = { TWILIO_AUTH_TOKEN: 'token', TWILIO_ACCOUNT_SID: 'AC1' };
    const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
    const expected = { engine: 'twilio', url: 'https://api.twilio.com', account: 'AC1' };
    assert.equal(readConfig({ TWILIO_AUTH_TOKEN: 'token' }).voice?.api, null);
    assert.deepEqual(readConfig(twilio).voice?.api, { ...expected, authorization: basic('AC1:token') });
    assert.deepEqual(
      readConfig({ ...twilio, TWILIO_API_KEY: 'SK1:a:b', TWILIO_API_URL: 'https://one.example/api/laml/' })
        .voice?.api,
      { ...expected, url: 'https://one.example/api/laml', authorization: basic('SK1:a:b') },
    );
    assert.deepEqual(
      readConfig({
        JAMBONZ_SECRET: 's',
        JAMBONZ_API_URL: 'https://api/v1',
        JAMBONZ_ACCOUNT_SID: 'one',
        JAMBONZ_API_KEY: 'key',
      }).voice?.api,
      { engine: 'jambonz', url: 'https://api/v1', account: 'one', authorization: 'Bearer key' },
    );
  });

  it('asks nothing of Graph unless that is wanted, and knows directory roles by name and by id', () => {
    assert.equal(readConfig({}).graph, null);
    const { graph } = readConfig({
      ...GRAPH,
      ADMIN_DIRECTORY_ROLES: 'teams administrator,62E90394-69F5-4237-9190-012177145E10',
    });
    assert.deepEqual(graph?.admins.directoryRoles, [
      '69091246-20e8-4a56-aa4d-066075b2a7a8',
      '62e90394-69f5-4237-9190-012177145e10',
    ]);
  });

  it('never repeats a secret in a fault', () => {
    const faults = faultsOf({
      SECRET_KEY: 'my-secret-key',
      SMTP_URL: 'ftp://user:my-password@host',
      DATABASE_URL: 'mysql://user:my-word@host',
    }).join();

    for (const secret of ['my-secret-key', 'my-password', 'my-word']) assert.ok(!faults.includes(secret));
  });
});
