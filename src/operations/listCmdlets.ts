import { message } from '../domain/message.ts';
import type { View } from '../domain/view.ts';
import { cmdletsOf, parametersOf } from './cmdletSyntax.ts';
import { text } from './field.ts';
import { EVERYBODY, operation, type Operation } from './operation.ts';

/** Lists the cmdlets that there are, with their parameters and who may use them; `*` in a name stands for anything. */
export const listCmdlets = operation({
  name: 'listCmdlets',
  cmdlet: { name: 'Get-Command', positional: 'Name' },
  right: EVERYBODY,
  fields: { name: text('Name') },
  changes: false,
  async run(work, { name = '*' }): Promise<View> {
    const cmdlets = cmdletsOf(work.house.catalogue).filter((one) => fits(one.name, name));
    return {
      kind: 'manual',
      title: message('title.cmdlets', { count: cmdlets.length }),
      sections: cmdlets.map((one) => ({
        heading: message('manual.name', { name: one.name }),
        code: [],
        entries: [
          ...roleEntries(one.operations),
          { name: message('manual.parameters'), text: parameterNames(one.operations).join(' ') || '–' },
        ],
      })),
      notes: [message('manual.more')],
      buttons: [],
    };
  },
});

/** Who may use a cmdlet, where that is one role for all that it does; else the least and the most that is needed. */
function roleEntries(operations: readonly Operation[]) {
  const rights = [...new Set(operations.map(({ right }) => rightText(right)))];
  return rights.map((key) => ({ name: message('manual.who'), text: message(key) }));
}

/** The text that names who may. */
export function rightText({ role, self }: Operation['right']): string {
  return `manual.right.${role}${self === true ? 'OrSelf' : ''}`;
}

function parameterNames(operations: readonly Operation[]): string[] {
  return [...new Set(operations.flatMap((one) => parametersOf(one).map(({ name }) => `-${name}`)))];
}

/** Whether a name is the one that is asked for, or like it; case does not matter. */
function fits(name: string, pattern: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  if (parts.length === 1) return name.toLowerCase() === parts[0];
  const source = parts.map((part) => part.replace(/[^\p{L}\p{N}]/gu, '\\$&')).join('.*');
  return new RegExp(`^${source}$`).test(name.toLowerCase());
}
