import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { daysBefore, isDay } from '../domain/day.ts';
import { CATALOGUE } from '../operations/catalogue.ts';
import { historyHeader, historyLine } from '../operations/historyCsv.ts';
import type { Store, Transaction } from '../ports/store.ts';
import type { AuditFilter } from '../ports/tables.ts';
import { runCommandLine, UsageError } from './commandLine.ts';
import { createLog } from './log.ts';
import { openHouse } from './openStore.ts';

const HELP = `Writes the record of the store in DATA_DIR as CSV, oldest first, to the standard output.

  npm run history -- [options] > history.csv

  --from 2026-11-01   the first day (UTC)
  --to 2026-11-30     the last day (UTC)
  --person amos       only what concerns this person: user name, or a name that only one person bears
  --by adele          only what this person did
  --operation name    only this, e.g. resetPin; may be given several times
  --help              show this

Cells that a spreadsheet would run as a formula stand behind an apostrophe. PINs are in no record.
Stop Switchboard first: two programs cannot use one data folder.
`;

/** What the command line asks for. */
interface Wanted {
  from?: string | undefined;
  to?: string | undefined;
  person?: string | undefined;
  by?: string | undefined;
  operation?: string[] | undefined;
  help?: boolean | undefined;
}

/** Runs the command; the result is the exit code. */
async function main(): Promise<number> {
  const wanted = readArguments();
  if (wanted.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const log = createLog('warn', pino.destination({ dest: 2, sync: true }));
  const { store } = await openHouse(readConfig(), log);
  try {
    const filter = await store.transaction((tx) => filterOf(tx, wanted));
    await writeRows(store, filter);
    return 0;
  } finally {
    await store.close();
  }
}

/** The record gives the newest first; a file reads better the other way round. */
async function writeRows(store: Store, filter: AuditFilter): Promise<void> {
  const rows = await store.transaction((tx) => tx.audit.find(filter, 0, Number.MAX_SAFE_INTEGER));
  process.stdout.write(`${historyHeader()}\n`);
  for (const row of rows.reverse()) process.stdout.write(`${historyLine(row)}\n`);
}

async function filterOf(tx: Transaction, wanted: Wanted): Promise<AuditFilter> {
  const unknown = wanted.operation?.find((name) => !CATALOGUE.some((one) => one.name === name));
  if (unknown !== undefined) throw new UsageError(`There is no operation ${unknown}.`);
  return {
    from: wanted.from === undefined ? undefined : beginOf(wanted.from),
    to: wanted.to === undefined ? undefined : beginOf(daysBefore(checkedDay(wanted.to), -1)),
    person: wanted.person === undefined ? undefined : await keyOf(tx, wanted.person),
    actor: wanted.by === undefined ? undefined : await keyOf(tx, wanted.by),
    operations: wanted.operation,
  };
}

function beginOf(day: string): Date {
  return new Date(`${checkedDay(day)}T00:00:00.000Z`);
}

function checkedDay(day: string): string {
  if (!isDay(day)) throw new UsageError(`“${day}” is not a day such as 2026-11-24.`);
  return day;
}

/** The one person of a name. Whoever has been removed bears none any more: their rows are in an export without `--person`. */
async function keyOf(tx: Transaction, name: string): Promise<string> {
  const found = await tx.users.named(name, 2);
  const [user] = found;
  if (!user) throw new UsageError(`Nobody is called “${name}”.`);
  if (found.length > 1) throw new UsageError(`Several people are called “${name}”: give the user name.`);
  return user.key;
}

function readArguments(): Wanted {
  const text = { type: 'string' } as const;
  const options = {
    from: text,
    to: text,
    person: text,
    by: text,
    operation: { ...text, multiple: true },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

runCommandLine(main, 'Nothing was written.');
