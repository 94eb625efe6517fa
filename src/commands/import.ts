import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readCsv } from '../adapters/files/csvFiles.ts';
import { systemClock } from '../adapters/clock/systemClock.ts';
import { cryptoRandom } from '../adapters/crypto/random.ts';
import { readConfig } from '../config.ts';
import type { ImportTable } from '../domain/importFile.ts';
import { CATALOGUE } from '../operations/catalogue.ts';
import { importFiles, type ImportOptions, type ImportResult } from '../operations/importFiles.ts';
import { faultLine, resultLines } from './importWords.ts';
import { runCommandLine, UsageError } from './commandLine.ts';
import { createLog } from './log.ts';
import { mailDelivery } from './mailDelivery.ts';
import { NO_DIRECTORY_ROLES } from '../ports/directory.ts';
import { openHouse } from './openStore.ts';

const HELP = `Imports people and dial-in numbers from CSV files into the store in DATA_DIR.

  npm run import -- users.csv numbers.csv [options]

  --good-rows         take the good rows when others are bad (else nothing is written)
  --notify            tell the people concerned: enabled (with a PIN), new details, disabled
  --replace-provider  move people from a third-party provider to Microsoft where the file says so
  --dry-run           say what would happen and write nothing
  --help              show this

The header tells what a file lists; the order of columns and files is free.
  people:   id,upn,displayName,email,hasMailbox,department,country,city,locale,licensed,provider,conferenceId,
            serviceNumber,tollFreeServiceNumber and, if wanted, state,bridge,allowTollFreeDialIn,allowPstnOnlyMeetings
  numbers:  number,type,bridge,city,country,primaryLanguage,secondaryLanguages,default
Files are UTF-8, with comma, semicolon or tab between cells. People are known by id, else by upn; numbers by number.
What a file does not list stays as it is. Without --notify nobody is told, and people who become enabled have no PIN yet.
Stop Switchboard first: two programs cannot use one data folder.
`;

/** Runs the command; the result is the exit code: 0, or 1 when nothing could be written. */
async function main(): Promise<number> {
  const { files, options, help } = readArguments();
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const tables = files.map(readTable);
  const config = readConfig();
  const log = createLog('warn', pino.destination({ dest: 2, sync: true }));
  const { store, secrets } = await openHouse(config, log);
  const { local, pinVisibleMinutes } = config;
  const { available: mailAvailable } = await mailDelivery(config);
  const house = {
    secrets,
    random: cryptoRandom,
    mailAvailable,
    local,
    pinVisibleMinutes,
    directoryRoles: NO_DIRECTORY_ROLES,
    recordsNames: false,
    calendar: config.calendar,
    catalogue: CATALOGUE,
  };
  try {
    return tell(await importFiles({ store, house, clock: systemClock }, tables, options), options);
  } finally {
    await store.close();
  }
}

/** Faults go to the error output, the summary of what was done to the standard output. */
function tell(result: ImportResult, options: ImportOptions): number {
  for (const fault of result.faults) process.stderr.write(`${faultLine(fault)}\n`);
  const failed =
    result.faults.length > 0 && (!options.goodRows || result.faults.some((fault) => fault.wholeFile));
  (failed ? process.stderr : process.stdout).write(`${resultLines(result, options).join('\n')}\n`);
  return failed ? 1 : 0;
}

function readArguments(): { files: string[]; options: ImportOptions; help: boolean } {
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    'good-rows': flag,
    notify: flag,
    'replace-provider': flag,
    'dry-run': flag,
    help: { ...flag, short: 'h' },
  } as const;
  try {
    const { values, positionals: files } = parseArgs({ options, allowPositionals: true });
    const {
      'good-rows': goodRows,
      notify,
      'replace-provider': replaceProvider,
      'dry-run': dryRun,
      help,
    } = values;
    if (!help && files.length === 0)
      throw new UsageError('Name at least one file, e.g. npm run import -- users.csv numbers.csv');
    return { files, options: { goodRows, notify, replaceProvider, dryRun }, help };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}

function readTable(file: string): ImportTable {
  try {
    return readCsv(file, readFileSync(file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(
      code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${message}`,
    );
  }
}

runCommandLine(main, 'Nothing was imported.');
