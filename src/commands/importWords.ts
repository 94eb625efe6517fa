import type { ImportFault } from '../domain/importFile.ts';
import type { ImportCounts, ImportOptions, ImportResult } from '../operations/importFiles.ts';

/** What is wrong, in English; `{value}`, `{column}` and the fault's own parameters are filled in. */
const TEXTS: Readonly<Record<ImportFault['code'], string>> = {
  'not-utf-8': 'this is not UTF-8. Save the file as “CSV UTF-8”.',
  'quote-open': 'a quotation mark is opened in this row and never closed.',
  'quote-stray':
    'a quotation mark stands in the middle of a cell. Put the whole cell in quotation marks and double those inside it.',
  'file-empty': 'the file is empty. It needs a header row.',
  'kind-unknown': 'the header names neither people ({people}) nor numbers ({numbers}).',
  'column-unknown': 'there is no such column. {near}The columns are {columns}.',
  'column-twice': 'the header names this column twice.',
  'column-missing': 'the header lacks this column.',
  'cell-count': 'the row has {found} cells, the header {expected}.',
  empty: 'is empty.',
  line: '“{value}” is longer than 256 characters or has a line break in it.',
  boolean: '“{value}” is neither true nor false.',
  'object-id': '“{value}” is not an object id (00000000-0000-0000-0000-000000000000).',
  upn: '“{value}” is not a user name (alias@domain).',
  'mail-address': '“{value}” is not a mail address (alias@domain).',
  locale: '“{value}” is none of en, fr, sv. Leave it empty for English.',
  country: '“{value}” is not a country of two letters, such as FR.',
  'conference-id': '“{value}” is not a conference ID: it has 7 digits and does not begin with 0.',
  'phone-number': '“{value}” is not a telephone number with its country code, such as +14255550100.',
  'number-type': '“{value}” is neither toll nor toll-free.',
  languages: '“{value}” is not a language such as en-US, or more than four of them.',
  'needed-for-new': 'the file lacks this column, and what this row is about is new.',
  'twice-in-file': '“{value}” stands in {earlier} already.',
  'same-person': 'this is {person}, as {earlier} is.',
  'upn-taken': '“{value}” is the user name of {person}.',
  'other-id': '“{value}” is somebody else: {upn} has the id {id}.',
  'mailbox-without-address': 'is empty, but there is a mailbox.',
  'bridge-unknown': 'there are no numbers on a bridge “{value}”. Import its numbers first.',
  'number-unknown': 'there is no service number {value}. Import the numbers first.',
  'number-not-toll': '{value} is toll-free; the default number must be toll.',
  'number-not-toll-free': '{value} is not toll-free.',
  'number-other-bridge': '{value} is not a number of the bridge {bridge}.',
  'no-number-to-give': 'is empty, and there is no default number to give. Import the numbers first.',
  'provider-not-replaced':
    'the provider now is {provider}; its details would no longer hold. Say --replace-provider if that is meant.',
  'dynamic-ids': 'dynamic conference IDs are on: each meeting has its own ID, and people get none.',
  'conference-id-taken': '{value} belongs to somebody else. Free: {free}.',
  'conference-id-quarantined': '{value} was given up not long ago and is withheld for 90 days. Free: {free}.',
  'conference-id-not-enabled':
    '{value}: people without a licence, or with another provider than Microsoft, have no conference ID here.',
  'default-not-toll': '{value} is toll-free; the default of a bridge must be toll.',
  'default-twice': '{earlier} is the default of the bridge {bridge} already.',
  'bridge-without-default': 'the bridge {bridge} would have no default number.',
  'number-in-use': '{count} people have this number as {was}; it cannot become {value}.',
};

/** A fault in one line: file, line, column, and what is wrong with what was found there. */
export function faultLine(fault: ImportFault): string {
  const { line: earlierLine, file: earlierFile } = fault.params;
  const earlier = `line ${earlierLine ?? ''}${earlierFile === fault.file ? '' : ` of ${earlierFile ?? ''}`}`;
  const near = fault.params['near'] ? `Is it ${fault.params['near']}? ` : '';
  const values: Record<string, string | number> = {
    ...fault.params,
    value: plain(fault.value ?? ''),
    earlier,
    near,
  };
  const text = TEXTS[fault.code].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  const place = [
    fault.file,
    fault.line === null ? '' : `line ${fault.line}`,
    fault.column === null ? '' : plain(fault.column),
  ];
  return `${place.filter((part) => part !== '').join(', ')}: ${text}`;
}

/** How the import ended, in a few lines. */
export function resultLines(result: ImportResult, options: ImportOptions): string[] {
  if (!result.written && !options.dryRun) return [notWritten(result.faults)];
  if (!result.written && result.faults.length > 0 && !options.goodRows) return [notWritten(result.faults)];
  const lines = [countLine('Numbers', result.numbers), countLine('People', result.people)].filter(
    (line) => line !== '',
  );
  if (lines.length === 0) lines.push('The files list nothing.');
  if (result.notices > 0) lines.push(`Notices: ${result.notices}, sent when Switchboard runs.`);
  lines.push(
    ...result.untold.map((user) => `${user.displayName} has no PIN yet: no notice would reach them.`),
  );
  if (options.dryRun) lines.push('This was a dry run: nothing was written.');
  return lines;
}

function notWritten(faults: readonly ImportFault[]): string {
  if (faults.some((fault) => fault.wholeFile)) return 'Nothing was written.';
  const rows = new Set(faults.map((fault) => `${fault.line ?? ''} ${fault.file}`)).size;
  return `${rows === 1 ? '1 row is' : `${rows} rows are`} bad. Nothing was written. Correct ${rows === 1 ? 'it' : 'them'}, or take only the good rows with --good-rows.`;
}

function countLine(what: string, { added, updated, unchanged, skipped }: ImportCounts): string {
  if (added + updated + unchanged + skipped === 0) return '';
  return `${what}: ${added} added, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped.`;
}

/** What a file holds, short and without anything that a terminal would obey. */
function plain(text: string): string {
  const harmless = text.replace(/\p{Cc}/gu, ' ');
  return harmless.length > 80 ? `${harmless.slice(0, 79)}…` : harmless;
}
