import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { importX509, jwtVerify } from 'jose';
import { ADMIN_GROUP, aDirectoryUser, NORA } from './operations/directory/directoryWorld.ts';
import { built } from './support/builtProgram.ts';
import { GraphStandIn } from './support/graphStandIn.ts';
import { Program } from './support/program.ts';
import { TEST_TENANT } from './support/teamsPayloads.ts';

const CERTIFICATES = join(import.meta.dirname, 'support/certificates');
const APP_ID = 'c9e8c047-2a74-40a2-b28a-b162d5f5327c';
const SECRET = 'the-secret-of-the-registration';

describe('the program with an app registration, and Microsoft Graph behind TLS', function () {
  this.timeout(60_000);

  let shipped: string[];
  let graph: GraphStandIn;
  let folder: string;
  let program: Program;
  before(async () => {
    shipped = await built();
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'switchboard-graph-'));
    graph = await GraphStandIn.start({
      key: readFileSync(join(CERTIFICATES, 'key.pem')),
      cert: readFileSync(join(CERTIFICATES, 'certificate.pem')),
    });
    graph.token = 'a-token-of-the-service';
    graph.put(aDirectoryUser(NORA, 'Nora New'));
    graph.groups.set(ADMIN_GROUP, [NORA]);
  });
  afterEach(async () => {
    program.kill();
    await program.ended;
    await graph.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(environment: Record<string, string>): void {
    const given = {
      DATA_DIR: folder,
      MicrosoftAppId: APP_ID,
      MicrosoftAppTenantId: TEST_TENANT,
      SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      GRAPH_URL: graph.url,
      LOGIN_URL: graph.url,
      ADMIN_GROUPS: ADMIN_GROUP,
      HOST: '127.0.0.1',
      NODE_EXTRA_CA_CERTS: join(CERTIFICATES, 'certificate.pem'),
    };
    program = new Program({ ...given, ...environment }, undefined, shipped);
  }

  async function until(holds: () => boolean): Promise<void> {
    for (let tries = 0; !holds() && tries < 200; tries += 1) await pause(50);
    assert.ok(holds(), `asked: ${graph.asked.join('; ')}; told: ${program.lines.join('')}`);
  }

  it('gets a token with its client secret, and reads who has which role with it', async () => {
    start({ MicrosoftAppPassword: SECRET });
    await until(() => graph.asked.length > 0);

    const [asked] = graph.tokenRequests;
    assert.deepEqual(
      ['client_id', 'client_secret', 'scope', 'grant_type'].map((name) => asked?.get(name)),
      [APP_ID, SECRET, `${graph.url}/.default`, 'client_credentials'],
    );
    assert.match(graph.asked[0] ?? '', /^GET \/v1\.0\/groups\/[-\d]+\/transitiveMembers/);
    assert.deepEqual(graph.refused, [], 'Graph has taken the token');
  });

  it('gets a token with its certificate, which it signs for and does not send', async () => {
    const file = join(folder, 'app.pem');
    const pem = (name: string) => readFileSync(join(CERTIFICATES, name), 'utf8');
    writeFileSync(file, pem('certificate.pem') + pem('key.pem'));
    start({ MicrosoftAppCertificate: file });
    await until(() => graph.asked.length > 0);

    const [asked] = graph.tokenRequests;
    const assertion = asked?.get('client_assertion') ?? '';
    const key = await importX509(pem('certificate.pem'), 'PS256');
    const { payload } = await jwtVerify(assertion, key, {
      algorithms: ['PS256', 'RS256'],
      clockTolerance: 60,
    });
    assert.deepEqual([payload.iss, payload.sub], [APP_ID, APP_ID]);
    assert.equal(asked?.get('client_secret') ?? null, null);
    assert.deepEqual(graph.refused, [], 'Graph has taken the token');
  });

  it('stands behind what it starts with: without a token it serves, gives nobody a role, and does not tell the secret', async () => {
    start({ MicrosoftAppPassword: SECRET, LOGIN_URL: 'https://127.0.0.1:1' });
    await until(() => program.lines.some((line) => /no token/.test(line)));

    assert.equal(await program.health(), 200);
    assert.deepEqual(graph.asked, []);
    assert.doesNotMatch(program.lines.join(''), new RegExp(SECRET));
  });

  it('gets a token with a managed identity, as the hosting service gives it', async () => {
    start({
      MicrosoftAppType: 'UserAssignedMSI',
      IDENTITY_ENDPOINT: `${graph.url}/msi/token`,
      IDENTITY_HEADER: 'a-header-of-the-host',
    });
    await until(() => graph.asked.length > 0);

    const [asked] = graph.identityRequests;
    assert.deepEqual(
      [asked?.resource, asked?.clientId, asked?.header],
      [graph.url, APP_ID, 'a-header-of-the-host'],
    );
    assert.deepEqual(graph.refused, [], 'Graph has taken the token');
  });
});
