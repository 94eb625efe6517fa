import type { AuditRow } from '../domain/audit.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Step } from '../domain/request.ts';
import type { TenantSettings } from '../domain/settings.ts';
import type { Work } from './operation.ts';
import { mustStillBe } from './undoing.ts';

/** The step that gives settings the values that they had before a change. */
export async function settingsBack(work: Work, row: AuditRow): Promise<Step[]> {
  const change = work.house.catalogue.find((one) => one.name === 'changeSettings');
  for (const [name, left] of Object.entries(row.after)) {
    if (!change || !(name in change.fields) || !(name in row.before))
      throw new Refusal('undo-impossible', { operation: { text: `operation.${row.operation}` }, person: '' });
    mustStillBe({ text: `label.${name}` }, left, work.settings[name as keyof TenantSettings]);
  }
  return [{ operation: 'changeSettings', input: { ...row.before } }];
}
