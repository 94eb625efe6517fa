import * as z from 'zod';
import { PhoneNumber } from './phoneNumber.ts';

/** A dial-in number of a bridge, as the import file lists it. */
export const ServiceNumber = z.object({
  number: PhoneNumber,
  type: z.enum(['toll', 'toll-free']),
  bridge: z.string().min(1),
  city: z.string(),
  country: z.string(),
  primaryLanguage: z.string(),
  secondaryLanguages: z.array(z.string()).max(4),
  isDefault: z.boolean(),
  /** Nobody is given it any more; it goes when no invitation has it. */
  retiring: z.boolean().optional(),
});

/** A dial-in number of a bridge. */
export type ServiceNumber = z.infer<typeof ServiceNumber>;
