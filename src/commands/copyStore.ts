import { createHash } from 'node:crypto';
import type { AuditRow } from '../domain/audit.ts';
import { canonical } from '../domain/canonical.ts';
import type { Archived } from '../ports/archive.ts';
import type { Store, Transaction } from '../ports/store.ts';

/** Records in one transaction. */
const PORTION = 1_000;

/** What a store holds, by collection: how many records, and a checksum that changes with any of them, but not with their order. */
export type Inventory = Record<string, { count: number; checksum: string }>;

/** Counts and checks everything that there is. */
export async function inventoryOf(everything: AsyncIterable<Archived>): Promise<Inventory> {
  const { everything: passing, inventory } = counted(everything);
  for await (const record of passing) void record;
  return inventory();
}

/** Gives on everything that there is, and counts and checks what has passed. */
export function counted(everything: AsyncIterable<Archived>): {
  everything: AsyncIterable<Archived>;
  inventory: () => Inventory;
} {
  const found = new Map<string, { count: number; sum: bigint }>();
  async function* passing(): AsyncIterable<Archived> {
    for await (const one of everything) {
      const [name, record] = one;
      const before = found.get(name) ?? { count: 0, sum: 0n };
      found.set(name, { count: before.count + 1, sum: (before.sum + digestOf(record)) & MASK });
      yield one;
    }
  }
  return {
    everything: passing(),
    inventory() {
      const parts = [...found].sort(([one], [other]) => (one < other ? -1 : 1));
      return Object.fromEntries(
        parts.map(([name, { count, sum }]) => [
          name,
          { count, checksum: sum.toString(16).padStart(32, '0') },
        ]),
      );
    },
  };
}

/** Puts everything that there is into a store, which has to be empty. */
export async function putEverything(everything: AsyncIterable<Archived>, to: Store): Promise<void> {
  let portion: Archived[] = [];
  const write = async () => {
    const records = portion;
    portion = [];
    await to.transaction(async (tx) => {
      for (const [name, record] of records) await put(tx, name, record);
    });
  };
  for await (const one of everything) {
    portion.push(one);
    if (portion.length === PORTION) await write();
  }
  await write();
}

async function put(tx: Transaction, name: Archived[0], record: object): Promise<void> {
  if (name === 'audit') return tx.audit.append(record as AuditRow);
  if (name === 'roles') {
    const { userKey, role } = record as { userKey: string; role: 'admin' | 'helpDesk' };
    return tx.roles.put(userKey, role);
  }
  const table = tx[name] as { put(record: object): Promise<void> };
  return table.put(record);
}

const MASK = (1n << 128n) - 1n;

/** The same for records that hold the same, in whatever order their fields stand. */
function digestOf(record: object): bigint {
  return BigInt(`0x${createHash('sha256').update(canonical(record)).digest('hex').slice(0, 32)}`);
}
