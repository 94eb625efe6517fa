import { systemClock } from '../../../src/adapters/clock/systemClock.ts';
import { openLowdbStore } from '../../../src/adapters/lowdb/store.ts';
import { aUser, anAuditRow } from '../../support/builders.ts';
import { FakeLog } from '../../support/fakeLog.ts';

/**
 * A process of its own that commits without end, five callers at once, and writes the number of each transaction to its
 * output once it was acknowledged. Its arguments: the folder, the first number.
 */
const [folder = '', first = '1'] = process.argv.slice(2);
const store = await openLowdbStore({ folder, clock: systemClock, log: new FakeLog(), journalLimit: 200_000 });
let next = Number(first);

async function commitForever(): Promise<never> {
  for (;;) {
    const number = next++;
    await store.transaction(async (tx) => {
      await tx.users.put(aUser({ key: `u${number}`, upn: `u${number}@contoso.com`, conferenceId: null }));
      await tx.audit.append(anAuditRow({ id: `a${number}`, people: [{ key: `u${number}`, name: 'Amos' }] }));
    });
    process.stdout.write(`${number}\n`);
  }
}

await Promise.all(Array.from({ length: 5 }, commitForever));
