import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { PostgresPrograms } from './support/postgresPrograms.ts';
import { POSTGRES, PostgresServer, postgresTitle } from './support/postgresServer.ts';

import { shownIn } from './support/switchboardWorld.ts';

describe(postgresTitle('the program on PostgreSQL'), function () {
  this.timeout(60_000);
  let server: PostgresServer;
  let on: PostgresPrograms;

  before(async function () {
    if (!POSTGRES) return this.skip();
    server = await PostgresServer.start();
  });
  after(() => server?.stop());
  beforeEach(async () => {
    on = await PostgresPrograms.open(server);
  });
  afterEach(() => on.close());

  /** Starts the program and lets people write to it. */
  async function serve() {
    const program = on.start();
    on.world.connectBot(`http://127.0.0.1:${await program.ready}/api/messages`);
    return program;
  }

  const adele = () => on.world.person('Adele Vance', { objectId: '00000000-0000-4000-8000-000000000001' });

  it('makes its tables, resets a PIN, and after a kill knows what it has done', async () => {
    const program = await serve();
    const admin = adele();
    assert.match(shownIn(await admin.says('reset PIN for amos')), /The PIN of Amos Marble has been reset/);
    program.kill();
    await program.ended;

    await serve();

    assert.match(
      shownIn(await admin.says('history amos')),
      /Adele Vance[^]*Reset PIN|Reset PIN[^]*Adele Vance/,
    );
    assert.deepEqual(program.faults, []);
  });

  it('does nothing while the database is away, says so, and goes on by itself when it is back', async () => {
    const program = await serve();
    const admin = adele();
    await admin.says('hello');
    await server.stop();
    try {
      const answer = shownIn(await admin.says('set PIN length to 7'));
      assert.match(answer, /Something went wrong/, `answered "${answer}"; ${program.faults.join('; ')}`);
      assert.equal(await program.health(), 503);
    } finally {
      await server.run();
    }
    for (let tries = 0; (await program.health()) !== 200 && tries < 100; tries += 1) await pause(100);

    assert.match(shownIn(await admin.says('set PIN length to 7')), /PIN length\n7/);
  });

  it('does not start without its database, and does not tell the password', async () => {
    const away = `postgres://switchboard:secret-of-the-database@127.0.0.1:1/nowhere`;
    const program = on.start({ DATABASE_URL: away });

    const { code, errors } = await program.ended;

    assert.equal(code, 1);
    assert.match(errors, /The database of DATABASE_URL cannot be used/);
    assert.doesNotMatch(errors, /secret-of-the-database|\n\s+at /);
  });
});
