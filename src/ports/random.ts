/** Chance from a cryptographic source. */
export interface Random {
  /** Evenly distributed decimal digits. */
  digits(count: number): string;
  /** A version 4 UUID. */
  uuid(): string;
  /** An even fraction from 0 (included) to 1 (excluded), for jitter. */
  fraction(): number;
}
