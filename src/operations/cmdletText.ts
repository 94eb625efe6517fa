import type { Step } from '../domain/request.ts';
import { askedBy, EXCLUSIVE } from './cmdletChoice.ts';
import type { Field } from './field.ts';
import type { Operation } from './operation.ts';

/** The people that were meant by the names of a request: a line to copy names them by UPN. */
export type KnownPeople = ReadonlyMap<string, { upn: string }>;

/** A parameter with the text of its value; a switch has none. */
type Written = readonly [parameter: string, value: string | undefined];

/**
 * The PowerShell line that does the same as some steps, to copy. Null when there is none: steps of different cmdlets, inputs
 * without a parameter, or steps that one line would mix up. Read by the cmdlet door it gives the same steps again.
 */
export function equivalentCmdlet(
  steps: readonly Step[],
  catalogue: readonly Operation[],
  people: KnownPeople = new Map(),
): string | null {
  const operations = steps.map((step) => catalogue.find((one) => one.name === step.operation));
  const name = operations[0]?.cmdlet?.name;
  if (name === undefined || operations.some((one) => one?.cmdlet?.name !== name)) return null;
  const lines = steps.map((step, at) => writtenOf(step, operations[at], people));
  const written = new Map<string, string | undefined>();
  for (const parameters of lines) {
    if (!parameters) return null;
    for (const [parameter, value] of parameters) written.set(parameter, value);
  }
  const sharing = catalogue.filter((one) => one.cmdlet?.name === name);
  if (!isReadAs(sharing, operations, lines, written)) return null;
  return [name, ...inOrder(sharing, written).map(parameterText)].join(' ');
}

/** What a step contributes to the line; undefined when a part of it cannot be written. */
function writtenOf(
  step: Step,
  one: Operation | undefined,
  people: KnownPeople,
): Map<string, string | undefined> | undefined {
  const written = new Map<string, string | undefined>();
  if (one?.cmdlet?.trigger !== undefined) written.set(one.cmdlet.trigger, undefined);
  for (const [name, raw] of Object.entries(step.input)) {
    const field = one && Object.hasOwn(one.fields, name) ? one.fields[name] : undefined;
    if (raw === undefined || (field?.kind === 'flag' && isFalse(raw))) continue;
    if (!field || field.parameter === null) return undefined;
    const isSwitch = field.kind === 'flag';
    const value = isSwitch ? undefined : valueText(field, raw, people);
    if (isSwitch ? !isTrue(raw) : value === undefined) return undefined;
    written.set(field.parameter, value);
  }
  return written;
}

/** Whether the line would be read as these steps and no others, each with its own values. */
function isReadAs(
  sharing: readonly Operation[],
  operations: readonly (Operation | undefined)[],
  lines: readonly (ReadonlyMap<string, string | undefined> | undefined)[],
  written: ReadonlyMap<string, string | undefined>,
): boolean {
  if (EXCLUSIVE.every((parameter) => written.has(parameter))) return false;
  const asked = askedBy(sharing, (parameter) => written.has(parameter));
  if (asked.length !== operations.length || asked.some((one) => !operations.includes(one))) return false;
  return operations.every((one, at) => {
    const parameters = Object.values(one?.fields ?? {}).flatMap((field) => field.parameter ?? []);
    return parameters.every(
      (name) => written.has(name) === lines[at]?.has(name) && written.get(name) === lines[at]?.get(name),
    );
  });
}

/** People first, then what is asked for, then how. */
function inOrder(sharing: readonly Operation[], written: ReadonlyMap<string, string | undefined>): Written[] {
  const fields = sharing.flatMap((one) => Object.values(one.fields));
  const named = (list: readonly Field<unknown>[]) => list.flatMap((field) => field.parameter ?? []);
  const names = [
    ...named(fields.filter((field) => field.kind === 'people')),
    ...sharing.filter((one) => !one.cmdlet?.last).flatMap((one) => one.cmdlet?.trigger ?? []),
    ...named(fields),
    ...sharing.flatMap((one) => one.cmdlet?.trigger ?? []),
  ];
  return [...new Set(names)].filter((name) => written.has(name)).map((name) => [name, written.get(name)]);
}

/** `-Name` or `-Name value`. */
function parameterText([name, value]: Written): string {
  return value === undefined ? `-${name}` : `-${name} ${value}`;
}

/** A value as PowerShell takes it; undefined for what a line cannot hold. */
function valueText(field: Field<unknown>, raw: unknown, people: KnownPeople): string | undefined {
  if (field.kind === 'people') return peopleText(field, raw, people);
  if (raw === null) return '$null';
  if (Array.isArray(raw)) return listText(field, raw, people);
  const isToggle = field.choices?.includes('true') === true;
  if (typeof raw === 'boolean' || (isToggle && (isTrue(raw) || isFalse(raw))))
    return isTrue(raw) ? '$true' : '$false';
  if (typeof raw === 'number' && Number.isFinite(raw)) return quoted(String(raw));
  return typeof raw === 'string' ? quoted(raw) : undefined;
}

/** Several values with commas between them, none in brackets; undefined when one of them cannot be written. */
function listText(field: Field<unknown>, raw: readonly unknown[], people: KnownPeople): string | undefined {
  if (raw.length === 0) return '@()';
  const values = raw.map((one) => (Array.isArray(one) ? undefined : valueText(field, one, people)));
  return values.includes(undefined) ? undefined : values.join(',');
}

/** The people of a step, by UPN where it is known. */
function peopleText(field: Field<unknown>, raw: unknown, people: KnownPeople): string | undefined {
  const names = namesOf(field, raw);
  return names.length === 0
    ? undefined
    : names.map((name) => quoted(people.get(name)?.upn ?? name)).join(',');
}

/** The names that a people field reads; none when it refuses them. */
function namesOf(field: Field<unknown>, raw: unknown): string[] {
  try {
    const names = field.read(raw, field.parameter ?? '');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

/** A text as one word of the line, in double quotes unless it is plain. */
function quoted(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._]*$/.test(text)) return text;
  const escapes: Record<string, string> = { '\n': '`n', '\r': '`r', '\t': '`t', '\0': '`0' };
  return `"${text.replace(/[`"$\u201C\u201D\u201E\u201F\uFF02\n\r\t\0]/g, (character) => escapes[character] ?? `\`${character}`)}"`;
}

/** What flags and toggles have for yes. */
function isTrue(raw: unknown): boolean {
  return raw === true || raw === 'true';
}

/** What flags and toggles have for no. */
function isFalse(raw: unknown): boolean {
  return raw === false || raw === 'false';
}
