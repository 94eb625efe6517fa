import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from '../adapters/files/csvFiles.ts';
import { importFiles, type ImportTools } from '../operations/importFiles.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';

/** What the sample organisation is loaded with; `folder` holds its two files. */
export interface SampleOptions extends ImportTools {
  log: Log;
  folder: string;
}

/** By this object id somebody of the sample organisation is known. */
const SAMPLE_PERSON = '00000000-0000-4000-8000-000000000001';

const AS_IT_IS = { goodRows: false, notify: false, dryRun: false, replaceProvider: false };

/**
 * Loads the sample organisation into a store without people and numbers. Returns whether it is there and still needs its
 * roles: just loaded, or loaded by a start that ended before it gave them.
 */
export async function loadSampleOrganization({ log, folder, ...tools }: SampleOptions): Promise<boolean> {
  if (!(await isEmpty(tools.store))) return lacksRoles(tools.store);
  const tables = ['numbers.csv', 'users.csv'].map((name) => readCsv(name, readFileSync(join(folder, name))));
  const { faults, imported } = await importFiles(tools, tables, AS_IT_IS);
  const [fault] = faults;
  if (fault)
    throw new Error(
      `the sample organisation is damaged: ${fault.file}, line ${fault.line ?? 1}, ${fault.code}`,
    );
  log.info({ people: imported.length }, 'the sample organisation was loaded');
  return true;
}

async function isEmpty(store: Store): Promise<boolean> {
  return store.transaction(async (tx) => {
    const numbers = await tx.serviceNumbers.list();
    // Counted, not listed: a list would put a large organisation in order at each start.
    return numbers.length === 0 && (await tx.users.count()).standing.length === 0;
  });
}

async function lacksRoles(store: Store): Promise<boolean> {
  return store.transaction(async (tx) => {
    const roles = await tx.roles.list();
    return roles.length === 0 && (await tx.users.byObjectId(SAMPLE_PERSON)) !== undefined;
  });
}
