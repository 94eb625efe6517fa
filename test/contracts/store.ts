import type { Store } from '../../src/ports/store.ts';
import { describeDecisions } from './storeDecisions.ts';
import { describeEverything } from './storeEverything.ts';
import { describeMigrations } from './storeMigrations.ts';
import { describeNotices } from './storeNotices.ts';
import { describePeople } from './storePeople.ts';
import { describeRecord } from './storeRecord.ts';
import { describeTables } from './storeTables.ts';
import { describeTransactions } from './storeTransactions.ts';

/** A place where one store after the other can be opened on the same data. */
export interface StorePlace {
  /** Opens a store on what the one before left; the first is empty. */
  open(): Promise<Store>;
  /** Closes what is open and removes the data. */
  remove(): Promise<void>;
}

/** What a test of the contract works with. */
export interface StoreWorld {
  readonly store: Store;
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<void>;
}

/** What every store must do, whatever it is made of. */
export function describeStore(name: string, place: () => Promise<StorePlace>): void {
  describe(`a store on ${name}`, () => {
    let current: StorePlace;
    let store: Store;
    const world: StoreWorld = {
      get store() {
        return store;
      },
      async reopen() {
        await store.close();
        store = await current.open();
      },
    };

    beforeEach(async () => {
      current = await place();
      store = await current.open();
    });

    afterEach(async () => {
      await store.close();
      await current.remove();
    });

    describeTransactions(world);
    describePeople(world);
    describeNotices(world);
    describeRecord(world);
    describeTables(world);
    describeMigrations(world);
    describeDecisions(world);
    describeEverything(world);
  });
}
