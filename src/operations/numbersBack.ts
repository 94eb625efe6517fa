import type { AuditRow } from '../domain/audit.ts';
import type { Step } from '../domain/request.ts';
import type { Work } from './operation.ts';
import { peopleOf } from './rowPeople.ts';
import { mustStillBe } from './undoing.ts';

/** The steps that give people back the default numbers that a row of the record took from them. */
export async function numbersBack(
  work: Work,
  row: AuditRow,
  operation: string,
  field: 'serviceNumber' | 'tollFreeServiceNumber',
): Promise<Step[]> {
  const users = await peopleOf(work, row);
  return users.map((user) => {
    mustStillBe({ text: `label.${field}` }, row.after[user.upn], user[field]);
    return { operation, input: { people: [user.upn], [field]: row.before[user.upn] ?? null } };
  });
}
