import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { systemClock } from '../src/adapters/clock/systemClock.ts';
import { openLowdbStore, type LowdbStore } from '../src/adapters/lowdb/store.ts';
import type { User } from '../src/domain/user.ts';
import type { Transaction } from '../src/ports/store.ts';
import { answerParent } from './children.ts';
import type { Figures } from './inChild.ts';
import { fillStore, personOf, upnOf } from './organization.ts';
import { percentile } from './statistics.ts';

const MILLISECONDS = 2_000;
const CALLERS = 20;
const LOOK_UPS = 60;

const MEASURES: Record<string, (people: number) => Promise<Figures>> = { commits, plainCommits, lookUp };

answerParent(
  {},
  ({ measure, people }: { measure: string; people: number }) => MEASURES[measure]?.(people) ?? {},
);

/** The store: somebody's PIN is another one in each transaction. */
async function commits(people: number): Promise<Figures> {
  return withStore(people, async (store) => {
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
async function plainCommits(people: number): Promise<Figures> {
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
async function lookUp(people: number): Promise<Figures> {
  return withStore(people, async (store) => {
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

async function withStore(people: number, work: (store: LowdbStore) => Promise<Figures>): Promise<Figures> {
  return withFolder(async (folder) => {
    await fillStore(folder, people);
    const log = { info() {}, warn() {}, error() {} };
    const store = await openLowdbStore({ folder, clock: systemClock, log });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  });
}

async function withFolder(work: (folder: string) => Promise<Figures>): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
