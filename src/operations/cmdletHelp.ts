import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import type { View } from '../domain/view.ts';
import { cmdletsOf, exampleOf, parametersOf, syntaxOf } from './cmdletSyntax.ts';
import { flag, value } from './field.ts';
import { rightText } from './listCmdlets.ts';
import { EVERYBODY, operation, type Operation } from './operation.ts';
import * as z from 'zod';

type Section = Extract<View, { kind: 'manual' }>['sections'][number];

/** The manual page of a cmdlet: how it is typed, its parameters, who may use it, examples, and the phrases that do the same. */
export const cmdletHelp = operation({
  name: 'cmdletHelp',
  cmdlet: { name: 'Get-Help', trigger: 'Name', positional: 'Name' },
  right: EVERYBODY,
  fields: {
    cmdlet: value(z.string().trim().min(1).max(100), 'value-malformed', 'Name'),
    examples: flag('Examples'),
    detailed: flag('Detailed'),
    full: flag('Full'),
  },
  form: ['cmdlet'],
  changes: false,
  async run(work, { cmdlet: name, examples }): Promise<View> {
    const all = cmdletsOf(work.house.catalogue);
    const asked = all.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!asked) throw new Refusal('cmdlet-unknown', { value: name }, nearOnes(all, name));
    const shown = asked.operations.filter((one) => !one.hidden);
    const sections = examples
      ? [examplesOf(shown)]
      : [syntaxes(shown), parameters(shown), rights(shown), examplesOf(shown), phrases(shown)];
    return {
      kind: 'manual',
      title: message('manual.name', { name: asked.name }),
      sections,
      notes: shown.some((one) => one.changes) ? [message('manual.common')] : [],
      buttons: [],
    };
  },
});

/** The cmdlets that a name is a part of, or all. */
function nearOnes(all: readonly { name: string }[], name: string): string[] {
  const names = all.map((one) => one.name);
  const part = name.replaceAll('*', '').toLowerCase();
  const near = names.filter((one) => part !== '' && one.toLowerCase().includes(part));
  return near.length > 0 ? near : names;
}

function syntaxes(operations: readonly Operation[]): Section {
  return { heading: message('manual.syntax'), code: operations.map(syntaxOf), entries: [] };
}

function parameters(operations: readonly Operation[]): Section {
  const all = operations.flatMap(parametersOf);
  const distinct = all.filter((one, at) => all.findIndex(({ name }) => name === one.name) === at);
  return {
    heading: message('manual.parameters'),
    code: [],
    entries: distinct.map(({ name, type, positional }) => ({
      name: `-${name}`,
      text: message(positional ? 'manual.positional' : 'manual.typed', { type: type ?? 'Switch' }),
    })),
  };
}

function rights(operations: readonly Operation[]): Section {
  return {
    heading: message('manual.who'),
    code: [],
    entries: operations.map((one) => ({
      name: message(`operation.${one.name}`),
      text: message(rightText(one.right)),
    })),
  };
}

function examplesOf(operations: readonly Operation[]): Section {
  return {
    heading: message('manual.examples'),
    code: operations.flatMap((one) => exampleOf(one) ?? []),
    entries: [],
  };
}

function phrases(operations: readonly Operation[]): Section {
  return {
    heading: message('manual.phrases'),
    code: [],
    entries: operations.map((one) => ({
      name: message(`operation.${one.name}`),
      text: message(`example.${one.name}`),
    })),
  };
}
