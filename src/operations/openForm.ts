import * as z from 'zod';
import type { Message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Step } from '../domain/request.ts';
import type { View } from '../domain/view.ts';
import { value } from './field.ts';
import { offeredTo } from './help.ts';
import { EVERYBODY, operation, type Operation } from './operation.ts';

/** Shows the form of an operation: what the menu does for operations that need to know more. */
export const openForm = operation({
  name: 'openForm',
  right: EVERYBODY,
  fields: {
    operation: value(z.string().max(64), 'operation-unknown'),
    given: value(z.record(z.string(), z.unknown()).default({}), 'button-malformed'),
  },
  changes: false,
  hidden: true,
  async run(work, { operation: name, given }): Promise<View> {
    const asked = offeredTo(work.actor.role, work.house).find((one) => one.name === name && one.form);
    if (!asked) throw new Refusal('operation-unknown', { value: name });
    return formView(asked, [], given);
  },
});

/** The form of an operation: it does not ask for what is given already, and what else was said stands in it. */
export function formView(
  asked: Operation,
  notes: Message[],
  given: Record<string, unknown> = {},
  said: Step['input'] = {},
): View {
  const inputs = (asked.form ?? [])
    .filter((name) => !(name in given))
    .map((name) => {
      const field = asked.fields[name];
      const choices = [...(field?.choices ?? [])];
      const people = field?.kind === 'people' ? (field.max ?? 1) : 0;
      return { name, choices, people, required: isRequired(asked, name), value: textOf(said[name]) };
    });
  return { kind: 'form', operation: asked.name, inputs, notes, given };
}

/** A value as a text field shows it. */
function textOf(said: unknown): string {
  const words: unknown[] = Array.isArray(said) ? said : [said];
  return words.filter((word) => typeof word === 'string' || typeof word === 'number').join(', ');
}

/** Whether an operation cannot do without a field: reading nothing is refused. */
function isRequired(asked: Operation, name: string): boolean {
  try {
    asked.fields[name]?.read(undefined, name);
    return false;
  } catch {
    return true;
  }
}
