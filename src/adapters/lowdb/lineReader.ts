import { createReadStream } from 'node:fs';
import * as z from 'zod';
import { StoreUnusableError } from '../../ports/store.ts';
import { decodeLine, LineFault } from './line.ts';

const CHUNK_BYTES = 1 << 20;
const LINE_FEED = 10;
const NOTHING = Buffer.alloc(0);

/** A line of a file as bytes, without its line feed. */
export interface RawLine {
  bytes: Buffer;
  /** From 1. */
  number: number;
  /** Where it begins in the file. */
  start: number;
  /** Whether a line feed ends it. */
  ended: boolean;
}

/** How a file was read: how many bytes of it are good, and whether a torn end follows them. */
export interface ReadOutcome {
  goodBytes: number;
  lines: number;
  torn: boolean;
}

/** The lines of a file from the one at `begin`, within its first `length` bytes, in batches of about a megabyte; they are numbered from there. */
export async function* rawLines(path: string, length = Infinity, begin = 0): AsyncGenerator<RawLine[]> {
  if (length <= begin) return;
  let rest: Buffer = NOTHING;
  let number = 0;
  let start = begin;
  const range = { highWaterMark: CHUNK_BYTES, start: begin, end: length - 1 };
  for await (const chunk of createReadStream(path, range)) {
    const bytes = chunk as Buffer;
    const batch: RawLine[] = [];
    let from = 0;
    for (let to = bytes.indexOf(LINE_FEED); to >= 0; to = bytes.indexOf(LINE_FEED, from)) {
      // Only the line that two chunks share is put together; copying every chunk would take longer than reading it.
      const part = bytes.subarray(from, to);
      const line = rest.length > 0 ? Buffer.concat([rest, part]) : part;
      rest = NOTHING;
      number += 1;
      batch.push({ bytes: line, number, start, ended: true });
      start += line.length + 1;
      from = to + 1;
    }
    const end = bytes.subarray(from);
    rest = rest.length > 0 ? Buffer.concat([rest, end]) : end;
    yield batch;
  }
  if (rest.length > 0) yield [{ bytes: rest, number: number + 1, start, ended: false }];
}

/**
 * Reads a file of checksummed lines, giving each value to `visit`. What a crash tore off at the very end is left out and
 * reported; damage anywhere else, and whatever `visit` throws, becomes a StoreUnusableError with file and line.
 */
export async function readCheckedLines(path: string, visit: (value: unknown) => void): Promise<ReadOutcome> {
  let torn: RawLine | undefined;
  const outcome: ReadOutcome = { goodBytes: 0, lines: 0, torn: false };
  for await (const batch of rawLines(path)) {
    for (const line of batch) {
      if (torn) throw unusable(path, torn.number, 'bytes are missing in the middle of the file');
      if (isTorn(line)) {
        torn = line;
        continue;
      }
      visitLine(path, line, visit);
      outcome.goodBytes = line.start + line.bytes.length + 1;
      outcome.lines += 1;
    }
  }
  return { ...outcome, torn: torn !== undefined };
}

/** An error that names file, line and fault. */
export function unusable(path: string, line: number, fault: string): StoreUnusableError {
  return new StoreUnusableError(`${path}, line ${line}: ${fault}. Nothing was changed.`);
}

/**
 * A line that was never written to its end: a crash of the machine can leave it without its end, or with zeros where a page
 * did not reach the disk (which no line of ours contains).
 */
export function isTorn(line: RawLine): boolean {
  return !line.ended || line.bytes.includes(0);
}

function visitLine(path: string, line: RawLine, visit: (value: unknown) => void): void {
  try {
    visit(decodeLine(line.bytes));
  } catch (error) {
    throw unusable(path, line.number, wordsFor(error));
  }
}

function wordsFor(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error).replace(/\s*\n\s*/g, ' ');
  if (error instanceof LineFault) return error.message;
  return error instanceof Error ? error.message : String(error);
}
