import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

/** Who may import whom, of our own folders; main and commands may import everything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  ports: ['domain'],
  operations: ['domain', 'ports', 'calls'],
  intake: ['domain', 'operations'],
  presentation: ['domain'],
  outbox: ['domain', 'ports', 'presentation'],
  calls: ['domain'],
  adapters: ['domain', 'ports'],
  teams: ['domain', 'ports', 'operations', 'intake', 'presentation'],
  voice: ['domain', 'ports', 'calls'],
  http: [],
  simulator: ['domain', 'ports'],
};

/** The only folder that knows each library. */
const ONLY_IN: Readonly<Record<string, string>> = {
  botbuilder: 'teams',
  'botbuilder-core': 'teams',
  'botframework-connector': 'teams',
  'botframework-schema': 'teams',
  restify: 'http',
  lowdb: 'adapters/lowdb',
  '@azure/identity': 'adapters/graph',
  pg: 'adapters/postgres',
  nodemailer: 'adapters/smtp',
  'prom-client': 'adapters/metrics',
  'rate-limiter-flexible': 'teams',
  'adaptivecards-templating': 'presentation',
  twilio: 'voice',
  htmlparser2: 'operations/inviting',
};

const FILES = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

/** What a file imports, as written. */
function importsOf(file: string): string[] {
  const source = readFileSync(join('src', file), 'utf8');
  return [...source.matchAll(/^(?:import|export)\s[^;]*?from\s+'([^']+)'|import\('([^']+)'\)/gms)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}

/** The part of src/ that a file belongs to: its folder; of adapters the technology as well. */
function partOf(file: string): string {
  const [folder = '', technology = ''] = file.split('/');
  return folder === 'adapters' ? `adapters/${technology}` : folder;
}

/** Code without comments and strings, in which a bare word is really used. */
function codeOf(file: string): string {
  return readFileSync(join('src', file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

describe('the house: who may import whom', () => {
  for (const file of FILES) {
    const folder = file.split('/')[0] ?? '';
    if (!file.includes('/') || folder === 'commands') continue;
    it(`${file} imports only what ${folder}/ may`, () => {
      const allowed = MAY_IMPORT[folder];
      assert.ok(allowed, `src/${folder}/ is not a folder of the house`);
      const foreign = importsOf(file)
        .filter((path) => path.startsWith('.'))
        .map((path) => relative('src', normalize(join('src', dirname(file), path))))
        .filter((path) => partOf(path) !== partOf(file) && !allowed.includes(path.split('/')[0] ?? ''));
      assert.deepEqual(foreign, []);
    });
  }

  it('keeps each foreign library in its folder', () => {
    const strays = FILES.flatMap((file) =>
      importsOf(file)
        .filter((name) => name in ONLY_IN && !file.startsWith(`${ONLY_IN[name]}/`))
        .map((name) => `${file}: ${name}`),
    );
    assert.deepEqual(strays, []);
  });

  it('reads the environment only in config.ts', () => {
    assert.deepEqual(
      FILES.filter((file) => file !== 'config.ts' && codeOf(file).includes('process.env')),
      [],
    );
  });

  it('takes time and chance only from adapters', () => {
    const clockOrChance =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\brandomInt\(|\brandomBytes\(|\bsetTimeout\(|\bsetInterval\(/;
    const strays = FILES.filter((file) => !file.startsWith('adapters/') && clockOrChance.test(codeOf(file)));
    assert.deepEqual(strays, []);
  });

  it('asks for what is kept of roles only where that is meant: the role in force has the directory in it', () => {
    const KEPT = [
      'commands/copyStore.ts',
      'commands/localChat.ts',
      'commands/sampleOrganization.ts',
      'operations/addRole.ts',
      'operations/directory/directoryPeople.ts',
      'operations/directory/rolesInForce.ts',
      'operations/firstRoles.ts',
      'operations/lastAdmin.ts',
      'operations/removePerson.ts',
      'operations/removeRole.ts',
      'operations/resetPin.ts',
      'operations/roleChange.ts',
      'outbox/claim.ts',
      'teams/identity.ts',
    ];
    const asking = FILES.filter((file) => /\broles\.(of|list|put)\(/.test(codeOf(file)));
    assert.deepEqual(asking.filter((file) => !file.startsWith('adapters/')).sort(), KEPT);
  });

  it('has only main and config standing loose', () => {
    assert.deepEqual(FILES.filter((file) => !file.includes('/')).sort(), ['config.ts', 'main.ts']);
  });

  it('keeps main at 120 lines', () => {
    assert.ok(readFileSync('src/main.ts', 'utf8').split('\n').length <= 121);
  });
});
