import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { built } from './support/builtProgram.ts';
import { Program } from './support/program.ts';

const read = (file: string) => readFileSync(join('deploy', file), 'utf8');
const dockerfile = read('Dockerfile');
const compose = read('compose.yaml');
const unit = read('switchboard.service');

/** What reads the environment. */
const reading = [
  'src/config.ts',
  'src/adapters/graph/graphSettings.ts',
  'src/adapters/smtp/mailSettings.ts',
  'src/voice/voiceSettings.ts',
  'src/voice/engineApiSettings.ts',
]
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Every name of the environment that the program reads. */
const VARIABLES = new Set(
  [...reading.matchAll(/'([A-Z][A-Z_]+|MicrosoftApp\w+)'/g)].map(([, name = '']) => name),
);

// There is no container engine where these run: what can be known without one is checked.
describe('what is deployed', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => built());
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'switchboard-deploy-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Copies what the last stage of the image has. */
  function image(): string {
    const stage = dockerfile.split(/^FROM /m).at(-1) ?? '';
    const copies = [...stage.matchAll(/^COPY --from=build \/build\/(\S+) (\S+)$/gm)];
    assert.ok(copies.length >= 4);
    for (const [, from = '', to = ''] of copies) {
      const target = to.endsWith('/') ? join(folder, to, from) : join(folder, to);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(from, target, { recursive: true });
    }
    return folder;
  }

  it('has all that the program needs, and starts in production', async () => {
    const at = image();
    const environment = {
      NODE_ENV: 'production',
      DATA_DIR: join(folder, 'data'),
      MicrosoftAppId: 'c9e8c047-2a74-40a2-b28a-b162d5f5327c',
      MicrosoftAppTenantId: 'ab5a2e34-0d5b-4bd9-b5b1-0b9b0f3a2f11',
      MicrosoftAppPassword: 'a secret',
      SECRET_KEY: randomBytes(32).toString('base64'),
      ADMINS: 'adele.vance@contoso.com',
    };
    const program = new Program(environment, undefined, [resolve(at, 'dist/main.js')]);
    try {
      const health = await fetch(`http://127.0.0.1:${await program.ready}/health/ready`);
      assert.equal(health.status, 200);
    } finally {
      program.stop();
      await program.ended;
    }
  });

  it('has the commands of an operator', async () => {
    const at = image();
    for (const command of ['import', 'history', 'migrateStore', 'backup']) {
      const { status, stderr } = spawnSync(process.execPath, [join(at, `dist/${command}.js`), '--help']);
      assert.equal(status, 0, String(stderr));
    }
  });

  it('runs as nobody of importance, says whether it lives, and hears SIGTERM', () => {
    const stage = dockerfile.split(/^FROM /m).at(-1) ?? '';
    assert.match(stage, /^USER node$/m);
    assert.match(stage, /^HEALTHCHECK .*\/health\/live/m);
    assert.match(stage, /^CMD \["node", "dist\/main\.js"\]$/m);
    assert.match(unit, /^DynamicUser=yes$/m);
    assert.match(unit, /^ExecStart=\/usr\/bin\/node dist\/main\.js$/m);
    assert.match(compose, /cap_drop: \[ALL\]/);
  });

  it('gives the program only settings that it knows, and no secret of its own', () => {
    const environment = /environment:\n((?: {6}\S.*\n)+)/.exec(compose)?.[1] ?? '';
    const names = [...environment.matchAll(/^ {6}(\w+): (.*)$/gm)];
    assert.ok(names.length > 8);
    for (const [, name = '', value = ''] of names) {
      assert.ok(VARIABLES.has(name), `the program reads no ${name}`);
      assert.match(value, /\$\{/, `${name} comes from the environment`);
    }
    for (const [, name = ''] of unit.matchAll(/(?:Environment=| )([A-Z_]+)=/g))
      assert.ok(VARIABLES.has(name), `the program reads no ${name}`);
  });
});
