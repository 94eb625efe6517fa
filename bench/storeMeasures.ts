import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { systemClock } from '../src/adapters/clock/systemClock.ts';
import { cryptoRandom } from '../src/adapters/crypto/random.ts';
import { openLowdbStore } from '../src/adapters/lowdb/store.ts';
import { openPostgresStore } from '../src/adapters/postgres/store.ts';
import type { User } from '../src/domain/user.ts';
import type { Store, Transaction } from '../src/ports/store.ts';
import { answerParent, ROOT } from './children.ts';
import type { Figures, Organization } from './inChild.ts';
import { fillStore, personOf, upnOf } from './organization.ts';
import { percentile } from './statistics.ts';

const MILLISECONDS = 2_000;
const CALLERS = 20;
const LOOK_UPS = 60;
/** People put in one transaction. */
const PORTION = 5_000;
const SILENT = { info() {}, warn() {}, error() {} };

const MEASURES: Record<string, (organization: Organization) => Promise<Figures>> = {
  commits,
  plainCommits,
  lookUp,
  fill,
};

answerParent(
  {},
  ({ measure, ...organization }: Organization & { measure: string }) =>
    MEASURES[measure]?.(organization) ?? {},
);

/** The store: somebody's PIN is another one in each transaction. */
async function commits(organization: Organization): Promise<Figures> {
  const { people } = organization;
  return withStore(organization, async (store) => {
    const change = (number: number) =>
      store.transaction(async (tx) => {
        const user = await tx.users.get(`user-${number % people}`);
        if (user) await tx.users.put(changed(user, number));
      });
    await perSecond(change, 1, MILLISECONDS / 4);
    const alone = await perSecond(change, 1);
    return { alone, together: await perSecond(change, CALLERS) };
  });
}

/** lowdb with the adapter that it comes with, doing the same. */
async function plainCommits({ people }: Organization): Promise<Figures> {
  return withFolder(async (folder) => {
    const users = Object.fromEntries(
      Array.from({ length: people }, (_, number) => [`user-${number}`, personOf(number)]),
    );
    const low = new Low(new JSONFile<{ users: Record<string, User> }>(join(folder, 'db.json')), { users });
    await low.write();
    const change = (number: number) =>
      low.update(({ users: all }) => {
        const key = `user-${number % people}`;
        const user = all[key];
        if (user) all[key] = changed(user, number);
      });
    return { alone: await perSecond(change, 1) };
  });
}

/** What people type: the beginning of a name, a part of one, one with two errors. */
async function lookUp(organization: Organization): Promise<Figures> {
  const { people } = organization;
  return withStore(organization, async (store) => {
    const named = (text: string) => (tx: Transaction) => tx.users.named(text, 10);
    const nearly = (text: string) => (tx: Transaction) => tx.users.nearlyNamed(text, 10);
    const kinds = {
      prefix: (alias: string) => named(alias.slice(0, 7)),
      part: (alias: string) => named(alias.slice(3)),
      typo: (alias: string) => nearly(`${alias.slice(0, 3)}${alias.slice(4)}y`),
    };
    // The index of names is made when it is first needed.
    await store.transaction(named('adele'));
    const figures: Figures = {};
    for (const [kind, textOf] of Object.entries(kinds)) {
      const times: number[] = [];
      for (let number = 0; number < LOOK_UPS; number += 1) {
        const alias = upnOf((number * 7_919) % people).split('@')[0] ?? '';
        const began = performance.now();
        const found = await store.transaction(textOf(alias));
        times.push(performance.now() - began);
        if (found.length === 0) throw new Error(`nobody was found by ${kind}`);
      }
      figures[`${kind} p50`] = percentile(times, 50);
      figures[`${kind} p99`] = percentile(times, 99);
    }
    return figures;
  });
}

/** How often something can be done in a second when so many do it at once. */
async function perSecond(
  act: (number: number) => Promise<unknown>,
  callers: number,
  milliseconds = MILLISECONDS,
): Promise<number> {
  const began = performance.now();
  let done = 0;
  const caller = async () => {
    while (performance.now() - began < milliseconds) {
      const number = (done += 1);
      await act(number * 7_919);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (done / (performance.now() - began)) * 1000;
}

function changed(user: User, number: number): User {
  const pin = { hash: `hash ${number}`, salt: 'salt', keyId: 'key', length: 5, setBy: 'user-0' };
  return { ...user, pin: { ...pin, setAt: new Date().toISOString() } };
}

/** Puts the organisation into its database. */
async function fill({ people, url }: Organization): Promise<Figures> {
  const store = await openDatabase(url ?? '');
  try {
    for (let from = 0; from < people; from += PORTION)
      await store.transaction(async (tx) => {
        const end = Math.min(people, from + PORTION);
        for (let number = from; number < end; number += 1) await tx.users.put(personOf(number));
      });
    await store.transaction((tx) => tx.roles.put('user-0', 'admin'));
    return {};
  } finally {
    await store.close();
  }
}

async function withStore(
  { people, url }: Organization,
  work: (store: Store) => Promise<Figures>,
): Promise<Figures> {
  if (url !== undefined) return closing(await openDatabase(url), work);
  return withFolder(async (folder) => {
    await fillStore(folder, people);
    return closing(await openLowdbStore({ folder, clock: systemClock, log: SILENT }), work);
  });
}

async function openDatabase(url: string): Promise<Store> {
  const migrations = join(ROOT, 'migrations');
  return openPostgresStore({
    url,
    migrations,
    log: SILENT,
    fraction: () => cryptoRandom.fraction(),
    serves: true,
  });
}

async function closing(store: Store, work: (store: Store) => Promise<Figures>): Promise<Figures> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function withFolder(work: (folder: string) => Promise<Figures>): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
