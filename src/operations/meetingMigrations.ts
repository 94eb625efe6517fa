import * as z from 'zod';
import { includesRole } from '../domain/actor.ts';
import { isDay, shortMoment } from '../domain/day.ts';
import { message, type Message } from '../domain/message.ts';
import {
  leftAlone,
  MIGRATION_STATES,
  type MeetingMigration,
  type MigrationCounts,
} from '../domain/meetingMigration.ts';
import { namesOf, type User } from '../domain/user.ts';
import type { Fact, View } from '../domain/view.ts';
import { button, pageButtons } from './buttons.ts';
import { anyPeople, choice, flag, value, wholeNumber, type InputOf } from './field.ts';
import { HELP_DESK, operation, type Work } from './operation.ts';

/** People on one page. */
const PAGE = 20;

const FIELDS = {
  people: { ...anyPeople(), parameter: 'Identity' },
  state: choice(MIGRATION_STATES, 'State'),
  startTime: momentIn('StartTime'),
  endTime: momentIn('EndTime'),
  summaryOnly: flag('SummaryOnly'),
  page: wholeNumber(1, 1_000_000, 'value-malformed'),
};

/** Tells how far the invitations are that follow changes: of one person, of those in a state or from a time, or how many there are. */
export const meetingMigrations = operation({
  name: 'meetingMigrations',
  cmdlet: { name: 'Get-CsMeetingMigrationStatus' },
  right: { ...HELP_DESK, self: true },
  fields: FIELDS,
  form: ['people', 'state'],
  changes: false,
  personal: true,
  async run(work, input): Promise<View> {
    const [user, ...others] = input.people;
    if (user && others.length === 0) return ofPerson(work, user, await work.tx.migrations.get(user.key));
    if (user) return ofSome(work, input.people);
    return input.summaryOnly ? summary(work) : list(work, input);
  },
});

/** One person's, field by field, as a console lists it. */
function ofPerson(work: Work, user: User, migration: MeetingMigration | undefined): View {
  const { displayName: person, upn, hasMailbox } = user;
  const again = canStart(work) && hasMailbox ? [button('migrateMeetings', { people: [upn] })] : [];
  const title = message('title.migrationOf', { person });
  if (!migration)
    return {
      kind: 'note',
      title,
      notes: [message('migration.none', { person }), ...notesOf(work)],
      buttons: again,
    };
  return {
    kind: 'facts',
    title,
    facts: factsOf(migration),
    notes: [...(migration.reason ? [reasonOf(migration)] : []), ...notesOf(work)],
    cmdlet: null,
    buttons: migration.state === 'InProgress' ? [] : again,
  };
}

/** Some people's, one in a line. */
async function ofSome(work: Work, users: readonly User[]): Promise<View> {
  const rows = [];
  for (const { key, displayName } of users) {
    const migration = await work.tx.migrations.get(key);
    rows.push(
      migration ? rowOf(migration) : { name: displayName, state: message('migration.row.none'), why: null },
    );
  }
  const title = message('title.migrationOf', { person: namesOf(users) });
  return { kind: 'batchPeople', title, rows, notes: notesOf(work), buttons: [] };
}

function factsOf(migration: MeetingMigration): Fact[] {
  const { upn, state, createdAt, modifiedAt, dueAt, retries, counts, expected } = migration;
  const hasBegun = state !== 'Pending' || retries > 0;
  return [
    { label: 'upn', value: upn },
    { label: 'migrationState', value: state },
    ...(expected === null || hasBegun ? [] : [{ label: 'invitationsDue', value: String(expected) }]),
    ...(hasBegun ? countsOf(counts) : []),
    { label: 'createdAt', value: shortMoment(createdAt) },
    { label: 'modifiedAt', value: shortMoment(modifiedAt) },
    ...(dueAt === null ? [] : [{ label: 'nextTry', value: shortMoment(dueAt) }]),
    { label: 'retries', value: String(retries) },
  ];
}

