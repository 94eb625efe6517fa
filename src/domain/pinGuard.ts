import * as z from 'zod';

/** How often something was guessed wrongly of late, and whether it is locked therefore. */
export const PinGuard = z.object({
  /** `user`, `caller` or `service`, a colon, and whose. */
  key: z.string().min(1),
  /** When the wrong ones of the last while came. */
  wrong: z.array(z.iso.datetime()),
  /** How many there were since it was last unlocked, or since the PIN is new. */
  total: z.number().int(),
  /** Until when nothing is accepted; null when it is not locked. */
  lockedUntil: z.iso.datetime().nullable(),
  /** Locked until an admin unlocks it. */
  isClosed: z.boolean(),
  /** Which PIN the tries were about, by the time it was set; null where that is no matter. */
  pinSetAt: z.iso.datetime().nullable(),
});

/** How often something was guessed wrongly of late. */
export type PinGuard = z.infer<typeof PinGuard>;

/** When a guard tells nothing more and can go; null for one of a person, whose tries count together for good. */
export function forgottenAt({ key, wrong, lockedUntil, isClosed }: PinGuard): string | null {
  if (isClosed || key.startsWith('user:')) return null;
  return lockedUntil ?? wrong.at(-1) ?? null;
}
