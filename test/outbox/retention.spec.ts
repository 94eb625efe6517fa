import assert from 'node:assert/strict';
import { NO_ROW } from '../../src/domain/audit.ts';
import { appendToRecord, RecordCheck } from '../../src/operations/recordChain.ts';
import { forgetRecord } from '../../src/outbox/upkeep.ts';
import type { Store } from '../../src/ports/store.ts';
import { openLowdbStore } from '../../src/adapters/lowdb/store.ts';
import { openPostgresStore } from '../../src/adapters/postgres/store.ts';
import { anAuditRow } from '../support/builders.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { FakeLog } from '../support/fakeLog.ts';
import { POSTGRES, postgresTitle } from '../support/postgresServer.ts';
import { aDatabase, dropDatabase } from '../support/worldDatabase.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecrets } from '../../src/adapters/crypto/secrets.ts';

const secrets = createSecrets(Buffer.alloc(32, 7));

/** Fills the record over five months and forgets what is older than one; what is left is whole, and looked for again is the same. */
async function forgets(store: Store, settle: () => Promise<void>): Promise<void> {
  for (const month of ['07', '08', '09', '10', '11'])
    for (const day of ['01', '30'])
      await store.transaction((tx) =>
        appendToRecord(tx, secrets, anAuditRow({ at: `2026-${month}-${day}T23:59:59.000Z` })),
      );
  await settle();

  for (let time = 0; time < 2; time += 1) await forgetRecord(store, new Date('2026-11-30T12:00:00Z'), 1);
  await store.transaction((tx) =>
    appendToRecord(tx, secrets, anAuditRow({ at: '2026-11-30T23:59:59.500Z' })),
  );

  const check = new RecordCheck(secrets);
  let chain = { last: NO_ROW, removed: NO_ROW };
  for await (const [name, record] of store.everything()) {
    if (name === 'audit') check.add(record as never);
    if (name === 'auditChain') chain = record as typeof chain;
  }
  assert.equal(chain.removed.number, 6);
  assert.equal(check.chained, 5);
  assert.deepEqual(check.faults(chain.removed, chain.last), []);
}

describe('the record is kept for some months', () => {
  it('in the embedded store, whose files of earlier months go', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'switchboard-retention-'));
    const open = () => openLowdbStore({ folder, clock: new FakeClock(), log: new FakeLog() });
    const store = await open();
    await forgets(store, () => store.checkpoint());
    await store.close();

    const again = await open();
    const rows = await again.transaction((tx) => tx.audit.find({}, 0, 99));
    await again.close();
    rmSync(folder, { recursive: true });
    assert.equal(rows.length, 5);
  });

  describe(postgresTitle('in PostgreSQL'), () => {
    before(function () {
      if (!POSTGRES) this.skip();
    });

    it('as well', async function () {
      this.timeout(30_000);
      const url = await aDatabase();
      const options = { url, migrations: 'migrations', log: new FakeLog(), fraction: () => 0.5 };
      const store = await openPostgresStore({ ...options, serves: false });
      await forgets(store, async () => undefined);
      await store.close();
      await dropDatabase(url);
    });
  });
});
