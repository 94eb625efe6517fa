import { message } from '../domain/message.ts';
import type { Refusal, RefusalCode } from '../domain/refusal.ts';
import type { Button } from '../domain/view.ts';

/** Refusals whose next step is a button: the number that somebody still has can be retired. */
const RETIRABLE: readonly RefusalCode[] = ['number-in-use', 'number-is-default'];

/** What a refusal offers to press. */
export function offersOf({ code, params }: Refusal): Button[] {
  const { value: number } = params;
  if (!RETIRABLE.includes(code) || typeof number !== 'string') return [];
  const request = { steps: [{ operation: 'retireNumber', input: { number } }] };
  return [{ title: message('operation.retireNumber'), style: 'default', request }];
}
