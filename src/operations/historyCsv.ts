import type { AuditRow } from '../domain/audit.ts';
import { csvLine } from '../domain/csv.ts';

/** A column of the exported record and what stands in it. */
const COLUMNS: readonly (readonly [name: string, cell: (row: AuditRow) => string])[] = [
  ['at', (row) => row.at],
  ['who', (row) => row.actorName],
  ['role', (row) => row.role],
  ['operation', (row) => row.operation],
  ['people', (row) => row.people.map((person) => person.name).join('; ')],
  ['outcome', (row) => row.outcome],
  ['code', (row) => row.code ?? ''],
  ['before', (row) => recorded(row.before)],
  ['after', (row) => recorded(row.after)],
  ['undoes', (row) => row.undoes ?? ''],
  ['channel', (row) => row.origin.channelId],
  ['conversation', (row) => row.origin.conversationId],
  ['correlationId', (row) => row.correlationId],
];

/** The columns that a card has room for. */
const SHORT: readonly string[] = ['at', 'who', 'operation', 'people', 'outcome', 'code', 'before', 'after'];

/** The first line of an export; `short` leaves out what only machines want. */
export function historyHeader(short = false): string {
  return csvLine(columns(short).map(([name]) => name));
}

/** A row of the record as a line of CSV. */
export function historyLine(row: AuditRow, short = false): string {
  return csvLine(columns(short).map(([, cell]) => cell(row)));
}

function columns(short: boolean) {
  return short ? COLUMNS.filter(([name]) => SHORT.includes(name)) : COLUMNS;
}

function recorded(values: AuditRow['before']): string {
  return Object.keys(values).length === 0 ? '' : JSON.stringify(values);
}
