import { ASKABLE } from '../domain/ask.ts';
import type { Button } from '../domain/button.ts';
import type { Refusal, RefusalCode } from '../domain/refusal.ts';
import type { Step } from '../domain/request.ts';
import { button } from './buttons.ts';

/** Refusals whose next step is a button: the number that somebody still has can be retired. */
const RETIRABLE: readonly RefusalCode[] = ['number-in-use', 'number-is-default'];

/** Refusals of what people may not do to themselves, and may ask for. */
const ASKED_FOR: readonly RefusalCode[] = ['pin-own', 'own-ask'];

/** What a refusal offers to press. */
export function offersOf({ code, params }: Refusal, steps: readonly Step[]): Button[] {
  if (code === 'number-migrations-open') return [button('migrateNumber', { number: params['number'] })];
  const { value: number } = params;
  if (RETIRABLE.includes(code) && typeof number === 'string') return [button('retireNumber', { number })];
  if ((code === 'too-many-at-once' || code === 'needs-approval') && typeof params['from'] === 'string')
    return [planButton(params)];
  const [step, ...others] = steps;
  const what = ASKABLE.find((name) => name === step?.operation);
  if (!ASKED_FOR.includes(code) || !step || !what || others.length > 0) return [];
  const wished = step.input['serviceNumber'] ?? step.input['tollFreeServiceNumber'];
  return [button('askAdmin', { what, ...(typeof wished === 'string' && { number: wished }) })];
}

/** Plans in the background what is too much for one transaction: another default number for everybody who has one. */
function planButton({ from, to, type, country }: Refusal['params']): Button {
  const step =
    type === 'toll'
      ? { operation: 'setServiceNumber', input: { serviceNumber: to } }
      : { operation: 'setTollFreeNumber', input: { tollFreeServiceNumber: to } };
  const narrowed = country === '' ? {} : { country };
  return button('bulk', { steps: [step], number: from, ...narrowed });
}
