import * as z from 'zod';
import { ROLES } from './actor.ts';
import { canonical } from './canonical.ts';

/** How an operation ended, for the record. A preview is recorded as such, never as done. */
export const AUDIT_OUTCOMES = ['done', 'previewed', 'refused', 'failed'] as const;

/** A place in the chain of the record: the how-manieth row it is, and its fingerprint. */
export const AuditMark = z.object({ number: z.number().int(), hash: z.string() });

/** A place in the chain of the record. */
export type AuditMark = z.infer<typeof AuditMark>;

/** Before the first row. */
export const NO_ROW: AuditMark = { number: 0, hash: '' };

/** Where the chain of the record ends, and up to where its rows were removed because of their age. */
export const AuditChain = z.object({ last: AuditMark, removed: AuditMark });

/** Where the chain of the record ends and begins. */
export type AuditChain = z.infer<typeof AuditChain>;

/** The key of the only record of the chain. */
export const AUDIT_CHAIN_KEY = 'chain';

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
  /** Its place in the chain, with the fingerprint of the row before; rows of before there was one have none. */
  chain: AuditMark.extend({ previous: z.string() }).optional(),
});

/** How many rows of the record a day has with one outcome. */
export interface DayCount {
  /** `2026-11-23`, in UTC. */
  day: string;
  outcome: (typeof AUDIT_OUTCOMES)[number];
  count: number;
}

/** What the fingerprint of a row is made of: all of it but that, and the fingerprint of the row before. */
export function chainText(row: AuditRow, number: number, previous: string): string {
  return canonical({ ...row, chain: { number, previous } });
}

/** One line of the record. */
export type AuditRow = z.infer<typeof AuditRow>;
