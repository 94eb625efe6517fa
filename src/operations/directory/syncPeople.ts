import type { DirectoryBookmark, DirectoryPerson } from '../../domain/directoryPerson.ts';
import { DirectoryError, type Directory } from '../../ports/directory.ts';
import type { Gate } from '../operation.ts';
import { eachInSource, sourceWork } from '../sourceRecord.ts';
import { takeEachOthersNames, takePerson, takeRemoval, type Taken } from './directoryPeople.ts';
import type { DirectoryTask } from './directoryWork.ts';

/** Milliseconds until it is tried again. */
const AGAIN = 60_000;
/** People in one transaction: nobody else waits for long. */
const AT_A_TIME = 20;
/** People that are looked at in one go for whether the directory still has them. */
const PAGE = 1_000;

/** How people are kept as the directory has them. */
export interface SyncOptions {
  /** Milliseconds. */
  every: number;
  /** When more people than this are gone in one round, nobody is removed: it is more likely that something is wrong. */
  mostRemoved: number;
}

/** Keeps people as the directory has them: who is new, what has changed, who is gone. Of several programs one does it. */
export function syncPeople(gate: Gate, directory: Directory, options: SyncOptions): DirectoryTask {
  return {
    name: 'people',
    every: options.every,
    again: AGAIN,
    isOurs: () => gate.store.place?.rank === 0,
    async run() {
      const bookmark = await gate.store.transaction((tx) => tx.directoryBookmark.get());
      try {
        await new Round(gate, directory, options).changesSince(bookmark);
      } catch (error) {
        if (!(error instanceof DirectoryError) || error.kind !== 'reset') throw error;
        gate.log.warn({ detail: error.detail }, 'the directory has to be read anew');
        await new Round(gate, directory, options).everybody();
      }
    },
  };
}

/**
 * One reading. It is remembered how far the directory was read only when all of it is done: what was interrupted is done again, and
 * what is so already changes nothing.
 */
class Round {
  readonly #counts: Partial<Record<Taken | 'removed', number>> = {};
  readonly #gone = new Set<string>();
  /** People whose user name somebody else has here. */
  readonly #clashing: DirectoryPerson[] = [];

  constructor(
    private readonly gate: Gate,
    private readonly directory: Directory,
    private readonly options: SyncOptions,
  ) {}

  /** Takes what has changed since the last round; without one, everybody. */
  async changesSince(bookmark: DirectoryBookmark | undefined): Promise<void> {
    for (const id of bookmark?.unresolved ?? []) {
      const person = await this.directory.person(id);
      if (person) await this.#take([person], true);
      else this.#gone.add(id);
    }
    await this.#end(await this.#read(bookmark?.link ?? null, () => undefined));
  }

  /** Takes everybody; who was here before and is not among them is gone. */
  async everybody(): Promise<void> {
    const seen = new Set<string>();
    const link = await this.#read(null, ({ id }) => void seen.add(id));
    for (const id of await this.#idsHere()) if (!seen.has(id)) this.#gone.add(id);
    await this.#end(link);
  }

  /** Takes page after page; returns the link for the next round. */
  async #read(since: string | null, notice: (person: DirectoryPerson) => void): Promise<string> {
    let link: string | null = null;
    for await (const page of this.directory.changes(since)) {
      link = page.link;
      for (const person of page.people) {
        notice(person);
        // Somebody may be there several times: the last word counts.
        if (person.isRemoved) this.#gone.add(person.id);
        else this.#gone.delete(person.id);
      }
      await this.#take(page.people);
    }
    // Without one there is no telling whether this was all.
    if (link === null) throw new DirectoryError('silent', 'no delta link');
    return link;
  }

  /** Takes people, some at a time; `areWhole` says that there is no more to know of them. */
  async #take(people: readonly DirectoryPerson[], areWhole = false): Promise<void> {
    for (let at = 0; at < people.length; at += AT_A_TIME) {
      const some = people.slice(at, at + AT_A_TIME);
      const taken = await eachInSource(this.gate, 'directory', some, takePerson);
      for (const [index, person] of some.entries()) {
        const how = taken[index] ?? 'same';
        this.#counts[how] = (this.#counts[how] ?? 0) + 1;
        if (how === 'clash') this.#clashing.push(person);
        // Of somebody who is new to us, but not to the directory, it tells only what has changed.
        const isMissing = how === 'incomplete' && !areWhole;
        const whole = isMissing ? await this.directory.person(person.id) : null;
        if (whole) await this.#take([whole], true);
      }
    }
  }

  async #idsHere(): Promise<string[]> {
    const found: string[] = [];
    for (let offset = 0; ; offset += PAGE) {
      const { rows } = await this.gate.store.transaction((tx) => tx.users.list({}, offset, PAGE));
      found.push(...rows.flatMap(({ id }) => id ?? []));
      if (rows.length < PAGE) return found;
    }
  }

  async #end(link: string): Promise<void> {
    // Who is gone has left their user name to others.
    const kept = await this.#removeGone();
    const unresolved = [...(await this.#resolveClashes()), ...(kept ?? [])];
    this.gate.log.info({ people: this.#counts }, 'the directory was read');
    if (!kept) return;
    const bookmark = { link, at: this.gate.clock.now().toISOString(), unresolved };
    await this.gate.store.transaction((tx) => tx.directoryBookmark.put(bookmark));
  }

  /** User names are passed on in any order, in a row or in a circle. Returns the ids of those who still do not have theirs. */
  async #resolveClashes(): Promise<string[]> {
    for (let before = Infinity; this.#clashing.length > 0 && this.#clashing.length < before;) {
      before = this.#clashing.length;
      await this.#take(this.#clashing.splice(0));
    }
    const { store, house, clock } = this.gate;
    const left = await store.transaction(async (tx) => {
      const works = [];
      for (const _one of this.#clashing) works.push(await sourceWork('directory', tx, house, clock.now()));
      return takeEachOthersNames(works, this.#clashing);
    });
    for (const { id } of left)
      this.gate.log.warn(
        { objectId: id },
        'somebody else here has the user name of a person of the directory',
      );
    return left.map(({ id }) => id);
  }

  /** Returns the ids of those who had to stay; undefined when so many are gone that nobody was removed. */
  async #removeGone(): Promise<string[] | undefined> {
    const { known, total } = await this.gate.store.transaction(async (tx) => ({
      known: (await tx.users.byObjectIds([...this.#gone])).flatMap(({ id }) => id ?? []),
      total: (await tx.users.list({}, 0, 0)).total,
    }));
    const { mostRemoved } = this.options;
    if (known.length > mostRemoved || (known.length > 1 && known.length * 2 > total)) {
      const told = { people: known.length, most: mostRemoved, of: total };
      this.gate.log.error(
        told,
        'more people are gone than DIRECTORY_SYNC_MOST_REMOVED, or most of all: nobody was removed',
      );
      return undefined;
    }
    const kept: string[] = [];
    for (const id of known) {
      const [isGone] = await eachInSource(this.gate, 'directory', [id], async (work) => {
        const user = await work.tx.users.byObjectId(id);
        return !user || takeRemoval(work, user);
      });
      if (isGone) continue;
      kept.push(id);
      this.gate.log.error(
        { objectId: id },
        'the last admin is gone from the directory, and was not removed: add another',
      );
    }
    if (known.length > kept.length) this.#counts.removed = known.length - kept.length;
    return kept;
  }
}
