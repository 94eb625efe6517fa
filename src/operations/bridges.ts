import type { Bridge } from '../domain/bridge.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import type { User } from '../domain/user.ts';
import type { Transaction } from '../ports/store.ts';

/** The bridges of the organisation with their numbers. A bridge that has no record of its own is what its numbers make it. */
export class Bridges {
  readonly #numbers = new Map<string, ServiceNumber>();
  readonly #bridges = new Map<string, Bridge>();

  private constructor(numbers: readonly ServiceNumber[], bridges: readonly Bridge[]) {
    for (const number of numbers) this.#numbers.set(number.number, number);
    for (const bridge of bridges) this.#bridges.set(bridge.id, bridge);
    for (const { bridge: id } of numbers)
      if (!this.#bridges.has(id)) this.#bridges.set(id, { id, name: id, region: '', isDefault: false });
  }

  static async of(tx: Transaction): Promise<Bridges> {
    return new Bridges(await tx.serviceNumbers.list(), await tx.bridges.list());
  }

  number(e164: string): ServiceNumber | undefined {
    return this.#numbers.get(e164);
  }

  has(bridge: string): boolean {
    return this.find(bridge) !== undefined;
  }

  /** Every bridge, by its id; exactly one is the default, if there are any. */
  list(): Bridge[] {
    const all = [...this.#bridges.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    const preferred = all.find((one) => one.isDefault) ?? all[0];
    return all.map((one) => ({ ...one, isDefault: one.id === preferred?.id }));
  }

  /** The bridge with this id, else the one with this name; case does not matter. */
  find(text: string): Bridge | undefined {
    const wanted = text.trim().toLowerCase();
    const all = this.list();
    return (
      all.find((one) => one.id.toLowerCase() === wanted) ??
      all.find((one) => one.name.toLowerCase() === wanted)
    );
  }

  /** The bridge that a text names; where none is named, the only one. Throws Refusal with the names to choose from. */
  named(text: string | undefined): Bridge {
    const all = this.list();
    const names = all.map((one) => one.name);
    const [first, ...others] = all;
    if (text === undefined) {
      if (first && others.length === 0) return first;
      throw new Refusal(first ? 'bridge-missing' : 'bridge-none', {}, names);
    }
    const found = this.find(text);
    if (!found) throw new Refusal('bridge-unknown', { value: text }, names);
    return found;
  }

  /** What a bridge is named by, where it is named at all. Throws Refusal when name and id are of two bridges. */
  namedBy({
    bridge,
    bridgeId,
  }: {
    bridge?: string | undefined;
    bridgeId?: string | undefined;
  }): string | undefined {
    if (bridge === undefined || bridgeId === undefined) return bridgeId ?? bridge;
    if (this.named(bridge).id === this.named(bridgeId).id) return bridgeId;
    const names = this.list().map((one) => one.name);
    throw new Refusal('bridges-differ', { name: bridge, id: bridgeId }, names);
  }

  /** What people call a bridge. */
  nameOf(id: string): string {
    return this.#bridges.get(id)?.name ?? id;
  }

  /** The number that a bridge gives where no other is chosen. */
  defaultOf(id: string): ServiceNumber | undefined {
    return this.numbersOf(id).find((number) => number.isDefault);
  }

  /** The bridge of people of whom none is said: the one of their number, else the only one there is. */
  bridgeFor(serviceNumber: string | null): string | null {
    const own = serviceNumber === null ? undefined : this.number(serviceNumber);
    if (own) return own.bridge;
    const names = new Set([...this.#numbers.values()].map((number) => number.bridge));
    return names.size === 1 ? ([...names][0] ?? null) : null;
  }

  /** The bridge that somebody is on. */
  bridgeOf(user: User): string | null {
    return user.bridge ?? this.bridgeFor(user.serviceNumber);
  }

  /** The default number of new people: a toll number of the bridge in their country, else the default of the bridge (rule 8). */
  numberFor(bridge: string | null, country: string): string | null {
    const toll =
      bridge === null
        ? []
        : this.numbersOf(bridge).filter(({ type, retiring }) => type === 'toll' && !retiring);
    const near = country === '' ? [] : toll.filter((number) => number.country === country);
    const isDefault = (number: ServiceNumber) => number.isDefault;
    return (near.find(isDefault) ?? near[0] ?? toll.find(isDefault))?.number ?? null;
  }

  /** The numbers of a bridge, or of all bridges. */
  numbersOf(bridge?: string): ServiceNumber[] {
    const all = [...this.#numbers.values()];
    return bridge === undefined ? all : all.filter((number) => number.bridge === bridge);
  }
}
