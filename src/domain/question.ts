import * as z from 'zod';
import { LANGUAGES } from './language.ts';
import { View } from './view.ts';

/** Minutes in which a question can be answered. */
export const QUESTION_MINUTES = 10;

/** A yes-or-no question that was put to somebody, and what yes would do. */
export const Question = z.object({
  id: z.string(),
  askerKey: z.string(),
  conversationId: z.string(),
  steps: z.array(
    z.object({
      operation: z.string(),
      input: z.record(z.string(), z.unknown()),
      undoes: z.string().optional(),
    }),
  ),
  language: z.enum(LANGUAGES),
  /** True where yes is the confirmation of a change; false where it only says whom or what was meant. */
  confirms: z.boolean(),
  preview: z.boolean(),
  /** The conference IDs of the people concerned when the question was put: yes no longer counts when one changed meanwhile. */
  conferenceIds: z.record(z.string(), z.string().nullable()),
  expiresAt: z.iso.datetime(),
  /** Whether its asker has gone on to something else: from then on only its own buttons answer it, typed words do not. */
  setAside: z.boolean().default(false),
  /** The first answer's result; null while open. */
  answer: View.nullable(),
});

/** A yes-or-no question that was put to somebody. */
export type Question = z.infer<typeof Question>;

/** Whether a typed *yes* may be meant for it. */
export function isOpen({ answer, setAside }: Question): boolean {
  return answer === null && !setAside;
}
