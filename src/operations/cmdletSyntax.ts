import type { Field } from './field.ts';
import type { Operation } from './operation.ts';

/** A parameter as help shows it. */
export interface ShownParameter {
  name: string;
  /** As PowerShell writes types; a switch has none. */
  type: string | null;
  required: boolean;
  positional: boolean;
}

/** Values to show in examples: the first that a field takes. */
const SAMPLES: readonly string[] = [
  'amos.marble@contoso.com',
  '8271965',
  '6',
  '+14255550100',
  'Finance',
  'true',
];

/** The cmdlets of a catalogue in the order of their names, each with the operations that share it. */
export function cmdletsOf(catalogue: readonly Operation[]): { name: string; operations: Operation[] }[] {
  const names = [...new Set(catalogue.flatMap((one) => (one.hidden ? [] : (one.cmdlet?.name ?? []))))];
  return names
    .sort((one, other) => nounOf(one).localeCompare(nounOf(other), 'en') || one.localeCompare(other, 'en'))
    .map((name) => ({ name, operations: catalogue.filter((one) => one.cmdlet?.name === name) }));
}

/** The parameters of an operation in the order in which they are typed. */
export function parametersOf(one: Operation): ShownParameter[] {
  const fields = Object.entries(one.fields).flatMap(([name, field]) =>
    field.parameter === null ? [] : [{ name: field.parameter, field, own: name }],
  );
  const trigger = one.cmdlet?.trigger;
  const shown = fields.map(({ name, field, own }) => ({
    name,
    type: typeOf(field),
    required: name === trigger || isRequired(field, own),
    positional: field.kind === 'people' || name === one.cmdlet?.positional,
  }));
  const isField = trigger === undefined || fields.some(({ name }) => name === trigger);
  const all = isField ? shown : [...shown, { name: trigger, type: null, required: true, positional: false }];
  return [...all].sort((a, b) => rank(a) - rank(b));
}

/** How an operation is typed, with everything that may be given. */
export function syntaxOf(one: Operation): string {
  const parameters = parametersOf(one).map(({ name, type, required, positional }) => {
    const called = positional ? `[-${name}]` : `-${name}`;
    const text = type === null ? called : `${called} <${type}>`;
    return required ? text : `[${text}]`;
  });
  return [one.cmdlet?.name, ...parameters, ...(one.changes ? ['[-WhatIf]', '[-Confirm]'] : [])].join(' ');
}

/** A line that works, with no more than is needed; undefined when no sample fits. */
export function exampleOf(one: Operation): string | undefined {
  const needed = parametersOf(one).filter(({ required }) => required);
  const optional = needed.length === 0 && one.changes ? parametersOf(one).slice(0, 1) : [];
  const parts = [...needed, ...optional].map(({ name, type }) => {
    if (type === null) return `-${name}`;
    const value = sampleOf(Object.values(one.fields).find((field) => field.parameter === name));
    return value === undefined ? undefined : `-${name} ${value}`;
  });
  return parts.includes(undefined) ? undefined : [one.cmdlet?.name, ...parts].join(' ');
}

function sampleOf(field: Field<unknown> | undefined): string | undefined {
  const choice = field?.choices?.[0];
  const samples = choice === undefined ? SAMPLES : [choice, ...SAMPLES];
  const fitting = samples.find((sample) => {
    try {
      return field?.read(sample, '') !== undefined;
    } catch {
      return false;
    }
  });
  if (fitting === 'true' || fitting === 'false') return `$${fitting}`;
  return fitting;
}

function typeOf(field: Field<unknown>): string | null {
  if (field.kind === 'flag') return null;
  if (field.kind === 'people') return field.max === 1 ? 'String' : 'String[]';
  if (field.choices?.includes('true')) return 'Boolean';
  return field.choices ? field.choices.join(' | ') : 'String';
}

/** People first, then what must be there, then the rest. */
function rank({ required, positional }: ShownParameter): number {
  return positional ? 0 : required ? 1 : 2;
}

function isRequired(field: Field<unknown>, name: string): boolean {
  try {
    field.read(undefined, name);
    return false;
  } catch {
    return true;
  }
}

function nounOf(name: string): string {
  return name.slice(name.indexOf('-') + 1);
}
