import type { DirectoryPerson } from '../../domain/directoryPerson.ts';
import { DirectoryError, type Directory } from '../../ports/directory.ts';
import type { Gate } from '../operation.ts';
import { inSource } from '../sourceRecord.ts';
import { takePerson, takeRemoval, type Taken } from './directoryPeople.ts';
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
        await new Round(gate, directory, options).changesSince(bookmark?.link ?? null);
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

  constructor(
    private readonly gate: Gate,
    private readonly directory: Directory,
    private readonly options: SyncOptions,
  ) {}

  /** Takes what has changed since a link; without one, everybody. */
  async changesSince(link: string | null): Promise<void> {
    await this.#end(await this.#read(link, () => undefined));
  }

  /** Takes everybody; who was here before and is not among them is gone. */
  async everybody(): Promise<void> {
    const seen = new Set<string>();
    const link = await this.#read(null, ({ id }) => void seen.add(id));
    for (const id of await this.#idsHere()) if (!seen.has(id)) this.#gone.add(id);
    await this.#end(link);
  }

  /** Takes page after page; returns the link for the next round. */
  async #read(since: string | null, notice: (person: DirectoryPerson) => void): Promise<string | null> {
    let link: string | null = null;
    const clashing: DirectoryPerson[] = [];
    for await (const page of this.directory.changes(since)) {
      link = page.link;
      for (const person of page.people) {
        notice(person);
        // Somebody may be there several times: the last word counts.
        if (person.isRemoved) this.#gone.add(person.id);
        else this.#gone.delete(person.id);
      }
      clashing.push(...(await this.#take(page.people)));
    }
    // A user name may be passed on to somebody who comes before its former owner.
    for (const { id } of await this.#take(clashing))
      this.gate.log.warn(
        { objectId: id },
        'somebody else here has the user name of a person of the directory',
      );
    return link;
  }

  /** Takes people, some at a time; returns those whose user name somebody else has. */
  async #take(people: readonly DirectoryPerson[]): Promise<DirectoryPerson[]> {
    const clashing: DirectoryPerson[] = [];
    const incomplete: DirectoryPerson[] = [];
    for (let at = 0; at < people.length; at += AT_A_TIME) {
      const some = people.slice(at, at + AT_A_TIME);
      for (const { person, how } of await this.#takeTogether(some)) {
        this.#counts[how] = (this.#counts[how] ?? 0) + 1;
        if (how === 'clash') clashing.push(person);
        if (how === 'incomplete') incomplete.push(person);
      }
    }
    // Of somebody who is new to us, but not to the directory, it tells only what has changed.
    for (const { id } of incomplete) {
      const person = await this.directory.person(id);
      if (person) await this.#takeTogether([person]);
    }
    return clashing;
  }

  #takeTogether(people: readonly DirectoryPerson[]) {
    return inSource(this.gate, 'directory', async (work) => {
      const taken: { person: DirectoryPerson; how: Taken }[] = [];
      for (const person of people) taken.push({ person, how: await takePerson(work, person) });
      return taken;
    });
  }

  async #idsHere(): Promise<string[]> {
    const found: string[] = [];
    for (let offset = 0; ; offset += PAGE) {
      const { rows } = await this.gate.store.transaction((tx) => tx.users.list({}, offset, PAGE));
      found.push(...rows.flatMap(({ id }) => id ?? []));
      if (rows.length < PAGE) return found;
    }
  }

  async #end(link: string | null): Promise<void> {
    const isSafe = await this.#removeGone();
    this.gate.log.info({ people: this.#counts }, 'the directory was read');
    if (link === null || !isSafe) return;
    const bookmark = { link, at: this.gate.clock.now().toISOString() };
    await this.gate.store.transaction((tx) => tx.directoryBookmark.put(bookmark));
  }

  /** False when that would be too many, and nobody was removed. */
  async #removeGone(): Promise<boolean> {
    const known = await this.gate.store.transaction(async (tx) => {
      const users = await Promise.all([...this.#gone].map((id) => tx.users.byObjectId(id)));
      return users.flatMap((user) => user?.id ?? []);
    });
    const { mostRemoved } = this.options;
    if (known.length > mostRemoved) {
      const told = { people: known.length, most: mostRemoved };
      this.gate.log.error(told, 'more people are gone than DIRECTORY_SYNC_MOST_REMOVED: nobody was removed');
      return false;
    }
    for (const id of known)
      await inSource(this.gate, 'directory', async (work) => {
        const user = await work.tx.users.byObjectId(id);
        if (user) await takeRemoval(work, user);
      });
    if (known.length > 0) this.#counts.removed = known.length;
    return true;
  }
}
