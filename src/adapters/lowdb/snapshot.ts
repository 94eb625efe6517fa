import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { COLLECTIONS, type CollectionName } from '../../ports/archive.ts';
import type { Data } from './collections.ts';
import { pathOf, syncFolder } from './files.ts';
import { headerLine, type Header } from './headers.ts';
import { encodeLine } from './line.ts';

/** Records turned into text without a pause: about two milliseconds. */
const RECORDS_A_TURN = 256;

/** All records of one moment; they are frozen, so the lists are all that has to be copied. */
export type Records = { [Name in CollectionName]: object[] };

/** Takes hold of all records as they are now. */
export function recordsOf(data: Data): Records {
  return Object.fromEntries(COLLECTIONS.map((name) => [name, [...data[name].values()]])) as Records;
}

/** Writes a snapshot beside its place and then moves it there, leaving other work its turn. */
export async function writeSnapshot(
  folder: string,
  header: Omit<Header, 'version'>,
  records: Records,
): Promise<void> {
  const path = pathOf(folder, 'snapshot', header.generation);
  const beside = `${path}.tmp`;
  try {
    await writeWhole(beside, header, records);
    await rename(beside, path);
    await syncFolder(folder);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeWhole(path: string, header: Omit<Header, 'version'>, records: Records): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.appendFile(headerLine(header));
    let count = 0;
    for (const [name, list] of Object.entries(records)) {
      await writeRecords(handle, name, list);
      count += list.length;
    }
    await handle.appendFile(encodeLine(JSON.stringify({ records: count })));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeRecords(handle: FileHandle, name: string, records: readonly object[]): Promise<void> {
  for (let from = 0; from < records.length; from += RECORDS_A_TURN) {
    const lines = records
      .slice(from, from + RECORDS_A_TURN)
      .map((record) => encodeLine(JSON.stringify([name, record])));
    await handle.appendFile(lines.join(''));
    await turn();
  }
}