function countsOf(counts: MigrationCounts): Fact[] {
  const { updated, current, failed, large, past, without } = counts;
  const shownCounts: readonly [string, number][] = [
    ['invitationsUpdated', updated],
    ['invitationsCurrent', current],
    ['invitationsFailed', failed],
    ['meetingsLarge', large],
    ['meetingsPast', past],
    ['meetingsWithout', without],
  ];
  return shownCounts.map(([label, count]) => ({ label, value: String(count) }));
}

/** How many people there are in each state. */
async function summary(work: Work): Promise<View> {
  const counts = await work.tx.migrations.count();
  const countOf = (state: string) => counts.find((one) => one.state === state)?.count ?? 0;
  return {
    kind: 'facts',
    title: message('title.migrations', {
      count: counts.reduce((sum, { count }) => sum + count, 0),
      state: 'all',
    }),
    facts: MIGRATION_STATES.map((state) => ({ label: state, value: String(countOf(state)) })),
    notes: notesOf(work),
    cmdlet: null,
    buttons: buttonsFor(work, countOf('Failed')),
  };
}

async function list(work: Work, input: InputOf<typeof FIELDS>): Promise<View> {
  const { state, startTime, endTime } = input;
  const filter = { state, from: startTime, to: endTime };
  const { total } = await work.tx.migrations.list(filter, 0, 0);
  const failed = await work.tx.migrations.list({ state: 'Failed' }, 0, 0);
  const last = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(input.page ?? 1, last);
  const { rows } = await work.tx.migrations.list(filter, (page - 1) * PAGE, PAGE);
  const asked = { state, startTime: startTime?.toISOString(), endTime: endTime?.toISOString() };
  return {
    kind: 'batchPeople',
    title: message('title.migrations', { count: total, state: state ?? 'all' }),
    rows: rows.map(rowOf),
    notes: [...(last > 1 ? [message('text.page', { page, last })] : []), ...notesOf(work)],
    buttons: [...pageButtons('meetingMigrations', asked, page, last), ...buttonsFor(work, failed.total)],
  };
}

function rowOf(migration: MeetingMigration) {
  return {
    name: migration.displayName,
    state: stateOf(migration),
    why: migration.reason === null ? null : reasonOf(migration),
  };
}

/** The state of one of many, with what it has done. */
function stateOf({ state, counts, expected, toCount, dueAt, modifiedAt }: MeetingMigration): Message {
  const isKnown = state !== 'Pending' || (!toCount && expected !== null);
  return message(`migration.row.${isKnown ? state : 'PendingUnknown'}`, {
    expected: expected ?? 0,
    updated: counts.updated,
    current: counts.current,
    leftAlone: leftAlone(counts),
    at: shortMoment(dueAt ?? modifiedAt),
  });
}

function reasonOf({ reason, detail }: MeetingMigration): Message {
  return message(`migrationReason.${reason}`, { detail: detail ?? '' });
}

/** What somebody has to know who wonders why nothing happens. */
function notesOf({ house, settings }: Work): Message[] {
  if (!house.calendar) return [message('migration.noCalendar')];
  return settings.AutomaticallyMigrateUserMeetings ? [] : [message('migration.turnedOff')];
}

function buttonsFor(work: Work, failed: number) {
  return failed > 0 && canStart(work) ? [button('retryMigrations')] : [];
}

function canStart({ actor }: Work): boolean {
  return includesRole(actor.role, 'admin');
}

/** A day or a moment (UTC where it says nothing else): `2026-11-23`, `2026-11-23T10:00`, or `11/23/2026` as PowerShell has it. */
function momentIn(parameter: string) {
  const read = (typed: string): Date | undefined => {
    const [, month = '', day = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed) ?? [];
    const iso = year === '' ? typed : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(
      iso,
    );
    if (!match) return undefined;
    const [, date = '', time = '00:00', zone = 'Z'] = match;
    const moment = new Date(`${date}T${time}${zone}`);
    return isDay(date) && isOurTime(moment) ? moment : undefined;
  };
  return value(
    z.string().trim().max(40).transform(read).pipe(z.date()).optional(),
    'moment-malformed',
    parameter,
  );
}

/** A real moment that every store can compare. */
function isOurTime(moment: Date): boolean {
  const year = moment.getUTCFullYear();
  return !Number.isNaN(year) && year >= 1 && year <= 9999;
}
