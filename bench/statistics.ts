/** A measure taken several times: the middle value, and the smallest and largest. */
export interface Measured {
  median: number;
  min: number;
  max: number;
}

/** Sums up what rounds gave; there must be one at least. */
export function measured(values: readonly number[]): Measured {
  return { median: percentile(values, 50), min: Math.min(...values), max: Math.max(...values) };
}

/** The value below or at which a percentage of all values lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const at = Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1);
  return sorted[at] ?? NaN;
}

/** Two measures of the same rounds as one round's ratio each: what a busy machine does to one it does to the other. */
export function ratios(over: readonly number[], under: readonly number[]): Measured {
  return measured(over.map((value, round) => value / (under[round] ?? NaN)));
}

/** A number as a table shows it: three digits that count. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

/** A measure as a table shows it: `812 (790–835)`. */
export function spread({ median, min, max }: Measured): string {
  return `${shown(median)} (${shown(min)}–${shown(max)})`;
}
