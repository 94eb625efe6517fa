import { partId, type Batch, type BatchItem } from '../../domain/batch.ts';
import { csvLine } from '../../domain/csv.ts';
import type { Transaction } from '../../ports/store.ts';

/** A file for somebody to keep. */
export interface CsvFile {
  name: string;
  /** Lines without their ends; the first names the columns. */
  lines: string[];
}

/** Everybody of a batch with how it went and why, as CSV; never a PIN. */
export async function batchCsv(tx: Transaction, batch: Batch): Promise<CsvFile> {
  const lines = [csvLine(['name', 'userName', 'outcome', 'code', 'details'])];
  for (let part = 0; part < batch.parts; part += 1)
    for (const item of (await tx.batchParts.get(partId(batch.id, part)))?.items ?? [])
      lines.push(csvLine(await cellsOf(tx, item)));
  return { name: `${batch.steps[0]?.operation ?? 'batch'}-${batch.createdAt.slice(0, 10)}.csv`, lines };
}

/** What stands there of a person; of the reason what was wrong, not the words for it. */
async function cellsOf(
  tx: Transaction,
  { userKey, name, state, code, params }: BatchItem,
): Promise<string[]> {
  const user = userKey === '' ? undefined : await tx.users.get(userKey);
  const details =
    state === 'ok' ? [] : Object.entries(params).map(([key, value]) => `${key}=${textOf(value)}`);
  return [name, user?.upn ?? '', state, state === 'ok' ? '' : (code ?? ''), details.join('; ')];
}

function textOf(value: BatchItem['params'][string]): string {
  return typeof value === 'object' ? value.text : String(value);
}
