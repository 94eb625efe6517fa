import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import {
  fileFault,
  rowFault,
  type ImportFault,
  type ImportRow,
  type ImportTable,
} from '../../domain/importFile.ts';

/** Between cells: Excel writes the second where the comma is the decimal sign. */
const SEPARATORS = [',', ';', '\t'] as const;

/** A record of the file and the line on which it begins. */
interface Parsed {
  cells: string[];
  line: number;
}

/**
 * Takes a CSV file apart: UTF-8 with or without byte order mark, any line ends, comma, semicolon or tab between cells. What
 * cannot be taken apart stands in `faults`; nothing is thrown.
 */
export function readCsv(file: string, bytes: Uint8Array): ImportTable {
  const text = decoded(bytes);
  if (text === undefined) return unreadable(fileFault(file, 'not-utf-8', { line: firstForeignLine(bytes) }));
  const records = recordsOf(file, text.replace(/\r\n?/g, '\n'));
  if (!Array.isArray(records)) return unreadable(records);
  const [header, ...body] = records;
  if (!header) return unreadable(fileFault(file, 'file-empty'));
  const columns = withoutEmptyEnd(header.cells);
  const filled = body.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const rows: ImportRow[] = [];
  const faults: ImportFault[] = [];
  for (const { cells, line } of filled) {
    const kept = cells.length > columns.length ? withoutEmptyEnd(cells, columns.length) : cells;
    if (kept.length === columns.length) rows.push({ file, line, cells: byColumn(columns, kept) });
    else
      faults.push(
        rowFault({ file, line }, 'cell-count', null, null, { found: kept.length, expected: columns.length }),
      );
  }
  return { file, columns, rows, faults };
}

/**
 * Takes a list of names apart like `readCsv`, in whatever form Excel saved it: besides UTF-8 its *Unicode Text* (UTF-16) and its
 * plain CSV (windows-1252). Nothing of such a list is kept, so a letter that is taken for another only means that nobody is found.
 */
export function readNameList(file: string, bytes: Uint8Array): ImportTable {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return readCsv(file, asUtf8(bytes, 'utf-16le'));
  return readCsv(file, isUtf8(bytes) ? bytes : asUtf8(bytes, 'windows-1252'));
}

function asUtf8(bytes: Uint8Array, encoding: string): Uint8Array {
  return Buffer.from(new TextDecoder(encoding).decode(bytes));
}

function unreadable(fault: ImportFault): ImportTable {
  return { file: fault.file, columns: [], rows: [], faults: [fault] };
}

/** The text of a file, or undefined when it is not UTF-8. A byte order mark is left out. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The line on which the first byte stands that is not UTF-8. */
function firstForeignLine(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let line = 1;
  for (let from = 0; from < buffer.length; line += 1) {
    const end = buffer.indexOf('\n', from);
    const next = end < 0 ? buffer.length : end + 1;
    if (decoded(buffer.subarray(from, next)) === undefined) return line;
    from = next;
  }
  return line;
}

/** The records of a file, or what stands against all of it. */
function recordsOf(file: string, text: string): Parsed[] | ImportFault {
  const records: Parsed[] = [];
  let lastLine = 0;
  try {
    parse(text, {
      delimiter: separatorOf(text),
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells, { lines }) => {
        lastLine = lines;
        records.push({ cells: cells.map((cell) => cell.trim()), line: lines - lineBreaksIn(cells) });
        return null;
      },
    });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quotation mark that is never closed swallows the rest of the file: what helps is where it was opened.
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return fileFault(file, 'quote-open', { line: lastLine + 1 });
    return fileFault(file, 'quote-stray', {
      line: typeof error['lines'] === 'number' ? error['lines'] : lastLine + 1,
    });
  }
}

/** The separator that the header uses most. */
function separatorOf(text: string): string {
  const header = text.trimStart().split('\n', 1)[0] ?? '';
  const count = (separator: string) => header.split(separator).length;
  return [...SEPARATORS].sort((one, other) => count(other) - count(one))[0] ?? ',';
}

function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
}

/** Cells without the empty ones at the end, which spreadsheets add; at least `least` stay. */
function withoutEmptyEnd(cells: readonly string[], least = 0): string[] {
  let end = cells.length;
  while (end > least && cells[end - 1] === '') end -= 1;
  return cells.slice(0, end);
}

function byColumn(columns: readonly string[], cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
}
