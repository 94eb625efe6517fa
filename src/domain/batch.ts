import * as z from 'zod';
import { LANGUAGES } from './language.ts';
import { Message } from './message.ts';
import { Fact } from './view.ts';

/** How many people stand in one part of a list. */
export const BATCH_PART_SIZE = 100;

/** How a person of a list ended, or that their turn has not come. */
export const ITEM_STATES = ['pending', 'ok', 'skipped', 'failed'] as const;

/** How a person of a list ended. */
export type ItemState = (typeof ITEM_STATES)[number];

/** A step of a command without its people. */
const BareStep = z.object({ operation: z.string(), input: z.record(z.string(), z.unknown()) });

/** Why some people of a list were or will be left out, or failed: by refusal code, with a few of them by name. */
export const BatchReason = z.object({
  state: z.enum(['skipped', 'failed']),
  /** A refusal's code; `failure` for what was nobody's no. */
  code: z.string(),
  params: Message.shape.params,
  count: z.number().int(),
  people: z.array(z.string()),
});

/** Why some people of a list were left out. */
export type BatchReason = z.infer<typeof BatchReason>;

/** The states of a batch: `planned` waits for its asker's yes, `awaitingApproval` for another admin's. */
export const BATCH_STATES = [
  'planned',
  'awaitingApproval',
  'running',
  'stopped',
  'done',
  'refused',
  'withdrawn',
] as const;

/** The state of a batch. */
export type BatchState = (typeof BATCH_STATES)[number];

/** Something to be done to many people: what, for whom, how far it is. Its people stand in parts. */
export const Batch = z.object({
  id: z.string(),
  askerKey: z.string(),
  askerName: z.string(),
  language: z.enum(LANGUAGES),
  origin: z.object({ channelId: z.string(), conversationId: z.string() }),
  steps: z.array(BareStep).min(1),
  /** What people will have by it. */
  facts: z.array(Fact).default([]),
  /** Whether it gives people PINs. */
  makesPins: z.boolean().default(false),
  /** For whom, as it was asked for. */
  whom: z.array(Message),
  /** What it means for them: what a confirmation for one person would say. */
  meaning: z.array(Message).default([]),
  /** The pipeline that asks for the same. */
  cmdlet: z.string().nullable().default(null),
  state: z.enum(BATCH_STATES),
  /** Who approved or refused it, where that was needed. */
  decidedBy: z.string().nullable(),
  /** What was approved: changes with every person and every step of the plan. */
  fingerprint: z.string(),
  /** Under it stand the record and the notices of everything that is done. */
  correlationId: z.string(),
  parts: z.number().int(),
  counts: z.object({
    pending: z.number().int(),
    ok: z.number().int(),
    skipped: z.number().int(),
    failed: z.number().int(),
  }),
  reasons: z.array(BatchReason),
  /** People whose new PIN reaches them on no way: their PINs wait, sealed, to be handed over. */
  handOver: z.number().int(),
  /** How many people's invitations follow, and from when; absent where none do. */
  following: z.object({ people: z.number().int(), from: z.iso.datetime() }).optional(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Whether the cards of those who were asked to approve it still show it as it was. */
  cardsDue: z.boolean().default(false),
});

/** Something to be done to many people. */
export type Batch = z.infer<typeof Batch>;

/** A batch that has gone on to another state; where it had to be approved, the cards of those who were asked have to show it. */
export function inState(batch: Batch, state: BatchState, changes: Partial<Batch> = {}): Batch {
  const after = { ...batch, ...changes, state };
  return {
    ...after,
    cardsDue: after.cardsDue || after.decidedBy !== null || batch.state === 'awaitingApproval',
  };
}

/** Whether a batch is no longer as its first cards show it: a plan that asks for an answer. */
export function hasGoneOn({ state }: Batch): boolean {
  return state !== 'planned' && state !== 'awaitingApproval';
}

/** A person of a batch. */
export const BatchItem = z.object({
  userKey: z.string(),
  name: z.string(),
  state: z.enum(ITEM_STATES),
  code: z.string().nullable(),
  params: Message.shape.params,
  /** A PIN that nobody else will tell them, sealed; erased when it was handed over. */
  secret: z.string().nullable(),
});

/** A person of a batch. */
export type BatchItem = z.infer<typeof BatchItem>;

/** Up to a hundred people of a batch, in the order of their names. */
export const BatchPart = z.object({
  id: z.string(),
  batchId: z.string(),
  items: z.array(BatchItem).max(BATCH_PART_SIZE),
});

/** Up to a hundred people of a batch. */
export type BatchPart = z.infer<typeof BatchPart>;

/** The id of a part of a batch, counted from 0. */
export function partId(batchId: string, part: number): string {
  return `${batchId} ${part}`;
}

/** How many people a batch is about. */
export function sizeOf({ counts }: Pick<Batch, 'counts'>): number {
  return counts.pending + counts.ok + counts.skipped + counts.failed;
}

/** The most people named with a reason. */
const NAMED = 3;

/** The reasons with one more person under theirs. */
export function withReason(
  reasons: readonly BatchReason[],
  item: Pick<BatchItem, 'name' | 'code' | 'params'> & { state: BatchReason['state'] },
): BatchReason[] {
  const code = item.code ?? 'failure';
  const known = reasons.find((reason) => reason.code === code && reason.state === item.state);
  const { state, name, params } = item;
  if (!known) return [...reasons, { state, code, params, count: 1, people: [name] }];
  const people = known.people.length < NAMED ? [...known.people, name] : known.people;
  return reasons.map((reason) => (reason === known ? { ...known, count: known.count + 1, people } : reason));
}
