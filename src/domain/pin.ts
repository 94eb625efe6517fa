import * as z from 'zod';

/** The shortest and the longest PIN that the tenant setting `PinLength` allows, in digits. */
export const PIN_LENGTH = { min: 4, max: 12 } as const;

/** What stands for a PIN wherever it must not be seen; the same width for every PIN and for none. */
export const PIN_MASK = '*****';

/** What the store knows of a PIN: a keyed hash, never the PIN. */
export const StoredPin = z.object({
  hash: z.string(),
  salt: z.string(),
  keyId: z.string(),
  length: z.number().int(),
  setAt: z.iso.datetime(),
  setBy: z.string(),
});

/** The stored side of a PIN. */
export type StoredPin = z.infer<typeof StoredPin>;

/** What a new PIN of a person may not resemble. */
export interface PinSurroundings {
  conferenceId: string | null;
  phoneNumbers: readonly string[];
}

/** Why a candidate may not be a PIN, or undefined when it may (product rule 1, without the comparison to the previous one). */
export function pinFlaw(
  pin: string,
  around: PinSurroundings,
): 'repeated' | 'run' | 'conference-id' | 'phone-number' | undefined {
  if (/^(\d)\1*$/.test(pin)) return 'repeated';
  if (isRun(pin, 1) || isRun(pin, -1)) return 'run';
  if (around.conferenceId?.includes(pin)) return 'conference-id';
  if (around.phoneNumbers.some((number) => number.replace(/\D/g, '').includes(pin))) return 'phone-number';
  return undefined;
}

/** Whether every digit is its predecessor plus `step`. */
function isRun(pin: string, step: 1 | -1): boolean {
  return [...pin].every((digit, at) => at === 0 || Number(digit) === Number(pin[at - 1]) + step);
}
