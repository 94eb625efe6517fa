import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from './support/builtProgram.ts';
import { Program } from './support/program.ts';
import { TeamsWorld } from './support/teamsClient.ts';

describe('the built program', function () {
  this.timeout(60_000);

  const folder = mkdtempSync(join(tmpdir(), 'switchboard-build-'));
  let program: Program;
  let world: TeamsWorld;
  let address: string;
  before(async () => {
    program = new Program({ DATA_DIR: folder }, undefined, await built());
    address = `http://127.0.0.1:${await program.ready}`;
    world = await TeamsWorld.start();
    world.connectBot(`${address}/api/messages`);
  });
  after(async () => {
    program.stop();
    await program.ended;
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('resets a PIN and says so with two cards', async () => {
    const adele = world.person('Adele Vance', { objectId: '00000000-0000-4000-8000-000000000001' });

    const sent = await adele.says('reset PIN for amos');

    const contents = sent.map(({ attachments }) => attachments?.map(({ contentType }) => contentType));
    const card = ['application/vnd.microsoft.card.adaptive'];
    assert.deepEqual(contents, [card, card]);
    assert.deepEqual(program.faults, []);
  });

  for (const file of ['', 'chat/page/main.js', 'chat/page/adaptivecards.js', 'chat/page/markdown-it.mjs'])
    it(`serves the page of local mode: /${file}`, async () => {
      const answer = await fetch(`${address}/${file}`);

      assert.equal(answer.status, 200);
      assert.ok((await answer.text()).length > 500);
    });

  for (const command of ['import', 'history', 'migrateStore', 'backup'])
    it(`has the command ${command}`, () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [`dist/${command}.js`, '--help'], {
        encoding: 'utf8',
      });

      assert.equal(status, 0, stderr);
      assert.match(stdout, /^(Imports|Writes|Moves) /);
    });
});
