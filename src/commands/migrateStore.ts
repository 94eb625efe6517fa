import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readConfig, type Config } from '../config.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { runCommandLine, UsageError } from './commandLine.ts';
import { inventoryOf, putEverything, type Inventory } from './copyStore.ts';
import { createLog } from './log.ts';
import { openStore, refuseBeside } from './openStore.ts';

const HELP = `Moves everything between the embedded store in DATA_DIR and the PostgreSQL database of DATABASE_URL.

  DATABASE_URL=postgres://… npm run migrate-store -- --to postgres
  DATABASE_URL=postgres://… npm run migrate-store -- --to lowdb

  --to postgres|lowdb  where to; the other one is read and left as it is
  --help               show this

The target has to be empty. Afterwards both are counted and compared record by record, by checksum. The key of the PINs does not
move: start with the same SECRET_KEY, or in local mode with the same DATA_DIR.
Stop Switchboard first, every one of several: nothing must change meanwhile.
`;

/** Runs the command; the result is the exit code. */
async function main(): Promise<number> {
  const { to, help } = readArguments();
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const config = readConfig();
  if (config.databaseUrl === null) throw new UsageError('DATABASE_URL is missing: the PostgreSQL database.');
  const log = createLog('warn', pino.destination({ dest: 2, sync: true }));
  const embedded: Config = { ...config, databaseUrl: null };
  const [source, target] = to === 'postgres' ? [embedded, config] : [config, embedded];
  return withStores(source, target, log, async (from, into) => {
    await refuseBeside(from);
    await refuseBeside(into);
    if (Object.keys(await inventoryOf(into.everything())).length > 0)
      throw new UsageError('The target is not empty: choose another database or folder.');
    await putEverything(from.everything(), into);
    return tell(await inventoryOf(from.everything()), await inventoryOf(into.everything()));
  });
}

async function withStores(
  source: Config,
  target: Config,
  log: Log,
  work: (from: Store, into: Store) => Promise<number>,
): Promise<number> {
  const from = await openStore(source, log);
  try {
    const into = await openStore(target, log);
    try {
      return await work(from, into);
    } finally {
      await into.close();
    }
  } finally {
    await from.close();
  }
}

/** Says what was moved, and whether both are the same. */
function tell(from: Inventory, into: Inventory): number {
  const names = [...new Set([...Object.keys(from), ...Object.keys(into)])];
  const differing = names.filter((name) => from[name]?.checksum !== into[name]?.checksum);
  for (const name of names) {
    const same = differing.includes(name) ? 'DIFFERENT' : 'the same';
    const checksum = into[name]?.checksum ?? '-';
    process.stdout.write(
      `${name}: ${from[name]?.count ?? 0} read, ${into[name]?.count ?? 0} written, ${same} (${checksum})\n`,
    );
  }
  process.stdout.write(
    differing.length === 0
      ? 'Everything was moved.\n'
      : 'Not everything is the same: do not use the target.\n',
  );
  return differing.length === 0 ? 0 : 1;
}

function readArguments(): { to: string; help: boolean } {
  const options = { to: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const;
  try {
    const { to = '', help } = parseArgs({ options }).values;
    if (!help && to !== 'postgres' && to !== 'lowdb')
      throw new UsageError('Say where to: --to postgres or --to lowdb.');
    return { to, help };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}

runCommandLine(main, 'Nothing was moved.');
