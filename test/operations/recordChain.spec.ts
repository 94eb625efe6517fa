import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createSecrets } from '../../src/adapters/crypto/secrets.ts';
import { NO_ROW, type AuditChain, type AuditRow } from '../../src/domain/audit.ts';
import { appendToRecord, RecordCheck } from '../../src/operations/recordChain.ts';
import type { Transaction } from '../../src/ports/store.ts';
import { anAuditRow } from '../support/builders.ts';

const secrets = createSecrets(Buffer.alloc(32, 7));

/** A record of so many rows, and where its chain ends. */
async function aRecord(count: number): Promise<{ rows: AuditRow[]; chain: AuditChain }> {
  const rows: AuditRow[] = [];
  let chain: AuditChain | undefined;
  const tx = {
    audit: { append: async (row: AuditRow) => void rows.push(row) },
    auditChain: { get: async () => chain, put: async (next: AuditChain) => void (chain = next) },
  } as unknown as Transaction;
  for (let at = 0; at < count; at += 1)
    await appendToRecord(tx, secrets, anAuditRow({ after: { PinLength: at } }));
  return { rows, chain: chain ?? { last: NO_ROW, removed: NO_ROW } };
}

function faultsIn(rows: readonly AuditRow[], { removed, last }: AuditChain) {
  const check = new RecordCheck(secrets);
  for (const row of rows) check.add(row);
  return check.faults(removed, last);
}

describe('the chain of the record', () => {
  it('finds nothing wrong with a whole record, in whatever order its rows and their fields come', async () => {
    const { rows, chain } = await aRecord(20);
    const reordered = rows
      .map((row) => JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(row).reverse()))) as AuditRow)
      .reverse();

    assert.deepEqual(faultsIn(reordered, chain), []);
    assert.deepEqual(faultsIn([], { last: NO_ROW, removed: NO_ROW }), []);
  });

  it('finds whatever single thing is done to it', async () => {
    const { rows, chain } = await aRecord(12);
    const deeds: Record<string, (at: number) => AuditRow[]> = {
      'somebody else did it': (at) => rows.with(at, { ...rows[at]!, actorName: 'Nobody' }),
      'at another time': (at) => rows.with(at, { ...rows[at]!, at: '2026-01-01T00:00:00.000Z' }),
      'something else came of it': (at) => rows.with(at, { ...rows[at]!, after: { PinLength: 99 } }),
      'a row is gone': (at) => rows.toSpliced(at, 1),
      'several are gone': (at) => rows.toSpliced(at, 3),
      'a row is there twice': (at) => [...rows, rows[at]!],
      'a row took the place of another': (at) => {
        const forged = { ...rows[at]!, actorName: 'Nobody' };
        const { number, previous } = forged.chain!;
        const bare = { ...forged, chain: undefined };
        const hash = secrets.fingerprint(JSON.stringify(bare));
        return rows.with(at, { ...forged, chain: { number, previous, hash } });
      },
      'a row left the chain': (at) => rows.with(at, { ...rows[at]!, chain: undefined }),
    };
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(deeds)), fc.nat(rows.length - 1), (deed, at) => {
        assert.notDeepEqual(faultsIn(deeds[deed]!(at), chain), [], `${deed} at ${at}`);
      }),
    );
  });

  it('says which rows are missing, changed and added', async () => {
    const { rows, chain } = await aRecord(10);
    const { rows: longer } = await aRecord(12);

    assert.deepEqual(faultsIn(rows.toSpliced(3, 2), chain), [{ what: 'missing', from: 4, to: 5 }]);
    assert.deepEqual(faultsIn(rows.slice(0, 8), chain), [{ what: 'missing', from: 9, to: 10 }]);
    assert.deepEqual(faultsIn(rows.with(6, { ...rows[6]!, code: 'x' }), chain), [
      { what: 'changed', from: 7, to: 7 },
    ]);
    assert.ok(faultsIn(longer, { ...chain, last: chain.last }).some(({ what }) => what === 'added'));
  });

  it('misses no row that was removed because of its age', async () => {
    const { rows, chain } = await aRecord(10);
    const { number, hash } = rows[3]!.chain!;

    assert.deepEqual(faultsIn(rows.slice(4), { ...chain, removed: { number, hash } }), []);
    assert.deepEqual(faultsIn(rows.slice(5), { ...chain, removed: { number, hash } }), [
      { what: 'missing', from: 5, to: 5 },
    ]);
  });
});
