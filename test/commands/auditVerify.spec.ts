import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { decodeLine, encodeLine } from '../../src/adapters/lowdb/line.ts';
import { openLowdbStore } from '../../src/adapters/lowdb/store.ts';
import { runCommand } from '../support/builtProgram.ts';
import { FakeLog } from '../support/fakeLog.ts';
import { POSTGRES, postgresTitle } from '../support/postgresServer.ts';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { aDatabase, dropDatabase } from '../support/worldDatabase.ts';

const LAST = /The last is (\d+):(\S+)/;

/** Says and refuses some things, so that the record has rows of every kind. */
async function livened(world: SwitchboardWorld): Promise<void> {
  await world.adele.says('reset PIN for amos');
  await world.adele.says('set PIN length to 7');
  await world.amos.says('set PIN length to 5');
  await world.adele.says('enable nobody@contoso.com');
}

describe('npm run audit:verify', function () {
  this.timeout(60_000);
  let world: SwitchboardWorld;
  beforeEach(async () => {
    world = await SwitchboardWorld.start();
    await livened(world);
    await world.serving.courier.idle();
  });
  afterEach(() => world.close());

  const verify = (...args: string[]) => runCommand('auditVerify', args, { DATA_DIR: world.folder });

  /** Brings what stands in the journal into the files of the months. */
  async function stopped(): Promise<string> {
    await world.stopBot();
    const store = await openLowdbStore({ folder: world.folder, clock: world.clock, log: new FakeLog() });
    await store.checkpoint();
    await store.close();
    const folder = join(world.folder, 'audit');
    return join(folder, readdirSync(folder).find((name) => name.endsWith('.jsonl')) ?? '');
  }

  it('says that a record is whole, and where it ends; that can be asked again', async () => {
    await stopped();

    const { code, out } = await verify();

    const [, number, hash] = LAST.exec(out) ?? [];
    assert.equal(code, 0, out);
    assert.match(out, /The record is whole\.\n$/);
    assert.ok(Number(number) >= 4, out);
    assert.equal((await verify('--known', `${number}:${hash}`)).code, 0);
    assert.match((await verify('--known', `2:${hash}`)).out, /^Row 2 is not the one that was known\.$/m);
    assert.match((await verify('--known', 'x')).err, /is not of the form NUMBER:FINGERPRINT/);
  });

  it('finds a row that was rewritten with all the checksums of its file', async () => {
    const path = await stopped();
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    const forged = JSON.stringify(decodeLine(Buffer.from(lines[1] ?? ''))).replace(
      'Adele Vance',
      'Alex Wilber',
    );
    assert.match(forged, /Alex Wilber/);
    writeFileSync(path, `${lines.with(1, encodeLine(forged).trimEnd()).join('\n')}\n`);

    const { code, out, err } = await verify();

    assert.equal(code, 1, out + err);
    assert.match(out + err, /Row 2 was changed, or the row before\.\nThe record is NOT whole/);
  });
});

describe(postgresTitle('npm run audit:verify on PostgreSQL'), function () {
  this.timeout(60_000);
  let world: SwitchboardWorld;
  let url: string;
  let client: Client;
  before(function () {
    if (!POSTGRES) this.skip();
  });
  beforeEach(async () => {
    url = await aDatabase();
    world = await SwitchboardWorld.start({ DATABASE_URL: url });
    await livened(world);
    client = new Client({ connectionString: url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await world.close();
    await dropDatabase(url);
  });

  const verify = () => runCommand('auditVerify', [], { DATA_DIR: world.folder, DATABASE_URL: url });

  it('finds what was done to the tables, while the program works', async () => {
    assert.match((await verify()).out, /The record is whole/);

    await client.query(
      `UPDATE audit SET record = jsonb_set(record::jsonb, '{actorName}', '"Nobody"')::json WHERE number = 2`,
    );
    assert.match((await verify()).out, /Row 2 was changed, or the row before\.\nThe record is NOT whole/);
    await client.query('DELETE FROM audit WHERE number = 2');
    assert.match((await verify()).out, /Row 2 is missing/);
    await world.adele.says('set PIN length to 8');
    const { code, out } = await verify();
    assert.equal(code, 1);
    assert.match(out, /Row 2 is missing\.\nThe record is NOT whole/);
  });
});
