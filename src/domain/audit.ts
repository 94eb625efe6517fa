import * as z from 'zod';
import { ROLES } from './actor.ts';

/** How an operation ended, for the record. A preview is recorded as such, never as done. */
export const AUDIT_OUTCOMES = ['done', 'previewed', 'refused', 'failed'] as const;

/** One line of the record: who did what, for whom, when, from where, and how it ended. Never a secret. */
export const AuditRow = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  correlationId: z.string(),
  actorKey: z.string().nullable(),
  actorName: z.string(),
  role: z.enum(ROLES),
  operation: z.string(),
  /** The people concerned, by key; the names are those of that day. */
  people: z.array(z.object({ key: z.string(), name: z.string() })),
  origin: z.object({ channelId: z.string(), conversationId: z.string() }),
  outcome: z.enum(AUDIT_OUTCOMES),
  /** The refusal's code or the failure's reference. */
  code: z.string().nullable(),
  /** The correlation id of the request that this one took back. */
  undoes: z.string().optional(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
});

/** How many rows of the record a day has with one outcome. */
export interface DayCount {
  /** `2026-11-23`, in UTC. */
  day: string;
  outcome: (typeof AUDIT_OUTCOMES)[number];
  count: number;
}

/** One line of the record. */
export type AuditRow = z.infer<typeof AuditRow>;
