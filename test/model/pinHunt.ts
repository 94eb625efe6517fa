import assert from 'node:assert/strict';

/** The length from which a PIN occurs nowhere by chance, so that it may be looked for anywhere in a text. */
const LONG = 10;

/** As long as a conference ID is: one may be the other by chance. */
const AS_LONG_AS_IDS = 7;

/** Digits that stand for themselves: no part of a number, a time, a UUID, or an encoded text. */
const TOKENS = /(?<![\w+/=.:-])\d{5,12}(?![\w+/=.:-])/g;

/** Digits in quotes are a value of their own, however few they are. */
const VALUES = /"(\d{4,12})"/g;

/** Digits in a row, whatever stands around them. */
const RUNS = /\d{10,}/g;

/** Remembers the PINs that were shown, and looks for them where none may be (rule 2). */
export class PinHunt {
  readonly #pins = new Set<string>();

  /** Remembers a PIN. */
  add(pin: string): void {
    if (pin.length !== AS_LONG_AS_IDS) this.#pins.add(pin);
  }

  /** Forgets all of them. */
  clear(): void {
    this.#pins.clear();
  }

  /** Fails when a text has one of them; `what` says which text it is. */
  search(text: string, what: string): void {
    const tokens = text.match(TOKENS) ?? [];
    const values = [...text.matchAll(VALUES)].map(([, digits = '']) => digits);
    for (const found of [...tokens, ...values])
      assert.ok(!this.#pins.has(found), `a PIN stands in ${what}: ${found}`);
    const runs = text.match(RUNS) ?? [];
    if (runs.length === 0) return;
    const long = [...this.#pins].filter((pin) => pin.length >= LONG);
    for (const run of runs)
      assert.ok(!long.some((pin) => run.includes(pin)), `a PIN stands in ${what}: ${run}`);
  }
}
