import type { DirectoryPerson } from '../../domain/directoryPerson.ts';
import type { Directory, RoleHolder } from '../../ports/directory.ts';
import type { Transaction } from '../../ports/store.ts';
import type { Gate } from '../operation.ts';
import { inSource } from '../sourceRecord.ts';
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
      const unknown = await gate.store.transaction((tx) => unknownOf(tx, holders));
      if (unknown.length > 0)
        await inSource(gate, 'directory', async (work) => {
          for (const person of unknown) await takePerson(work, person);
        });
      cache.put(holders, began);
    },
  };
}

async function unknownOf(tx: Transaction, holders: readonly RoleHolder[]): Promise<DirectoryPerson[]> {
  const people = holders.map(({ person }) => person);
  const known = await Promise.all(people.map(({ id }) => tx.users.byObjectId(id)));
  return people.filter((_person, at) => known[at] === undefined);
}
