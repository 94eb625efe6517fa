import type { Directory, RoleHolder } from '../../ports/directory.ts';
import type { Transaction } from '../../ports/store.ts';
import type { Gate } from '../operation.ts';
import { eachInSource } from '../sourceRecord.ts';
import { takePerson } from './directoryPeople.ts';
import type { DirectoryRolesCache } from './directoryRolesCache.ts';
import type { DirectoryTask } from './directoryWork.ts';

/** Milliseconds between two readings: one may fail before the last good one counts no more. */
const EVERY = 2 * 60_000;
/** Milliseconds until it is tried again. */
const AGAIN = 20_000;

/** Reads who has which role by the directory; whoever is not known here yet is added, so that they can be somebody. */
export function readRoles(gate: Gate, directory: Directory, cache: DirectoryRolesCache): DirectoryTask {
  return {
    name: 'roles',
    every: EVERY,
    again: AGAIN,
    // Each program has to know for itself.
    isOurs: () => true,
    async run() {
      const began = gate.clock.now();
      const holders = await directory.roleHolders();
      cache.put(holders, began);
      for (const id of await gate.store.transaction((tx) => unknownOf(tx, holders))) {
        // Asked for once more: since the list was made they may have been deleted, there and here.
        const person = await directory.person(id);
        if (person) await eachInSource(gate, 'directory', [person], takePerson);
      }
    },
  };
}

async function unknownOf(tx: Transaction, holders: readonly RoleHolder[]): Promise<string[]> {
  const ids = holders.map(({ person }) => person.id);
  const known = new Set((await tx.users.byObjectIds(ids)).map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}
