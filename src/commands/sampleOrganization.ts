import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from '../adapters/files/csvFiles.ts';
import type { Role } from '../domain/actor.ts';
import type { User } from '../domain/user.ts';
import { importFiles, type ImportTools } from '../operations/importFiles.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';

/** Who is what in the sample organisation. */
const SAMPLE_ROLES: readonly (readonly [upn: string, role: Role])[] = [
  ['adele.vance@contoso.com', 'admin'],
  ['henri.help@contoso.com', 'helpDesk'],
];

/** What the sample organisation is loaded with; `folder` holds its two files. */
export interface SampleOptions extends ImportTools {
  log: Log;
  folder: string;
}

/**
 * Loads the sample organisation into a store that holds nothing yet but the people of ADMINS and HELP_DESK, and gives its people
 * their roles unless somebody has one. Returns the imported people; none when the store was in use before.
 */
export async function loadSampleOrganization({ log, folder, ...tools }: SampleOptions): Promise<User[]> {
  const imported = (await isNew(tools.store)) ? await load(tools, folder, log) : [];
  // Also after a start that ended between the two.
  await giveRoles(tools.store);
  return imported;
}

async function load(tools: ImportTools, folder: string, log: Log): Promise<User[]> {
  const tables = ['numbers.csv', 'users.csv'].map((name) => readCsv(name, readFileSync(join(folder, name))));
  const { faults, imported } = await importFiles(tools, tables, {
    goodRows: false,
    notify: false,
    dryRun: false,
    replaceProvider: false,
  });
  const [fault] = faults;
  if (fault)
    throw new Error(
      `the sample organisation is damaged: ${fault.file}, line ${fault.line ?? 1}, ${fault.code}`,
    );
  log.info({ people: imported.length }, 'the sample organisation was loaded');
  return imported;
}

/** Whether a store holds no numbers, and no people but those who were given a role at the start. */
async function isNew(store: Store): Promise<boolean> {
  return store.transaction(async (tx) => {
    const [numbers, people, roles] = [
      await tx.serviceNumbers.list(),
      await tx.users.list({}, 0, 1),
      await tx.roles.list(),
    ];
    return numbers.length === 0 && people.total <= roles.length;
  });
}

async function giveRoles(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    if ((await tx.roles.list()).length > 0) return;
    for (const [upn, role] of SAMPLE_ROLES) {
      const user = await tx.users.byUpn(upn);
      if (user) await tx.roles.put(user.key, role);
    }
  });
}
