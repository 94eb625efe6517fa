import * as z from 'zod';
import { Message } from './message.ts';

/** What a button asks for when it is pressed: as untrusted, when it comes back, as anything typed. */
export const ButtonRequest = z.object({
  steps: z
    .array(z.object({ operation: z.string(), input: z.record(z.string(), z.unknown()) }))
    .min(1)
    .max(10),
  /** The token of a one-time button: pressed again, it shows the first result. */
  once: z.string().optional(),
  preview: z.boolean().optional(),
});

/** What a button asks for. */
export type ButtonRequest = z.infer<typeof ButtonRequest>;

/** A button under a card: its title is a text of the locale files. */
export const Button = z.object({
  title: Message,
  request: ButtonRequest,
  style: z.enum(['default', 'positive', 'destructive']).default('default'),
});

/** A button under a card. */
export type Button = z.infer<typeof Button>;

/** A request of one step. */
export function single(operation: string, input: Record<string, unknown>): ButtonRequest {
  return { steps: [{ operation, input }] };
}
