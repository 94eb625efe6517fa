import type { Step } from '../../domain/request.ts';
import type { UserFilter } from '../../ports/tables.ts';
import { equivalentCmdlet } from '../cmdletText.ts';
import type { Operation } from '../operation.ts';
import type { Selection } from './selection.ts';

/**
 * The pipeline that asks for the same, to copy: `Get-… | Where-Object {…} | Set-…`. Null for people named or left out one by one, and for what
 * no cmdlet does.
 */
export function pipelineText(
  steps: readonly Step[],
  selection: Selection,
  { department, country }: Pick<UserFilter, 'department' | 'country'>,
  catalogue: readonly Operation[],
): string | null {
  if (selection.names || selection.except) return null;
  const { names: _names, everybody: _everybody, place: _place, country: _country, ...filters } = selection;
  const given = Object.entries({ ...filters, department }).filter(
    ([, value]) => value !== undefined && value !== false,
  );
  const input = Object.fromEntries(given);
  const source = equivalentCmdlet([{ operation: 'listUsers', input }], catalogue);
  const target = equivalentCmdlet(steps, catalogue);
  if (source === null || target === null) return null;
  const where = country === undefined ? [] : [`Where-Object {$_.Country -eq "${country}"}`];
  return [source, ...where, target].join(' | ');
}
