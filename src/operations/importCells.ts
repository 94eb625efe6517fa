import { ConferenceId } from '../domain/conferenceId.ts';
import { rowFault, type ImportFault, type ImportRow, type RowFaultCode } from '../domain/importFile.ts';
import { languageOf, type Language } from '../domain/language.ts';
import { parsePhoneNumber } from '../domain/phoneNumber.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import { MICROSOFT, NO_PROVIDER } from '../domain/user.ts';
import { MailAddress } from './field.ts';

/** How the cells of a column are read; `read` gives undefined for what does not fit, which is then the `flaw`. */
export interface Column<Value> {
  read(text: string): Value | undefined;
  flaw: RowFaultCode;
}

/** What the columns of a row say; a column that the file does not have says nothing. */
export type CellsOf<Columns extends Record<string, Column<unknown>>> = {
  [Name in keyof Columns]?: Columns[Name] extends Column<infer Value> ? Value : never;
};

/** Longest text that a cell may hold, in characters. */
const LONGEST = 256;

/** Spreadsheets write true and false in their own language. */
const TRUTHS: Readonly<Record<string, boolean>> = {
  true: true,
  vrai: true,
  sant: true,
  false: false,
  faux: false,
  falskt: false,
};

const UPN = /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+$/;
const OBJECT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ONE_LINE = /^[^\u0000-\u001f\u007f]*$/;

const line: Column<string> = {
  read: (text) => (text.length <= LONGEST && ONE_LINE.test(text) ? text : undefined),
  flaw: 'line',
};
const truth: Column<boolean> = { read: (text) => TRUTHS[text.toLowerCase()], flaw: 'boolean' };
const country: Column<string> = {
  read: (text) => (/^([a-z]{2})?$/i.test(text) ? text.toUpperCase() : undefined),
  flaw: 'country',
};

/** The columns of a people file. */
export const PEOPLE_COLUMNS = {
  id: orNull('object-id', (text) => (OBJECT_ID.test(text.toLowerCase()) ? text.toLowerCase() : undefined)),
  upn: {
    read: (text) => (text.length <= LONGEST && UPN.test(text) ? text : undefined),
    flaw: 'upn',
  } as Column<string>,
  displayName: line,
  email: orNull('mail-address', (text) => MailAddress.safeParse(text).data),
  hasMailbox: truth,
  department: line,
  country,
  state: line,
  city: line,
  locale: orNull<Language>('locale', languageOf),
  licensed: truth,
  provider: { read: (text) => line.read(providerName(text)), flaw: 'line' } as Column<string>,
  bridge: orNull('line', (text) => line.read(text)),
  conferenceId: orNull('conference-id', (text) => ConferenceId.safeParse(text).data),
  serviceNumber: orNull('phone-number', remembered(parsePhoneNumber)),
  tollFreeServiceNumber: orNull('phone-number', remembered(parsePhoneNumber)),
  allowTollFreeDialIn: truth,
  allowPstnOnlyMeetings: truth,
};

/** What a row of a people file says. */
export type PersonCells = CellsOf<typeof PEOPLE_COLUMNS>;

/** The columns of a numbers file. */
export const NUMBER_COLUMNS = {
  number: { read: parsePhoneNumber, flaw: 'phone-number' } as Column<string>,
  type: { read: numberType, flaw: 'number-type' } as Column<ServiceNumber['type']>,
  bridge: line,
  city: line,
  country,
  primaryLanguage: {
    read: (text) => (isTag(text) || text === '' ? text : undefined),
    flaw: 'languages',
  } as Column<string>,
  secondaryLanguages: { read: languageTags, flaw: 'languages' } as Column<string[]>,
  default: truth,
};

/** What a row of a numbers file says. */
export type NumberCells = CellsOf<typeof NUMBER_COLUMNS>;

/** Reads the cells of a row by its columns; `filled` names those that may not be empty. */
export function readCells<Columns extends Record<string, Column<unknown>>>(
  columns: Columns,
  row: ImportRow,
  filled: readonly (keyof Columns & string)[],
): { cells: CellsOf<Columns>; faults: ImportFault[] } {
  const cells: Record<string, unknown> = {};
  const faults: ImportFault[] = [];
  for (const [name, text] of Object.entries(row.cells)) {
    const column = columns[name];
    if (!column) continue;
    const value = column.read(text);
    if (text === '' && filled.includes(name)) faults.push(rowFault(row, 'empty', name));
    else if (value === undefined) faults.push(rowFault(row, text === '' ? 'empty' : column.flaw, name, text));
    else cells[name] = value;
  }
  return { cells: cells as CellsOf<Columns>, faults };
}

/** A column in which an empty cell means none. */
function orNull<Value>(flaw: RowFaultCode, read: (text: string) => Value | undefined): Column<Value | null> {
  return { read: (text) => (text === '' ? null : read(text)), flaw };
}

/** The organisation's own bridge and no provider are known in any case of letters. */
function providerName(text: string): string {
  return [MICROSOFT, NO_PROVIDER].find((name) => name.toLowerCase() === text.toLowerCase()) ?? text;
}

function numberType(text: string): ServiceNumber['type'] | undefined {
  const lower = text.toLowerCase().replace(/[\s_]/, '-');
  if (lower === 'toll') return 'toll';
  return lower === 'toll-free' || lower === 'tollfree' ? 'toll-free' : undefined;
}

/** Up to four language tags in their order, with spaces or semicolons between them. */
function languageTags(text: string): string[] | undefined {
  const tags = text.split(/[\s;]+/).filter((tag) => tag !== '');
  return tags.length <= 4 && tags.every(isTag) ? tags : undefined;
}

function isTag(text: string): boolean {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(text);
}

/** The same few numbers stand in thousands of rows, and reading one takes a while. */
function remembered<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const value = known.has(text) ? (known.get(text) as Value) : read(text);
    if (known.size < 1_000) known.set(text, value);
    return value;
  };
}
