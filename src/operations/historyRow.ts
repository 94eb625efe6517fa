import type { AuditRow } from '../domain/audit.ts';
import { message, type Message } from '../domain/message.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import type { Fact, View } from '../domain/view.ts';
import type { Work } from './operation.ts';
import { undoOfRow } from './undoing.ts';

/** What a row of the history shows. */
type HistoryLine = Extract<View, { kind: 'history' }>['rows'][number];

/** Fields of the record that have a label of their own. */
const LABELLED: readonly string[] = [
  ...Object.keys(DEFAULT_SETTINGS),
  ...['conferenceId', 'serviceNumber', 'tollFreeServiceNumber', 'provider', 'licensed', 'department'],
  ...['displayName', 'upn', 'role'],
];

/** What the record of an operation is about where its fields are people. */
const ABOUT: Readonly<Record<string, string>> = {
  resetConferenceId: 'conferenceId',
  allowCallers: 'allowPstnOnlyMeetings',
  addRole: 'role',
  removeRole: 'role',
};

/** The most changes that a row shows. */
const MOST_CHANGES = 8;

/** The longest value that a row shows, in characters. */
const LONGEST_VALUE = 60;

/** A row of the record in words. */
export function historyRow(work: Work, row: AuditRow): HistoryLine {
  return {
    at: row.at,
    what: message(row.undoes === undefined ? 'history.line' : 'history.undoLine', {
      operation: nameOf(work, row),
      detail: row.people.map((person) => person.name).join(', '),
    }),
    by: row.actorName,
    outcome: row.outcome,
    code: row.code,
    facts: changesOf(row),
    undo: undoOfRow(work, row),
  };
}

/** The name of what was done; of what nobody can do any more, as it was recorded. */
function nameOf(work: Work, { operation }: AuditRow): Message['params'][string] {
  const isKnown = operation === 'import' || work.house.catalogue.some((one) => one.name === operation);
  return isKnown ? { text: `operation.${operation}` } : operation;
}

/** What was changed, and from what to what. What somebody new was created with is no change. */
function changesOf(row: AuditRow): Fact[] {
  return Object.keys(row.after)
    .filter((field) => field in row.before)
    .slice(0, MOST_CHANGES)
    .map((field) => changeOf(row, field));
}

function changeOf(row: AuditRow, field: string): Fact {
  const label = LABELLED.includes(field) ? field : (ABOUT[row.operation] ?? 'change');
  const before = valueOf(row.before[field], label);
  const after = valueOf(row.after[field], label);
  const isPerson = !LABELLED.includes(field);
  return {
    label,
    value:
      isPerson && row.people.length !== 1
        ? message('history.fromToOf', { person: field, before, after })
        : message('history.fromTo', { before, after }),
  };
}

function valueOf(value: unknown, label: string): Message['params'][string] {
  if (typeof value === 'boolean') return { text: value ? 'text.yes' : 'text.no' };
  if (value === null || value === undefined || value === '') return { text: 'text.none' };
  if (typeof value === 'number') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (label === 'role' && /^(user|helpDesk|admin)$/.test(text)) return { text: `role.${text}` };
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}
