import type { ServiceNumber } from '../domain/serviceNumber.ts';
import type { Transaction } from '../ports/store.ts';

/** The bridges of the organisation with their numbers. */
export class Bridges {
  readonly #numbers = new Map<string, ServiceNumber>();

  private constructor(numbers: readonly ServiceNumber[]) {
    for (const number of numbers) this.#numbers.set(number.number, number);
  }

  static async of(tx: Transaction): Promise<Bridges> {
    return new Bridges(await tx.serviceNumbers.list());
  }

  number(e164: string): ServiceNumber | undefined {
    return this.#numbers.get(e164);
  }

  has(bridge: string): boolean {
    return this.#on(bridge).length > 0;
  }

  /** The bridge of people of whom none is said: the one of their number, else the only one there is. */
  bridgeFor(serviceNumber: string | null): string | null {
    const own = serviceNumber === null ? undefined : this.number(serviceNumber);
    if (own) return own.bridge;
    const names = new Set([...this.#numbers.values()].map((number) => number.bridge));
    return names.size === 1 ? ([...names][0] ?? null) : null;
  }

  /** The default number of new people: a toll number of the bridge in their country, else the default of the bridge (rule 8). */
  numberFor(bridge: string | null, country: string): string | null {
    const toll = bridge === null ? [] : this.#on(bridge).filter((number) => number.type === 'toll');
    const near = country === '' ? [] : toll.filter((number) => number.country === country);
    const isDefault = (number: ServiceNumber) => number.isDefault;
    return (near.find(isDefault) ?? near[0] ?? toll.find(isDefault))?.number ?? null;
  }

  #on(bridge: string): ServiceNumber[] {
    return [...this.#numbers.values()].filter((number) => number.bridge === bridge);
  }
}
