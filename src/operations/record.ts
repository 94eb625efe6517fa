import type { AuditRow } from '../domain/audit.ts';
import type { Language } from '../domain/language.ts';
import type { Request } from '../domain/request.ts';
import type { SeenRequest } from '../domain/seenRequest.ts';
import type { User } from '../domain/user.ts';
import type { PinCard } from '../domain/pinCard.ts';
import type { View } from '../domain/view.ts';
import type { Transaction } from '../ports/store.ts';
import { roleOf } from './directory/rolesInForce.ts';
import { overtakeAsks } from './asking/overtakeAsks.ts';
import type { Change, Gate, Work } from './operation.ts';
import type { PlannedStep } from './plan.ts';
import { appendToRecord } from './recordChain.ts';

/** What the steps of a request ended in. */
export interface Ending {
  view: View;
  /** The steps that were run; none when a question was asked instead. */
  planned: PlannedStep[];
  changes: Change[];
  pinCards: PinCard[];
  personal: boolean;
}

/** What is known of a request when it ends in another way than done. */
export interface Trace {
  correlationId: string;
  operation: string;
  people: User[];
}

/** Writes the audit row of every step that was run, and remembers the request, in the transaction of the change. */
export async function recordEnd(work: Work, ending: Ending): Promise<void> {
  for (const [at, planned] of ending.planned.entries()) {
    const change = ending.changes[at];
    if (
      !change &&
      !planned.operation.changes &&
      planned.people.every((user) => user.key === work.actor.user.key)
    )
      continue;
    await recordStep(work, {
      id: `${work.correlationId}-${at}`,
      operation: planned.operation.name,
      // A change of many names nobody in its input: it tells whom it changed.
      people: change?.people ?? planned.people,
      ...(change && { change }),
      ...(planned.step.undoes !== undefined && { undoes: planned.step.undoes }),
    });
  }
  await remember(work.tx, work.request, work.now, ending.view);
}

/** What an operation did or did not do to people, for the record. */
export interface RecordedStep {
  /** Of the row: a row that is there already is not written again. */
  id: string;
  operation: string;
  people: readonly User[];
  change?: Pick<Change, 'before' | 'after'>;
  refused?: string;
  /** The request that it takes back. */
  undoes?: string;
}

/** Writes one audit row in the transaction of the change, and closes the asks that the change has overtaken. */
export async function recordStep(work: Work, step: RecordedStep): Promise<void> {
  await appendToRecord(work.tx, work.house.secrets, {
    ...rowOf(work.request, work.correlationId, work.now),
    id: step.id,
    actorName: work.actor.user.displayName,
    role: work.actor.role,
    operation: step.operation,
    people: step.people.map((user) => ({ key: user.key, name: user.displayName })),
    outcome: step.refused === undefined ? 'done' : 'refused',
    code: step.refused ?? null,
    ...(step.undoes === undefined ? {} : { undoes: step.undoes }),
    before: step.change?.before ?? {},
    after: step.change?.after ?? {},
  });
  if (step.change) await overtakeAsks(work, step.people);
}

/** What became of putting an ending on record apart. */
export type RecordedApart =
  | { how: 'recorded'; language: Language | null }
  /** Another program, or another arrival, has ended the request meanwhile. */
  | { how: 'ended'; seen: SeenRequest }
  /** It could not be; the log tells why. */
  | { how: 'not' };

/**
 * Records a refusal, a failure or a preview in a transaction of its own, and remembers the request; gives the language that the actor
 * chose, if any. A request that was ended meanwhile, as when it reaches two programs at once, is not put on record a second time.
 */
export async function recordApart(
  gate: Gate,
  request: Request,
  trace: Trace,
  view: View,
  end: Pick<AuditRow, 'outcome' | 'code'>,
): Promise<RecordedApart> {
  try {
    return await gate.store.transaction(async (tx) => {
      const seen = await tx.seenRequests.get(request.id);
      if (seen) return { how: 'ended', seen };
      const now = gate.clock.now();
      const actor = await tx.users.get(request.actorKey);
      await appendToRecord(tx, gate.house.secrets, {
        ...rowOf(request, trace.correlationId, now),
        id: trace.correlationId,
        actorName: actor?.displayName ?? '',
        role: actor ? await roleOf(tx, gate.house, actor) : 'user',
        operation: trace.operation.slice(0, 64),
        people: trace.people.map((user) => ({ key: user.key, name: user.displayName })),
        ...end,
        before: {},
        after: {},
      });
      // A failure may be tried again, with the same button too.
      if (end.outcome !== 'failed') await remember(tx, request, now, view);
      return { how: 'recorded', language: actor?.language ?? null };
    });
  } catch (error) {
    gate.log.error({ correlationId: trace.correlationId, error }, 'an ending could not be recorded');
    return { how: 'not' };
  }
}

/** The part of an audit row that comes from the request alone. */
function rowOf(request: Request, correlationId: string, now: Date) {
  const { channelId, conversationId } = request.origin;
  return {
    at: now.toISOString(),
    correlationId,
    actorKey: request.actorKey,
    origin: { channelId, conversationId },
  };
}

/** The next arrival of the same request is answered with the same view and changes nothing. */
async function remember(tx: Transaction, request: Request, now: Date, view: View): Promise<void> {
  await tx.seenRequests.put({
    id: request.id,
    arrival: request.arrival,
    at: now.toISOString(),
    actorKey: request.actorKey,
    view,
  });
}
