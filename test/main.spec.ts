import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from './support/builtProgram.ts';
import { Program } from './support/program.ts';

/** A stack, or the inside of an error: nothing for whoever starts a program. */
const STACK = /\n\s+at |node:|Error:/;

describe('the program in a process of its own', function () {
  // A start takes some two seconds, several times that on a busy machine.
  this.timeout(60_000);

  let folder: string;
  const started: Program[] = [];
  let shipped: string[];
  before(async () => {
    shipped = await built();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'switchboard-main-'));
  });
  afterEach(async () => {
    for (const program of started.splice(0)) {
      program.kill();
      await program.ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts the program as it is shipped: from the sources, `npm start` needs three times as long. */
  function start(environment: Record<string, string> = {}): Program {
    const program = new Program({ DATA_DIR: folder, ...environment }, undefined, shipped);
    started.push(program);
    return program;
  }

  it('serves without any configuration, ends with 0 when it is asked to stop, and starts again at once', async () => {
    const first = start();
    const health = await fetch(`http://127.0.0.1:${await first.ready}/health`);
    first.stop();
    const { code, errors } = await first.ended;
    const second = start();

    assert.deepEqual([health.status, await health.json()], [200, { status: 'ok' }]);
    assert.deepEqual([code, errors], [0, '']);
    assert.ok(await second.ready, 'the data folder is free again');
  });

  it('serves from its sources as well, as “npm start” does', async () => {
    const program = new Program({ DATA_DIR: folder });
    started.push(program);

    const health = await fetch(`http://127.0.0.1:${await program.ready}/health`);

    assert.equal(health.status, 200);
  });

  it('stops as soon as it has started when it is asked to while it starts', async () => {
    const program = start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    program.stop();

    const { code } = await program.ended;

    assert.ok(code === 0 || code === null, 'cleanly, or before it had begun with anything');
    assert.ok(await start().ready, 'the data folder is free');
  });

  it('stops although a client keeps its connection open', async () => {
    const program = start();
    const port = await program.ready;
    await (await fetch(`http://127.0.0.1:${port}/health`, { headers: { connection: 'keep-alive' } })).text();
    program.stop();

    assert.equal((await program.ended).code, 0);
  });

  it('refuses a data folder that another process has, in words', async () => {
    const first = start();
    await first.ready;

    const { code, errors } = await start().ended;

    assert.equal(code, 1);
    assert.match(errors, /in use by another Switchboard/);
    assert.match(errors, new RegExp(folder));
    assert.doesNotMatch(errors, STACK);
  });

  it('says in words that its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;

    const { code, errors } = await start({ PORT: String(port) }).ended;
    await new Promise((resolve) => other.close(resolve));

    assert.equal(code, 1);
    assert.match(errors, new RegExp(`PORT ${port} is taken`));
    assert.doesNotMatch(errors, STACK);
  });

  it('names everything at once that production lacks, and touches nothing', async () => {
    const { code, errors } = await start({ NODE_ENV: 'production', PORT: 'x', ADMINS: '' }).ended;

    assert.equal(code, 1);
    for (const name of [
      'PORT',
      'SECRET_KEY',
      'MicrosoftAppId',
      'MicrosoftAppTenantId',
      'MicrosoftAppPassword',
    ])
      assert.match(errors, new RegExp(`^${name} `, 'm'));
    assert.doesNotMatch(errors, STACK);
  });

  it('does not listen to the world without authentication', async () => {
    const { code, errors } = await start({ HOST: '0.0.0.0' }).ended;

    assert.equal(code, 1);
    assert.match(errors, /HOST is 0\.0\.0\.0: local mode/);
  });

  it('lets nobody in without proof when it has an app id', async () => {
    const program = start({
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      MicrosoftAppId: 'c9e8c047-2a74-40a2-b28a-b162d5f5327c',
      MicrosoftAppPassword: 'secret',
      MicrosoftAppTenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
      SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    const url = `http://127.0.0.1:${await program.ready}`;
    const activity = {
      type: 'message',
      id: '1',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      conversation: { id: 'a:1', tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47' },
      from: { id: '29:1', aadObjectId: '00000000-0000-4000-8000-000000000001' },
      text: 'reset PIN for amos',
    };
    const post = (headers: Record<string, string>) =>
      fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(activity),
      });

    const answers = await Promise.all([post({}), post({ authorization: 'Bearer x.y.z' })]);
    const page = await fetch(`${url}/`);

    for (const answer of answers) assert.deepEqual([answer.status, await answer.text()], [401, '']);
    assert.equal(page.status, 404, 'there is no local page');
  });
});
