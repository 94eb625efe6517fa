import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { built } from './support/builtProgram.ts';
import { POSTGRES, PostgresServer, postgresTitle } from './support/postgresServer.ts';
import { Program } from './support/program.ts';
import { shownIn } from './support/switchboardWorld.ts';
import { TeamsWorld } from './support/teamsClient.ts';

describe(postgresTitle('the program on PostgreSQL'), function () {
  this.timeout(60_000);
  let folder: string;
  let server: PostgresServer;
  let url: string;
  let world: TeamsWorld;
  let shipped: string[];
  const programs: Program[] = [];

  before(async function () {
    if (!POSTGRES) return this.skip();
    shipped = await built();
    server = await PostgresServer.start();
  });
  after(() => server?.stop());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'switchboard-on-postgres-'));
    url = await server.createDatabase();
    world = await TeamsWorld.start();
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.kill();
      await program.ended;
    }
    await world.close();
    await server.dropDatabase(url);
    rmSync(folder, { recursive: true, force: true });
  });

  function start(): Program {
    const program = new Program({ DATA_DIR: folder, DATABASE_URL: url }, undefined, shipped);
    programs.push(program);
    return program;
  }

  /** Starts the program and lets people write to it. */
  async function serve() {
    const program = start();
    const address = `http://127.0.0.1:${await program.ready}`;
    world.connectBot(`${address}/api/messages`);
    const health = async () => (await fetch(`${address}/health`)).status;
    return { program, health };
  }

  const adele = () => world.person('Adele Vance', { objectId: '00000000-0000-4000-8000-000000000001' });

  it('makes its tables, resets a PIN, and after a kill knows what it has done', async () => {
    const { program } = await serve();
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
    const { health } = await serve();
    const admin = adele();
    await admin.says('hello');
    await server.stop();
    try {
      assert.match(shownIn(await admin.says('set PIN length to 7')), /Something went wrong/);
      assert.equal(await health(), 503);
    } finally {
      await server.run();
    }
    for (let tries = 0; (await health()) !== 200 && tries < 100; tries += 1) await pause(100);

    assert.match(shownIn(await admin.says('set PIN length to 7')), /PIN length\n7/);
  });

  it('does not start without its database, and does not tell the password', async () => {
    const away = `postgres://switchboard:secret-of-the-database@127.0.0.1:1/nowhere`;
    const program = new Program({ DATA_DIR: folder, DATABASE_URL: away }, undefined, shipped);
    programs.push(program);

    const { code, errors } = await program.ended;

    assert.equal(code, 1);
    assert.match(errors, /The database of DATABASE_URL cannot be used/);
    assert.doesNotMatch(errors, /secret-of-the-database|\n\s+at /);
  });
});
