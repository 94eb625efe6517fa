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

/** A step, in few characters. */
export function step(operation: string, input: Record<string, unknown>): Step {
  return { operation, input };
}
