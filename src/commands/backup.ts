import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { systemClock } from '../adapters/clock/systemClock.ts';
import { headOf, readBackup, writeBackup } from '../adapters/files/backupFiles.ts';
import { readConfig } from '../config.ts';
import type { Store } from '../ports/store.ts';
import { runCommandLine, UsageError } from './commandLine.ts';
import { counted, inventoryOf, putEverything, type Inventory } from './copyStore.ts';
import { createLog } from './log.ts';
import { openStore, refuseBeside } from './openStore.ts';
import { ROOT } from './root.ts';

const HELP = `Writes everything that Switchboard keeps into one file, or puts such a file back.

  npm run backup -- write FILE     from DATA_DIR or DATABASE_URL into FILE, which must not be there yet
  npm run backup -- check FILE     reads FILE to its end and counts what is in it
  npm run backup -- restore FILE   into an empty DATA_DIR or database; afterwards both are compared by checksums

The file holds names, addresses, hashes of PINs and, encrypted, PINs that were not told yet: keep it as you keep the store. The key is
not in it; a restored store needs the same SECRET_KEY, or in local mode the same secret.key. A database is written as it is at one
moment, while Switchboard works; stop it before you write DATA_DIR, and before you restore.
Notices that were on their way when it was written go out again after a restore.
`;

/** Runs the command; the result is the exit code. */
async function main(): Promise<number> {
  const { does, path } = readArguments();
  if (does === 'help') return say(HELP);
  if (does === 'check') return say(counts(await inventoryOf(readBackup(path))));
  const store = await openStore(readConfig(), createLog('warn', pino.destination({ dest: 2, sync: true })));
  try {
    return does === 'write' ? await write(store, path) : await restore(store, path);
  } finally {
    await store.close();
  }
}

async function write(store: Store, path: string): Promise<number> {
  const { everything, inventory } = counted(store.everything());
  await writeBackup(path, { at: systemClock.now().toISOString(), version: version() }, everything);
  const written = await inventoryOf(readBackup(path));
  if (!isSame(inventory(), written)) return say(`${path} is not what the store holds: do not use it.\n`, 1);
  return say(`${counts(written)}Written to ${path}, read again and found the same.\n`);
}

/** The whole file is read before anything is written: half a backup changes nothing. */
async function restore(store: Store, path: string): Promise<number> {
  await refuseBeside(store);
  const { at, version: madeBy } = await headOf(path);
  const wanted = await inventoryOf(readBackup(path));
  if (Object.keys(await inventoryOf(store.everything())).length > 0)
    throw new UsageError('The store is not empty: choose another folder or database.');
  await putEverything(readBackup(path), store);
  const kept = await inventoryOf(store.everything());
  const isWhole = madeBy === version() ? isSame(kept, wanted) : counts(kept) === counts(wanted);
  if (!isWhole) return say(`The store is not what ${path} holds: do not use it.\n`, 1);
  return say(`${counts(kept)}Restored as it was at ${at}.\n`);
}

function isSame(one: Inventory, other: Inventory): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** One line a collection. */
function counts(inventory: Inventory): string {
  return Object.entries(inventory)
    .map(([name, { count }]) => `${name}: ${count}\n`)
    .join('');
}

function say(text: string, code = 0): number {
  process.stdout.write(text);
  return code;
}

function version(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

function readArguments(): { does: string; path: string } {
  try {
    const { values, positionals } = parseArgs({
      options: { help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    });
    const [does = '', path = '', ...others] = positionals;
    if (values.help) return { does: 'help', path };
    if (!['write', 'check', 'restore'].includes(does) || path === '' || others.length > 0)
      throw new UsageError(
        'Say what is to be done, and with which file: write FILE, check FILE or restore FILE.',
      );
    return { does, path };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}

runCommandLine(main, 'Nothing was backed up or restored.');
