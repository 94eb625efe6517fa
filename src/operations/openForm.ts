import { z } from 'zod';
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
  fields: { operation: value(z.string().max(64), 'operation-unknown') },
  changes: false,
  hidden: true,
  async run(work, { operation: name }): Promise<View> {
    const asked = offeredTo(work.actor.role, work.house).find((one) => one.name === name && one.form);
    if (!asked) throw new Refusal('operation-unknown', { value: name });
    return formView(asked, []);
  },
});

/** The form of an operation, filled in with what was said already. */
export function formView(asked: Operation, notes: Message[], said: Step['input'] = {}): View {
  const inputs = (asked.form ?? []).map((name) => {
    const field = asked.fields[name];
    const choices = [...(field?.choices ?? [])];
    return { name, choices, required: isRequired(asked, name), value: textOf(said[name]) };
  });
  return { kind: 'form', operation: asked.name, inputs, notes };
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
