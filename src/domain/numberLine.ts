import * as z from 'zod';

/** A service number as a list shows it. */
export const NumberLine = z.object({
  /** E.164. */
  number: z.string(),
  type: z.enum(['toll', 'toll-free']),
  city: z.string(),
  country: z.string(),
  /** Language tags, the first one first. */
  languages: z.array(z.string()),
  /** Its name, where there are several. */
  bridge: z.string().nullable(),
  isDefault: z.boolean(),
  /** Whether it is about to go. */
  retiring: z.boolean().optional(),
  /** How many people have it as a default number. */
  people: z.number().int(),
});

/** A service number as a list shows it. */
export type NumberLine = z.infer<typeof NumberLine>;
