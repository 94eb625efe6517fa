import { createReadStream, createWriteStream } from 'node:fs';
import { access, rename, rm } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { pipeline as pipelined } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as z from 'zod';
import { COLLECTIONS, type Archived } from '../../ports/archive.ts';

/** What a backup says of itself. */
export interface BackupHead {
  /** When it was made, in ISO form. */
  at: string;
  /** The version of the program that made it. */
  version: string;
}

/** A file that cannot be written, or is no backup, or no whole one, and why. */
export class BackupFileError extends Error {
  override readonly name = 'BackupFileError';
}

const FIRST = z.object({ switchboardBackup: z.literal(1), at: z.string(), version: z.string() });
const LINE = z.tuple([z.enum([...COLLECTIONS, 'audit']), z.record(z.string(), z.unknown())]);
const LAST = z.object({ end: z.literal(true), records: z.number() });

/**
 * Writes everything that there is into a new file: gzip of JSON lines, readable by its owner alone. The file has its name only
 * when it is whole. Rejects when there is such a file already.
 */
export async function writeBackup(
  path: string,
  head: BackupHead,
  everything: AsyncIterable<Archived>,
): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw new BackupFileError(`${path} is there already: choose another name.`);
  const partial = `${path}.part`;
  try {
    const file = createWriteStream(partial, { mode: 0o600, flush: true });
    await pipelined(Readable.from(linesOf(head, everything)), createGzip(), file);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new BackupFileError(`${path} cannot be written: ${message}.`);
  }
}

async function* linesOf(head: BackupHead, everything: AsyncIterable<Archived>): AsyncIterable<string> {
  yield line({ switchboardBackup: 1, ...head });
  let records = 0;
  for await (const one of everything) {
    records += 1;
    yield line(one);
  }
  yield line({ end: true, records });
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** What a backup says of itself. Throws BackupFileError for a file that is none. */
export async function headOf(path: string): Promise<BackupHead> {
  for await (const first of textLines(path)) return parsed(FIRST, first, path, 1);
  throw new BackupFileError(`${path} is empty.`);
}

/** Everything in a backup, in its order. Throws BackupFileError where it is no backup, or ends too early. */
export async function* readBackup(path: string): AsyncIterable<Archived> {
  let at = 0;
  let ended = false;
  for await (const text of textLines(path)) {
    at += 1;
    if (ended) throw new BackupFileError(`${path}: line ${at} stands behind the end.`);
    if (at === 1) parsed(FIRST, text, path, at);
    else if (text.startsWith('[')) yield parsed(LINE, text, path, at);
    else {
      const { records } = parsed(LAST, text, path, at);
      if (records !== at - 2)
        throw new BackupFileError(
          `${path} has ${at - 2} records of the ${records} that it had when it was made.`,
        );
      ended = true;
    }
  }
  if (!ended) throw new BackupFileError(`${path} ends too early, behind line ${at}.`);
}

async function* textLines(path: string): AsyncIterable<string> {
  // `pipeline` carries the errors of the file along, and what reads a stream by itself misses none of them: readline, which
  // would cut the lines, loses an error that comes between two of them.
  const text = pipeline(createReadStream(path), createGunzip(), () => undefined).setEncoding('utf8');
  let rest = '';
  try {
    for await (const chunk of text as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest;
  } catch (error) {
    throw new BackupFileError(`${path} cannot be read: ${(error as Error).message}.`);
  }
}

function parsed<Value>(schema: z.ZodType<Value>, text: string, path: string, at: number): Value {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    // Without the line, which may hold anything.
    throw new BackupFileError(`${path}: line ${at} is not as a backup has it.`);
  }
}
