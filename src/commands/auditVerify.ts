import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { NO_ROW, type AuditChain, type AuditRow } from '../domain/audit.ts';
import { RecordCheck, type RecordFault } from '../operations/recordChain.ts';
import type { Store } from '../ports/store.ts';
import { runCommandLine, UsageError } from './commandLine.ts';
import { createLog } from './log.ts';
import { openHouse } from './openStore.ts';

const HELP = `Looks whether a row of the record was changed, removed or added behind Switchboard's back.

  npm run audit:verify -- [--known NUMBER:FINGERPRINT]

  --known   what this command said of the last row another time, and what was kept elsewhere: that row must still be the same.
            Without it somebody who rewrites the whole record from some row on stays unnoticed
  --help    show this

Every row holds a fingerprint of itself and of the row before. A folder is read while Switchboard is stopped, a database at any time.
The exit code is 1 when something is wrong.
`;

/** The most faults that are listed. */
const MOST = 20;

/** Runs the command; the result is the exit code. */
async function main(): Promise<number> {
  const { known, help } = readArguments();
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const log = createLog('warn', pino.destination({ dest: 2, sync: true }));
  const { store, secrets } = await openHouse(readConfig(), log);
  try {
    const check = new RecordCheck(secrets);
    const { last, removed } = await readInto(check, store);
    const faults = check.faults(removed, last).map(inWords);
    if (known && known.number > removed.number && check.hashOf(known.number) !== known.hash)
      faults.unshift(`Row ${known.number} is not the one that was known.`);
    process.stdout.write(`${check.chained} rows in the chain`);
    if (removed.number > 0)
      process.stdout.write(`, the first ${removed.number} removed because of their age`);
    if (check.unchained > 0) process.stdout.write(`, ${check.unchained} rows from before there was one`);
    process.stdout.write(`.\nThe last is ${last.number}:${last.hash}\n`);
    for (const fault of faults.slice(0, MOST)) process.stdout.write(`${fault}\n`);
    if (faults.length > MOST) process.stdout.write(`… and ${faults.length - MOST} more.\n`);
    process.stdout.write(faults.length === 0 ? 'The record is whole.\n' : 'The record is NOT whole.\n');
    return faults.length === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** Reads the whole record as it is at one moment; gives where its chain begins and ends. */
async function readInto(check: RecordCheck, store: Store): Promise<AuditChain> {
  let chain: AuditChain = { last: NO_ROW, removed: NO_ROW };
  for await (const [name, record] of store.everything()) {
    if (name === 'auditChain') chain = record as AuditChain;
    if (name === 'audit') check.add(record as AuditRow);
  }
  return chain;
}

function inWords({ what, from, to }: RecordFault): string {
  const rows = from === to ? `Row ${from}` : `Rows ${from} to ${to}`;
  const verb = from === to ? ['was', 'is'] : ['were', 'are'];
  const said = {
    changed: `${verb[0]} changed, or the row before`,
    missing: `${verb[1]} missing`,
    twice: `${verb[1]} there more than once`,
    added: `${verb[0]} added`,
  };
  return `${rows} ${said[what]}.`;
}

function readArguments(): { known?: { number: number; hash: string }; help: boolean } {
  const options = {
    known: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    const { known, help } = parseArgs({ options }).values;
    if (known === undefined) return { help };
    const [, number, hash] = /^(\d+):(\S+)$/.exec(known) ?? [];
    if (number === undefined || hash === undefined)
      throw new UsageError(`“${known}” is not of the form NUMBER:FINGERPRINT.`);
    return { known: { number: Number(number), hash }, help };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}

runCommandLine(main, 'Nothing was looked at.');
