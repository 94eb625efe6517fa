import assert from 'node:assert/strict';
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
  ];
  for (const [name, env] of wrong) {
    it(`names ${name} when it is ${JSON.stringify(env[name])}`, () => {
      assert.deepEqual(
        faultsOf(env).map((fault) => fault.split(' ')[0]),
        [name],
      );
    });
  }

  it('never repeats a secret in a fault', () => {
    const faults = faultsOf({
      SECRET_KEY: 'my-secret-key',
      SMTP_URL: 'ftp://user:my-password@host',
      DATABASE_URL: 'mysql://user:my-word@host',
    }).join();

    for (const secret of ['my-secret-key', 'my-password', 'my-word']) assert.ok(!faults.includes(secret));
  });
});
