import { includesRole } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Step } from '../domain/request.ts';
import { namesOf, type User } from '../domain/user.ts';
import type { Transaction } from '../ports/store.ts';
import { holdersOf } from './directory/rolesInForce.ts';
import type { House, Operation, Right, Work } from './operation.ts';
import { findPeople, meansSelf, type UnclearName } from './people.ts';

/** A step that is allowed, with its input read and its people found. */
export interface PlannedStep {
  operation: Operation;
  input: Record<string, unknown>;
  people: User[];
  /** The same by the fields of the input that hold them. */
  peopleByField: Readonly<Record<string, readonly User[]>>;
  /** The step with people under their UPN: what a question or a button does later. */
  step: Step;
}

/** The steps to run, or the name that has to be asked about first. */
export type Plan = { steps: PlannedStep[] } | { unclear: UnclearName; at: number };

/** Of those who could do it, as many are named to somebody who may not. */
const MOST_HOLDERS = 3;

/** The operation of a step; throws Refusal when there is none here. */
export function operationOf(step: Step, house: House): Operation {
  const found = house.catalogue.find((one) => one.name === step.operation);
  if (!found) throw new Refusal('operation-unknown', { value: step.operation.slice(0, 64) });
  if (found.localOnly && !house.local) throw new Refusal('only-local');
  return found;
}

/**
 * The step as the actor may do it; throws Refusal when they may not. Looks at nobody but the actor (rule 16): who may do
 * something only to themselves does it to themselves, whoever else bears the name.
 */
export async function allowed({ tx, actor, house }: Work, operation: Operation, step: Step): Promise<Step> {
  const { right } = operation;
  if (includesRole(actor.role, right.role)) return step;
  const names = namesIn(operation, step);
  const self = names.length > 0 && names.every((name) => meansSelf(actor.user, name));
  if (self && (right.self || (await allowedBySetting(tx, right))))
    return { ...step, input: { ...step.input, people: ['me'] } };
  const holders = namesOf(
    (await holdersOf(tx, house, right.role)).slice(0, MOST_HOLDERS).map(({ user }) => user),
  );
  if (self && right.ownRefusal)
    throw new Refusal(right.ownRefusal, { holders, operation: { text: `operation.${operation.name}` } });
  throw new Refusal('right-missing', {
    operation: { text: `operation.${operation.name}` },
    role: { text: `role.${right.role}` },
    holders,
  });
}

async function allowedBySetting(tx: Transaction, { selfIf }: Right): Promise<boolean> {
  return selfIf !== undefined && (await tx.settings.get())[selfIf];
}

/** Reads the input of every step and finds its people. */
export async function plan(work: Work, steps: readonly Step[]): Promise<Plan> {
  const planned: PlannedStep[] = [];
  for (const [at, step] of steps.entries()) {
    const operation = operationOf(step, work.house);
    const input = readInput(operation, step);
    const found = await peopleIn(work, operation, input);
    if ('unclear' in found) return { unclear: found.unclear, at };
    planned.push(withPeople(operation, input, step, found.users));
  }
  if (planned.length > 1 && planned.some((one) => !one.operation.changes)) throw new Refusal('one-at-a-time');
  return { steps: inOrder(planned) };
}

/** Steps in the order in which they are done: those last that depend on what the others change. */
export function inOrder<One extends { operation: Operation }>(steps: readonly One[]): One[] {
  return [
    ...steps.filter((one) => !one.operation.afterOthers),
    ...steps.filter((one) => one.operation.afterOthers),
  ];
}

/** The input of a step with its people as they are now: an earlier step of the command may have changed them. */
export async function currentInput(tx: Transaction, planned: PlannedStep): Promise<Record<string, unknown>> {
  const current = { ...planned.input };
  for (const [field, people] of Object.entries(planned.peopleByField))
    current[field] = await Promise.all(people.map(async (user) => (await tx.users.get(user.key)) ?? user));
  return current;
}

/** The names that a step gives, before anybody is looked up; malformed ones count as none. */
function namesIn(operation: Operation, step: Step): string[] {
  try {
    return peopleFields(operation).flatMap(([name, field]) => field.read(step.input[name], name) as string[]);
  } catch {
    return [];
  }
}

/** The first field of an operation that names people. */
export function peopleField(operation: Operation) {
  return peopleFields(operation)[0];
}

/** A step without the people that it names, to be done to others; and what it has in their place. */
export function withoutPeople(step: Step, operation: Operation): { bare: Step; named: unknown } {
  const [field = ''] = peopleField(operation) ?? [];
  const { [field]: named, ...input } = step.input;
  return { bare: { operation: step.operation, input }, named };
}

/** The fields of an operation that name people. */
function peopleFields(operation: Operation) {
  return Object.entries(operation.fields).filter(([, field]) => field.kind === 'people');
}

/** Reads every field of a step from its untrusted input; throws Refusal for the first that does not fit. */
export function readInput(operation: Operation, step: Step): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(operation.fields).map(([name, field]) => [
      name,
      field.read(given(step.input[name]), name),
    ]),
  );
}

/** An empty text field of a form means: not given. */
function given(raw: unknown): unknown {
  return raw === '' ? undefined : raw;
}

/** Looks up the people that the input names, field by field. */
async function peopleIn(
  work: Work,
  operation: Operation,
  input: Record<string, unknown>,
): Promise<{ users: Record<string, User[]> } | { unclear: UnclearName }> {
  const users: Record<string, User[]> = {};
  for (const [field] of peopleFields(operation)) {
    const found = await findPeople(work.tx, work.actor.user, input[field] as string[]);
    if ('unclear' in found) return found;
    users[field] = found.users;
  }
  return { users };
}

function withPeople(
  operation: Operation,
  input: Record<string, unknown>,
  step: Step,
  peopleByField: Record<string, User[]>,
): PlannedStep {
  const names = Object.entries(peopleByField).map(([field, users]) => [field, users.map((user) => user.upn)]);
  const people = [
    ...new Map(
      Object.values(peopleByField)
        .flat()
        .map((user) => [user.key, user]),
    ).values(),
  ];
  return {
    operation,
    input: { ...input, ...peopleByField },
    people,
    peopleByField,
    step: { ...step, input: { ...step.input, ...(Object.fromEntries(names) as Record<string, string[]>) } },
  };
}
