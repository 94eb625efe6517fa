import { randomInt, randomUUID } from 'node:crypto';
import type { Random } from '../../ports/random.ts';

/** Chance from the operating system's cryptographic source. */
export const cryptoRandom: Random = {
  digits: (count) => Array.from({ length: count }, () => randomInt(10)).join(''),
  uuid: () => randomUUID(),
  fraction: () => randomInt(2 ** 32) / 2 ** 32,
};
