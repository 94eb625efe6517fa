/** Above this many new items sorting all is cheaper than finding the place of each. */
const FEW = 64;

/** Items in order. Sorting is put off until somebody reads, so that loading many costs one sort. */
export class SortedList<Item> {
  #sorted: Item[] = [];
  #fresh: Item[] = [];

  constructor(private readonly compare: (one: Item, other: Item) => number) {}

  /** The items in order; not to be changed. */
  get items(): readonly Item[] {
    this.#settle();
    return this.#sorted;
  }

  add(item: Item): void {
    this.#fresh.push(item);
  }

  /** Removes one item that compares as equal; does nothing when there is none. */
  remove(item: Item): void {
    this.#settle();
    const at = this.#firstNotBefore(item);
    const found = this.#sorted[at];
    if (found !== undefined && this.compare(found, item) === 0) this.#sorted.splice(at, 1);
  }

  #settle(): void {
    if (this.#fresh.length === 0) return;
    const fresh = this.#fresh;
    this.#fresh = [];
    if (fresh.length > FEW) {
      this.#sorted = this.#sorted.concat(fresh).sort(this.compare);
      return;
    }
    for (const item of fresh) this.#sorted.splice(this.#firstNotBefore(item), 0, item);
  }

  #firstNotBefore(item: Item): number {
    return lowerBound(this.#sorted, (other) => this.compare(other, item) < 0);
  }
}

/** The first position at which `isBefore` no longer holds; the items must be in that order. */
export function lowerBound<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Orders texts by their code units, the same on every machine. */
export function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
