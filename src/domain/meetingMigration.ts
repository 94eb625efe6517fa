import * as z from 'zod';
import { PhoneNumber } from './phoneNumber.ts';

/** The states of a migration, by the names of `Get-CsMeetingMigrationStatus`. */
export const MIGRATION_STATES = ['Pending', 'InProgress', 'Succeeded', 'Failed'] as const;

/** The state of a migration. */
export type MigrationState = (typeof MIGRATION_STATES)[number];

/** Why a migration is where it is; the text stands in the locale files under `migrationReason.<code>`. */
export const MIGRATION_REASONS = [
  'calendar-refused',
  'calendar-silent',
  'meetings-failed',
  'broken',
] as const;

/** Why a migration is where it is. */
export type MigrationReason = (typeof MIGRATION_REASONS)[number];

/** More attendees than this are not written to. */
export const MOST_ATTENDEES = 250;

/** Minutes from each failure to the next try: nine tries more in 24 hours. */
export const RETRY_MINUTES = [5, 10, 20, 40, 80, 160, 240, 360, 480] as const;

const count = z.number().int().min(0).default(0);

/** What was found in a calendar, and what became of it. */
export const MigrationCounts = z.object({
  /** Invitations that were given other details. */
  updated: count,
  /** Invitations that said already what they should. */
  current: count,
  /** Invitations that could not be changed. */
  failed: count,
  /** Left as they are: meetings with too many attendees, those that are over, those without dial-in details. */
  large: count,
  past: count,
  without: count,
});

/** What was found in a calendar, and what became of it. */
export type MigrationCounts = z.infer<typeof MigrationCounts>;

/** Nothing was found yet. */
export const NO_COUNTS: Readonly<MigrationCounts> = Object.freeze(MigrationCounts.parse({}));

/** The most large meetings that are told to their organizer one by one. */
export const MOST_LARGE = 10;

/** A meeting with too many attendees, as its organizer is told of it: what it is about is nobody's business here. */
export const LargeMeeting = z.object({ attendees: z.number().int(), endsAt: z.iso.datetime().nullable() });

/**
 * Puts the dial-in details that a person has now into the invitations of their future meetings. There is one of each person: what is
 * changed while it waits joins it.
 */
export const MeetingMigration = z.object({
  userKey: z.string().min(1),
  /** Whose it is, for people whose record is gone by then. */
  displayName: z.string(),
  upn: z.string(),
  objectId: z.string().nullable(),
  state: z.enum(MIGRATION_STATES),
  /** The requests that it follows from: their result cards show how far it is. */
  correlationIds: z.array(z.string()),
  /** What invitations may still say, of a third party as well; a number stands here until none of them does. */
  previous: z.object({ conferenceIds: z.array(z.string()), numbers: z.array(PhoneNumber) }),
  /** Whether callers could be told something before; else online meetings without dial-in details get them. */
  had: z.boolean(),
  createdAt: z.iso.datetime(),
  modifiedAt: z.iso.datetime(),
  /** When it is begun, or tried again; null when it has ended. */
  dueAt: z.iso.datetime().nullable(),
  /** A change that came while it was being carried out: it is begun again then. */
  againAt: z.iso.datetime().nullable(),
  /** Names the attempt that is under way: whoever else had begun one lets it be. */
  attempt: z.string().nullable(),
  retries: z.number().int(),
  reason: z.enum(MIGRATION_REASONS).nullable(),
  /** A technical addition to the reason (status and code); never a text of ours. */
  detail: z.string().nullable(),
  /** When the admins were told that it has failed, or that another one has for the same reason. */
  toldAt: z.iso.datetime().nullable(),
  /** How many invitations will get other details, as the calendar was looked through beforehand; null before that. */
  expected: z.number().int().nullable(),
  /** Whether the calendar is still to be looked through beforehand. */
  toCount: z.boolean(),
  counts: MigrationCounts,
  /** The first of the meetings that were left because they are large, until their organizer is told. */
  large: z.array(LargeMeeting).default([]),
});

/** Puts a person's dial-in details into the invitations of their future meetings. */
export type MeetingMigration = z.infer<typeof MeetingMigration>;

/** Whether something is still going to be done. */
export function isUnderWay({ state }: Pick<MeetingMigration, 'state'>): boolean {
  return state === 'Pending' || state === 'InProgress';
}

/** The numbers that invitations may still have: of what has not succeeded, and of meetings that were too large. */
export function numbersLeft({ state, counts, previous }: MeetingMigration): readonly string[] {
  return state === 'Succeeded' && counts.large === 0 ? [] : previous.numbers;
}

/** Meetings that were left as they are. */
export function leftAlone({ large, past, without }: MigrationCounts): number {
  return large + past + without;
}
