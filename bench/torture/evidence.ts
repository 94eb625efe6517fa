import { cp, mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecrets } from '../../src/adapters/crypto/secrets.ts';
import { decodeKey } from '../../src/adapters/crypto/keyFile.ts';
import type { Data } from '../../src/adapters/lowdb/collections.ts';
import { encodeLine } from '../../src/adapters/lowdb/line.ts';
import { recover } from '../../src/adapters/lowdb/recovery.ts';
import { AuditRow } from '../../src/domain/audit.ts';
import { SETTINGS_KEY } from '../../src/domain/settings.ts';
import type { Secrets } from '../../src/ports/secrets.ts';

/** What a data folder proves. */
export interface Evidence {
  data: Data;
  /** The whole record, oldest first. */
  audit: AuditRow[];
  /** Null before the first start has made the key. */
  secrets: Secrets | null;
  pinLength: number;
}

/** Reads a copy of a data folder as the program will; the folder itself is left alone. Throws when it cannot be read. */
export async function evidenceIn(folder: string): Promise<Evidence> {
  const copy = await mkdtemp(join(tmpdir(), 'switchboard-evidence-'));
  try {
    await cp(folder, copy, { recursive: true });
    const { data, audit, auditLengths } = await recover(copy);
    const moved = await Promise.all(
      Object.entries(auditLengths)
        .sort()
        .map(([month, length]) => movedRows(copy, month, length)),
    );
    const pinLength = data.settings.get(SETTINGS_KEY)?.PinLength ?? 5;
    return { data, audit: eachOnce([...moved.flat(), ...audit]), secrets: await secretsIn(copy), pinLength };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Makes a data folder look older, so that the next start finds its snapshot overdue and writes one while it serves. */
export async function age(folder: string, hours: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^(snapshot|journal)-\d+\.jsonl$/.test(name)).sort();
  const base = names.findLast((name) => name.startsWith('snapshot')) ?? names[0];
  if (base === undefined) return;
  const line = (await readFile(join(folder, base), 'utf8')).split('\n', 1)[0] ?? '';
  if (line === '') return;
  const header = JSON.parse(line.slice(9)) as { at: string };
  const at = new Date(Date.parse(header.at) - hours * 3_600_000).toISOString();
  const handle = await open(join(folder, base), 'r+');
  await handle.write(encodeLine(JSON.stringify({ ...header, at })), 0);
  await handle.close();
}

/** The rows that a snapshot has moved into the file of a month. */
async function movedRows(folder: string, month: string, length: number): Promise<AuditRow[]> {
  const bytes = await readFile(join(folder, 'audit', `${month}.jsonl`));
  const lines = bytes.toString('utf8', 0, length).split('\n').slice(0, -1);
  return lines.map((line) => AuditRow.parse(JSON.parse(line.slice(9))));
}

async function secretsIn(folder: string): Promise<Secrets | null> {
  const text = await readFile(join(folder, 'secret.key'), 'utf8').catch(() => '');
  const key = decodeKey(text);
  return key ? createSecrets(key) : null;
}

/** A row that was moved may still stand in a kept journal: it counts once, as it does for the program. */
function eachOnce(rows: readonly AuditRow[]): AuditRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
