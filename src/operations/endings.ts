import type { Language } from '../domain/language.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import type { View } from '../domain/view.ts';
import { StoreInDoubtError } from '../ports/store.ts';
import { countEnding } from './counting.ts';
import type { Gate } from './operation.ts';
import type { Performed } from './perform.ts';
import { recordApart, type RecordedApart, type Trace } from './record.ts';
import { refusalView } from './resultView.ts';

/** What a request that came before ended in. */
export function showAgain(
  view: View,
  repeated: Performed['repeated'],
  language: Language,
  correlationId: string,
) {
  const nothingNew = { pins: [], resultCard: null, previewed: false };
  return { view, repeated, language, correlationId, personal: true, ...nothingNew };
}

/** What ended the request meanwhile counts; nobody learns what is not on record: that is to be asked again. */
export function endedElsewhere(
  apart: Exclude<RecordedApart, { how: 'recorded' }>,
  { arrival, language }: Request,
  gate: Gate,
  trace: Trace,
): Performed {
  const { correlationId } = trace;
  if (apart.how === 'not') {
    countEnding(gate, trace, 'failed');
    return showAgain({ kind: 'failure', reference: correlationId }, 'no', language, correlationId);
  }
  const { seen } = apart;
  const repeated = seen.arrival === arrival ? 'redelivered' : 'pressedAgain';
  return showAgain(seen.view, repeated, language, correlationId);
}

/** Refusals are told and recorded; anything else is a bug: a reference for the person, the stack for the log. */
export async function endOtherwise(
  error: unknown,
  request: Request,
  gate: Gate,
  trace: Trace,
): Promise<Performed> {
  const refusal = error instanceof Refusal ? error : undefined;
  const { correlationId } = trace;
  if (!refusal) gate.log.error({ correlationId, error }, 'an operation failed');
  const view: View = refusal
    ? refusalView(refusal, gate.house, request.steps)
    : {
        kind: 'failure',
        reference: correlationId,
        ...(error instanceof StoreInDoubtError && { inDoubt: true }),
      };
  const end = refusal
    ? { outcome: 'refused' as const, code: refusal.code }
    : { outcome: 'failed' as const, code: correlationId };
  const apart = await recordApart(gate, request, trace, view, end);
  if (apart.how === 'ended' || (refusal && apart.how === 'not'))
    return endedElsewhere(apart, request, gate, trace);
  const chosen = apart.how === 'recorded' ? apart.language : null;
  countEnding(gate, trace, end.outcome);
  const declared = gate.house.catalogue.find((one) => one.name === trace.operation);
  // Why somebody's PIN cannot be reset is that person's business; that the asker lacks a right is not.
  const personal = declared?.personal === true && refusal?.code !== 'right-missing';
  return {
    view,
    pins: [],
    resultCard: null,
    repeated: 'no',
    personal,
    correlationId,
    language: chosen ?? request.language,
  };
}
