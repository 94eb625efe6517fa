import { DuplicateError } from '../../ports/store.ts';
import { byCodeUnits, lowerBound, SortedList } from './sortedList.ts';

/** Something that follows the records of a collection, so that they are found without looking at all of them. */
export interface Index<Kept> {
  /** Throws when this record may not stand beside those that are there. */
  check?(key: string, record: Kept): void;
  /** Checks a record that was not there and takes note of it, for whoever can do both at once. */
  take?(key: string, record: Kept): void;
  /** Takes note that the record under a key was added (no `previous`), replaced or removed (no `next`). */
  replace(key: string, previous: Kept | undefined, next: Kept | undefined): void;
}

/** Finds the one record with a value; two records may not share it. */
export class UniqueIndex<Kept> implements Index<Kept> {
  readonly #keys = new Map<string, string>();

  constructor(
    private readonly field: DuplicateError['field'],
    private readonly valueOf: (record: Kept) => string | null,
  ) {}

  /** The key of the record with this value. */
  find(value: string): string | undefined {
    return this.#keys.get(value);
  }

  check(key: string, record: Kept): void {
    const value = this.valueOf(record);
    const owner = value === null ? undefined : this.#keys.get(value);
    if (owner !== undefined && owner !== key) throw new DuplicateError(this.field);
  }

  take(key: string, record: Kept): void {
    const value = this.valueOf(record);
    if (value === null) return;
    const before = this.#keys.size;
    this.#keys.set(value, key);
    if (this.#keys.size === before) throw new DuplicateError(this.field);
  }

  replace(key: string, previous: Kept | undefined, next: Kept | undefined): void {
    const before = previous ? this.valueOf(previous) : null;
    const after = next ? this.valueOf(next) : null;
    if (before === after) return;
    // While changes are taken back the value may have another owner again already.
    if (before !== null && this.#keys.get(before) === key) this.#keys.delete(before);
    if (after !== null) this.#keys.set(after, key);
  }
}

/** Finds all records with a value; a record may have several values. */
export class GroupIndex<Kept> implements Index<Kept> {
  readonly #groups = new Map<string, string[]>();

  constructor(
    private readonly valuesOf: (record: Kept) => readonly string[],
    private readonly watcher: { appeared?(value: string): void; vanished?(value: string): void } = {},
  ) {}

  /** The keys of the records with this value, in the order in which they came; not to be changed. */
  find(value: string): readonly string[] {
    return this.#groups.get(value) ?? [];
  }

  /** All values that some record has. */
  values(): Iterable<string> {
    return this.#groups.keys();
  }

  replace(key: string, previous: Kept | undefined, next: Kept | undefined): void {
    this.change(key, previous ? this.valuesOf(previous) : [], next ? this.valuesOf(next) : []);
  }

  /** Replaces the values under which a key is found, for whoever knows them already. */
  change(key: string, before: readonly string[], after: readonly string[]): void {
    for (const value of before) if (!after.includes(value)) this.#remove(value, key);
    for (const value of after) if (!before.includes(value)) this.#add(value, key);
  }

  #add(value: string, key: string): void {
    const group = this.#groups.get(value);
    if (group) {
      group.push(key);
      return;
    }
    this.#groups.set(value, [key]);
    this.watcher.appeared?.(value);
  }

  #remove(value: string, key: string): void {
    const group = this.#groups.get(value);
    const at = group?.indexOf(key) ?? -1;
    if (!group || at < 0) return;
    group.splice(at, 1);
    if (group.length > 0) return;
    this.#groups.delete(value);
    this.watcher.vanished?.(value);
  }
}

/** A record's place in an order. */
interface Place {
  value: string;
  key: string;
}

/** Keeps records in the order of a value; those without one are left out. */
export class SortedIndex<Kept> implements Index<Kept> {
  readonly #places = new SortedList<Place>(
    (one, other) => byCodeUnits(one.value, other.value) || byCodeUnits(one.key, other.key),
  );

  constructor(private readonly valueOf: (record: Kept) => string | null) {}

  /** How many records have a value from `from` (included) to `to` (excluded). */
  count(from = '', to?: string): number {
    const [first, end] = this.#range(from, to);
    return end - first;
  }

  /** At most `limit` keys in order whose value lies from `from` (included) to `to` (excluded). */
  ascending(limit = Infinity, from = '', to?: string): string[] {
    const [first, end] = this.#range(from, to);
    return this.#places.items.slice(first, Math.min(end, first + limit)).map((place) => place.key);
  }

  /** The last of a range first; otherwise as `ascending`. */
  descending(limit: number, from = '', to?: string): Place[] {
    const [first, end] = this.#range(from, to);
    return this.#places.items.slice(Math.max(first, end - limit), end).reverse();
  }

  /** The smallest value there is. */
  smallest(): string | undefined {
    return this.#places.items[0]?.value;
  }

  replace(key: string, previous: Kept | undefined, next: Kept | undefined): void {
    const before = previous ? this.valueOf(previous) : null;
    const after = next ? this.valueOf(next) : null;
    if (before === after) return;
    if (before !== null) this.#places.remove({ value: before, key });
    if (after !== null) this.#places.add({ value: after, key });
  }

  #range(from: string, to: string | undefined): [number, number] {
    const places = this.#places.items;
    const first = from === '' ? 0 : lowerBound(places, (place) => place.value < from);
    const end = to === undefined ? places.length : lowerBound(places, (place) => place.value < to);
    return [first, Math.max(first, end)];
  }
}

/** Counts records by a value. */
export class Tally<Kept, Value extends number | string = number> implements Index<Kept> {
  readonly #counts = new Map<Value, number>();

  constructor(private readonly valueOf: (record: Kept) => Value | null) {}

  /** How many records have each value. */
  counts(): [value: Value, count: number][] {
    return [...this.#counts].filter(([, count]) => count > 0);
  }

  /** How many records have another value than this one; those without a value do not count. */
  countOther(value: Value): number {
    let total = 0;
    for (const [other, count] of this.#counts) if (other !== value) total += count;
    return total;
  }

  replace(_key: string, previous: Kept | undefined, next: Kept | undefined): void {
    if (previous) this.#change(this.valueOf(previous), -1);
    if (next) this.#change(this.valueOf(next), 1);
  }

  #change(value: Value | null, by: number): void {
    if (value !== null) this.#counts.set(value, (this.#counts.get(value) ?? 0) + by);
  }
}

/** An index that is made when it is first asked, so that a start does not wait for it. */
export class LateIndex<Kept, Made extends Index<Kept>> implements Index<Kept> {
  #made: Made | undefined;

  /** `records` are those of the collection, now and later. */
  constructor(
    private readonly records: ReadonlyMap<string, Kept>,
    private readonly make: () => Made,
  ) {}

  /** The index with everything in it. */
  get ready(): Made {
    this.#made ??= this.#filled();
    return this.#made;
  }

  replace(key: string, previous: Kept | undefined, next: Kept | undefined): void {
    this.#made?.replace(key, previous, next);
  }

  #filled(): Made {
    const index = this.make();
    for (const [key, record] of this.records) index.replace(key, undefined, record);
    return index;
  }
}
