import { DuplicateError } from '../../ports/store.ts';
import { byCodeUnits, lowerBound, SortedList } from './sortedList.ts';

/** Something that follows the records of a collection, so that they are found without looking at all of them. */
export interface Index<Kept> {
  /** Throws when this record may not stand beside those that are there. */
  check?(key: string, record: Kept): void;
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
    const before = previous ? this.valuesOf(previous) : [];
    const after = next ? this.valuesOf(next) : [];
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

  /** Keys in order whose value lies from `from` (included) to `to` (excluded). */
  ascending(limit: number, from = '', to?: string): string[] {
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

  /** All keys in order. */
  *keys(): Iterable<string> {
    for (const place of this.#places.items) yield place.key;
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
export class Tally<Kept> implements Index<Kept> {
  readonly #counts = new Map<number, number>();

  constructor(private readonly valueOf: (record: Kept) => number | null) {}

  /** How many records have another value than this one; those without a value do not count. */
  countOther(value: number): number {
    let total = 0;
    for (const [other, count] of this.#counts) if (other !== value) total += count;
    return total;
  }

  replace(_key: string, previous: Kept | undefined, next: Kept | undefined): void {
    if (previous) this.#change(this.valueOf(previous), -1);
    if (next) this.#change(this.valueOf(next), 1);
  }

  #change(value: number | null, by: number): void {
    if (value !== null) this.#counts.set(value, (this.#counts.get(value) ?? 0) + by);
  }
}
