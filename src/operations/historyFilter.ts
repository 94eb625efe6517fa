import * as z from 'zod';
import { dayOf, daysBefore, isDay, rangeOf } from '../domain/day.ts';
import { message, type Message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import type { AuditFilter } from '../ports/tables.ts';
import { anyPeople, value, type Field, type InputOf } from './field.ts';
import type { Work } from './operation.ts';

/** `today` and `yesterday` as people type them into a form. */
const WORDS: Readonly<Record<string, number>> = {
  today: 0,
  "aujourd'hui": 0,
  idag: 0,
  'i dag': 0,
  yesterday: 1,
  hier: 1,
  igår: 1,
  'i går': 1,
};

/** What the record can be narrowed by: whom it concerns, who did it, what, and on which day of the asker. */
export const HISTORY_FIELDS = {
  people: anyPeople(1),
  by: anyPeople(1),
  operations: value(
    z.preprocess(
      (raw) => (typeof raw === 'string' ? [raw] : raw),
      z.array(z.string().max(64)).min(1).max(5).optional(),
    ),
    'operation-unknown',
  ),
  day: day(),
};

/** How the history is narrowed. */
export type HistoryInput = InputOf<typeof HISTORY_FIELDS>;

/** A day as it was given: how many days ago, or a date. */
type GivenDay = { ago: number } | { date: string };

/** The filter that some input asks for, and the same in words. */
export function historyFilter(work: Work, input: HistoryInput): { filter: AuditFilter; notes: Message[] } {
  const [person] = input.people;
  const [by] = input.by;
  checkOperations(work, input.operations ?? []);
  const date = dateOf(work, input);
  const notes = [
    ...(by && person ? [message('history.about', { person: person.displayName })] : []),
    ...(date === undefined ? [] : [message('history.on', { day: date, zone: zoneOf(work) })]),
    ...(input.operations ?? []).map((name) =>
      message('history.only', { operation: { text: `operation.${name}` } }),
    ),
  ];
  const range = date === undefined ? {} : rangeOf(date, zoneOf(work));
  return {
    filter: { person: person?.key, actor: by?.key, operations: input.operations, ...range },
    notes,
  };
}

/** The same input as a button carries it: a date instead of *today*, which another day would be another day. */
export function historyRequest(work: Work, input: HistoryInput): Record<string, unknown> {
  const date = dateOf(work, input);
  return {
    people: input.people.map((user) => user.upn),
    by: input.by.map((user) => user.upn),
    ...(input.operations === undefined ? {} : { operations: input.operations }),
    ...(date === undefined ? {} : { day: date }),
  };
}

/** The title of a history. */
export function historyTitle(input: HistoryInput): Message {
  const [person] = input.people;
  const [by] = input.by;
  if (by) return message('title.historyBy', { person: by.displayName });
  if (person) return message('title.history', { person: person.displayName });
  return message('title.historyAll');
}

/** The asker's time zone. */
export function zoneOf(work: Work): string {
  return work.request.origin.timeZone ?? 'UTC';
}

/** The date that is asked about, if any. */
export function dateOf(work: Work, { day: given }: HistoryInput): string | undefined {
  if (given === undefined) return undefined;
  return 'date' in given ? given.date : daysBefore(dayOf(work.now, zoneOf(work)), given.ago);
}

function checkOperations(work: Work, names: readonly string[]): void {
  const unknown = names.find((name) => !work.house.catalogue.some((one) => one.name === name));
  if (unknown !== undefined) throw new Refusal('operation-unknown', { value: unknown });
}

/** A day: *today*, *yesterday*, or a date such as 2026-11-24. */
function day(): Field<GivenDay | undefined> {
  return {
    parameter: null,
    kind: 'value',
    read(raw): GivenDay | undefined {
      if (raw === undefined) return undefined;
      const typed = typeof raw === 'string' ? raw.trim().toLowerCase().replace(/[’‘]/g, "'") : '';
      const ago = Object.hasOwn(WORDS, typed) ? WORDS[typed] : undefined;
      if (ago !== undefined) return { ago };
      if (isDay(typed)) return { date: typed };
      throw new Refusal('day-malformed', { value: typed.slice(0, 40) });
    },
  };
}
