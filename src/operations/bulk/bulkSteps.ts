import { message, type Message } from '../../domain/message.ts';
import { formatPhoneNumber } from '../../domain/phoneNumber.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Step } from '../../domain/request.ts';
import type { User } from '../../domain/user.ts';
import type { Fact } from '../../domain/view.ts';
import type { Operation, Work } from '../operation.ts';
import { inOrder, operationOf, peopleField, readInput } from '../plan.ts';

/** Something that can be done to one person after the other. */
export interface BulkStep {
  operation: Operation;
  /** Throws Refusal when it cannot be done to this person. */
  check(work: Work, user: User): Promise<void>;
  /** Whether there is nothing to do for this person. */
  hasAlready(user: User): boolean;
  /** What people will have by it: the values that its form asks for. */
  facts: Fact[];
  /** Whether it gives them PINs. */
  makesPins: boolean;
  /** What its own question would say of these people. */
  meaning(work: Work, users: readonly User[]): Promise<Message[]>;
  /** Its input for one person. */
  inputFor(user: User): Record<string, unknown>;
}

/** Reads the steps of a batch; throws Refusal for what cannot be done to many, or would send everybody's details to one address. */
export function bulkSteps(work: Work, steps: readonly Step[]): BulkStep[] {
  return inOrder(steps.map((step) => bulkStep(work, step)));
}

/** Throws Refusal when the steps cannot be done to a person, or there is nothing to do for them. */
export async function checkSteps(work: Work, doing: readonly BulkStep[], user: User): Promise<void> {
  for (const one of doing) await one.check(work, user);
  if (doing.every((one) => one.hasAlready(user))) throw new Refusal('has-already');
}

/** Reads one step; throws Refusal as `bulkSteps` does. */
export function bulkStep(work: Work, step: Step): BulkStep {
  const operation = operationOf(step, work.house);
  const [field] = peopleField(operation) ?? [];
  const { each } = operation;
  if (!each || field === undefined)
    throw new Refusal('bulk-not-possible', { operation: { text: `operation.${operation.name}` } });
  const address = step.input['sendEmailToAddress'];
  if (typeof address === 'string') throw new Refusal('bulk-address', { value: address });
  // Whom it is for is known already; the names only fill the field.
  const options = readInput(operation, { ...step, input: { ...step.input, [field]: ['me'] } });
  const inputFor = (user: User) => ({ ...options, [field]: [user] });
  const meaning = async (given: Work, users: readonly User[]) =>
    (await operation.confirms?.(given, { ...options, [field]: users }))?.notes ?? [];
  return {
    operation,
    facts: factsOf(operation, options),
    makesPins: operation.makesPins?.(options) ?? false,
    inputFor,
    meaning,
    check: async (given, user) => each(given, user, inputFor(user)),
    hasAlready: (user) => operation.hasAlready?.(user, inputFor(user)) ?? false,
  };
}

function factsOf({ form = [], fields }: Operation, options: Record<string, unknown>): Fact[] {
  return form.flatMap((label): Fact[] => {
    const value = fields[label]?.kind === 'value' ? options[label] : undefined;
    if (typeof value === 'boolean') return [{ label, value: message(value ? 'text.yes' : 'text.no') }];
    if (value === null) return [{ label, value: message('text.none') }];
    return typeof value === 'string'
      ? [{ label, value: /^\+\d+$/.test(value) ? formatPhoneNumber(value) : value }]
      : [];
  });
}
