/** What an import file lists. */
export type ImportKind = 'people' | 'numbers';

/** A row of an import file: its trimmed cells by column. */
export interface ImportRow {
  file: string;
  /** Where the row begins; the header is line 1. */
  line: number;
  cells: Readonly<Record<string, string>>;
}

/** An import file, taken apart but not understood yet. */
export interface ImportTable {
  file: string;
  columns: readonly string[];
  rows: readonly ImportRow[];
  /** What is wrong with the file itself, or with rows that could not be taken apart. */
  faults: readonly ImportFault[];
}

/** What stands against a file as a whole: none of its rows can be taken. */
export type FileFaultCode =
  | 'not-utf-8'
  | 'quote-open'
  | 'quote-stray'
  | 'file-empty'
  | 'kind-unknown'
  | 'column-unknown'
  | 'column-twice'
  | 'column-missing';

/** What stands against one row. */
export type RowFaultCode =
  | 'cell-count'
  | 'empty'
  | 'line'
  | 'boolean'
  | 'object-id'
  | 'upn'
  | 'mail-address'
  | 'locale'
  | 'country'
  | 'conference-id'
  | 'phone-number'
  | 'number-type'
  | 'languages'
  | 'needed-for-new'
  | 'twice-in-file'
  | 'same-person'
  | 'upn-taken'
  | 'other-id'
  | 'mailbox-without-address'
  | 'bridge-unknown'
  | 'number-unknown'
  | 'number-not-toll'
  | 'number-not-toll-free'
  | 'number-other-bridge'
  | 'no-number-to-give'
  | 'provider-not-replaced'
  | 'dynamic-ids'
  | 'conference-id-taken'
  | 'conference-id-quarantined'
  | 'conference-id-not-enabled'
  | 'default-not-toll'
  | 'default-twice'
  | 'bridge-without-default'
  | 'number-in-use';

/** Something wrong in an import file, where it stands, and what was found there. */
export interface ImportFault {
  file: string;
  /** Null when it is not about a line. */
  line: number | null;
  column: string | null;
  value: string | null;
  code: FileFaultCode | RowFaultCode;
  /** True when no row of the file can be taken. */
  wholeFile: boolean;
  params: Readonly<Record<string, string | number>>;
}

/** Something wrong with one row. */
export function rowFault(
  row: Pick<ImportRow, 'file' | 'line'>,
  code: RowFaultCode,
  column: string | null = null,
  value: string | null = null,
  params: ImportFault['params'] = {},
): ImportFault {
  return { file: row.file, line: row.line, column, value, code, wholeFile: false, params };
}

/** Something wrong with a file as a whole. */
export function fileFault(
  file: string,
  code: FileFaultCode,
  at: Partial<Pick<ImportFault, 'line' | 'column' | 'params'>> = {},
): ImportFault {
  return { file, line: null, column: null, value: null, params: {}, ...at, code, wholeFile: true };
}
