import type { Metrics } from '../ports/metrics.ts';
import type { Gate } from './operation.ts';
import type { Performed } from './perform.ts';
import type { Trace } from './record.ts';

type Outcome = Parameters<Metrics['operation']>[1];

/** How a request ended that was neither refused nor previewed. */
export function outcomeOf({ repeated, view }: Pick<Performed, 'repeated' | 'view'>): Outcome {
  if (repeated !== 'no') return 'repeated';
  return view.kind === 'question' || view.kind === 'pick' ? 'asked' : 'done';
}

/** Counts an ending; what is no operation of the catalogue, such as an answer, under one name. */
export function countEnding({ metrics, house }: Gate, { operation }: Trace, outcome: Outcome): void {
  const isKnown = house.catalogue.some((one) => one.name === operation);
  metrics?.operation(isKnown ? operation : 'other', outcome);
}
