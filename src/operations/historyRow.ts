import type { AuditRow } from '../domain/audit.ts';
import { message, type Message } from '../domain/message.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import type { Fact, View } from '../domain/view.ts';
import type { Work } from './operation.ts';
import { SOURCES } from './sourceRecord.ts';
import { undoOfRow } from './undoing.ts';

/** What a row of the history shows. */
type HistoryLine = Extract<View, { kind: 'history' }>['rows'][number];

/** Fields of the record that have a label of their own. */
const LABELLED: readonly string[] = [
  ...Object.keys(DEFAULT_SETTINGS),
  ...['conferenceId', 'serviceNumber', 'tollFreeServiceNumber', 'provider', 'licensed', 'department'],
  ...['displayName', 'upn', 'role', 'invitationsUpdated', 'invitationsFailed', 'leftAlone'],
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
    what: message(lineOf(row), {
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

function lineOf({ undoes, people }: AuditRow): string {
  const line = undoes === undefined ? 'history.line' : 'history.undoLine';
  return people.length === 0 ? `${line}Alone` : line;
}

/** The name of what was done; of what nobody can do any more, as it was recorded. */
function nameOf(work: Work, { operation }: AuditRow): Message['params'][string] {
  const isKnown =
    SOURCES.some((source) => source === operation) ||
    work.house.catalogue.some((one) => one.name === operation);
  return isKnown ? { text: `operation.${operation}` } : operation;
}

/** What was changed, and from what to what. What somebody new was created with is no change. */
function changesOf(row: AuditRow): Fact[] {
  return Object.keys(row.after)
    .filter((field) => field in row.before && differ(row.before[field], row.after[field]))
    .flatMap((field) => changesIn(row, field))
    .slice(0, MOST_CHANGES);
}

/** The change of a field, or of each field that a person has in it. */
function changesIn(row: AuditRow, field: string): Fact[] {
  const [before, after] = [row.before[field], row.after[field]];
  const person = !LABELLED.includes(field) && row.people.length !== 1 ? field : undefined;
  if (!isRecord(before) || !isRecord(after)) {
    const label = LABELLED.includes(field) ? field : (ABOUT[row.operation] ?? 'change');
    return [changeOf(label, before, after, person)];
  }
  return Object.keys({ ...before, ...after })
    .filter((part) => differ(before[part], after[part]))
    .map((part) => changeOf(LABELLED.includes(part) ? part : 'change', before[part], after[part], person));
}

function changeOf(label: string, before: unknown, after: unknown, person: string | undefined): Fact {
  const params = { before: valueOf(before, label), after: valueOf(after, label) };
  const value =
    person === undefined
      ? message('history.fromTo', params)
      : message('history.fromToOf', { person, ...params });
  return { label, value };
}

function differ(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueOf(value: unknown, label: string): Message['params'][string] {
  if (typeof value === 'boolean') return { text: value ? 'text.yes' : 'text.no' };
  if (value === null || value === undefined || value === '') return { text: 'text.none' };
  if (typeof value === 'number') return value;
  if (Array.isArray(value) && value.length === 0) return { text: 'text.none' };
  const text = textOf(value);
  if (label === 'role' && /^(user|helpDesk|admin)$/.test(text)) return { text: `role.${text}` };
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

/** A value as people read it: of a list its parts, of what has a name that name. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return isRecord(value) && typeof value['name'] === 'string' ? value['name'] : JSON.stringify(value);
}
