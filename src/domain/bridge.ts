import * as z from 'zod';

/** A bridge of the organisation. Its numbers and people bear its id, so that a new name touches nobody. */
export const Bridge = z.object({
  /** The name under which the bridge first came in; never changed. */
  id: z.string().min(1),
  name: z.string().min(1),
  region: z.string(),
  /** The bridge of people and numbers of whom none is said. */
  isDefault: z.boolean(),
});

/** A bridge of the organisation. */
export type Bridge = z.infer<typeof Bridge>;
