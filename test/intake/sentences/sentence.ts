import type { Step } from '../../../src/domain/request.ts';
import type { NothingReason } from '../../../src/intake/understood.ts';

/** A sentence and the steps that it asks for. */
export interface Spoken {
  say: string;
  steps: readonly Step[];
  preview?: boolean;
}

/** A sentence that must change nothing, and why. */
export interface Refused {
  say: string;
  reason: NothingReason;
}

/** A sentence that is not done, and what is offered instead. */
export interface Offered {
  say: string;
  near: readonly Step[];
}

/** A step, in few characters. */
export function step(operation: string, input: Record<string, unknown>): Step {
  return { operation, input };
}

/** Sentences that ask for the same steps. */
export function asking(steps: readonly Step[], sayings: readonly string[]): Spoken[] {
  return sayings.map((say) => ({ say, steps }));
}

/** Sentences that ask for a preview of the same steps. */
export function previewing(steps: readonly Step[], sayings: readonly string[]): Spoken[] {
  return sayings.map((say) => ({ say, steps, preview: true }));
}

/** Sentences that change nothing for the same reason. */
export function notAsking(reason: NothingReason, sayings: readonly string[]): Refused[] {
  return sayings.map((say) => ({ say, reason }));
}

/** Sentences for which the same is offered. */
export function offering(near: readonly Step[], sayings: readonly string[]): Offered[] {
  return sayings.map((say) => ({ say, near }));
}
