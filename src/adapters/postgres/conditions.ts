import type { Value } from './session.ts';

/** Conditions of a statement, all of which must hold, with the values that stand in their places. */
export class Conditions {
  readonly values: Value[] = [];
  readonly #texts = ['true'];

  /** A condition on a value, whose place it is given; none when there is no value. */
  on(value: Value | undefined, condition: (place: string) => string): void {
    if (value !== undefined) this.add(condition(this.place(value)));
  }

  add(condition: string): void {
    this.#texts.push(condition);
  }

  /** The place of one more value. */
  place(value: Value): string {
    return `$${this.values.push(value)}`;
  }

  get text(): string {
    return this.#texts.join(' AND ');
  }
}
