import type { Role } from '../domain/actor.ts';
import type { Ask } from '../domain/ask.ts';
import type { AuditRow, DayCount } from '../domain/audit.ts';
import type { Batch } from '../domain/batch.ts';
import type { Call } from '../domain/call.ts';
import type { Conference, Meeting } from '../domain/conference.ts';
import type { QuarantinedId } from '../domain/conferenceId.ts';
import type { MeetingMigration, MigrationState } from '../domain/meetingMigration.ts';
import type { DeliveryState } from '../domain/notice.ts';
import type { OutboxRow } from '../domain/outboxRow.ts';
import type { Question } from '../domain/question.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import type { User } from '../domain/user.ts';
import type { UserState } from '../domain/userState.ts';
import type { SentCard } from '../domain/sentCard.ts';

/** Records of one kind under their key. Records are immutable: change one by putting a new one. */
export interface Table<Record> {
  get(key: string): Promise<Record | undefined>;
  /** Inserts or replaces. */
  put(record: Record): Promise<void>;
  delete(key: string): Promise<void>;
}

/** A page of a longer list. */
export interface Page<Record> {
  rows: Record[];
  total: number;
}

/** What a list of people can be narrowed by; everything given must hold. */
export interface UserFilter {
  provider?: string | undefined;
  department?: string | undefined;
  withoutMailbox?: boolean | undefined;
  licensed?: boolean | undefined;
  /** Only people whose PIN is shorter than this. */
  pinShorterThan?: number | undefined;
  /** Only people who have this default number, toll or toll-free. */
  number?: string | undefined;
  /** Only people whose default number of a type is this one, or who have none (null). */
  defaultNumber?: { type: ServiceNumber['type']; number: string | null } | undefined;
  /** Only licensed people on the organisation's own bridge. */
  enabled?: boolean | undefined;
  /** Only people who have no conference ID. */
  withoutId?: boolean | undefined;
  /** The id of a bridge, or one of several; people without a bridge have none (null). */
  bridges?: readonly (string | null)[] | undefined;
  country?: string | undefined;
  state?: string | undefined;
  city?: string | undefined;
  /** Only enabled people whom no notice with their details has ever reached. */
  neverInformed?: boolean | undefined;
  /** Only people with a notice that has not arrived and was not superseded. */
  undelivered?: boolean | undefined;
}

/** How many people there are, by what reports ask about. */
export interface PeopleCounts {
  /** By provider and state; what nobody is in is left out. */
  standing: { provider: string; state: UserState; count: number }[];
  withoutMailbox: number;
  neverInformed: number;
}

/** People, under `key`. UPN, object id and conference ID are unique; a put that breaks this throws DuplicateError. */
export interface Users extends Table<User> {
  byObjectId(id: string): Promise<User | undefined>;
  byObjectIds(ids: readonly string[]): Promise<User[]>;
  /** Case-insensitive. */
  byUpn(upn: string): Promise<User | undefined>;
  byConferenceId(conferenceId: string): Promise<User | undefined>;
  /**
   * The people that a text names, best kind of match only: UPN, else alias or whole display name, else every word of the
   * text begins a word of name or alias, else the text is part of the name. Case, diacritics and punctuation are ignored.
   */
  named(text: string, limit: number): Promise<User[]>;
  /** The people whose name a misspelt text may mean, nearest first. */
  nearlyNamed(text: string, limit: number): Promise<User[]>;
  /** In the order of display names. */
  list(filter: UserFilter, offset: number, limit: number): Promise<Page<User>>;
  /** Kept up as people change: costs nothing by the number of people. */
  count(): Promise<PeopleCounts>;
  /** How many PINs are shorter than `length`. */
  countPinShorterThan(length: number): Promise<number>;
  /** How many PINs have another length than `length`. */
  countPinLengthNot(length: number): Promise<number>;
  /** The ids of all keys that some stored PIN was hashed with, and how many were. */
  pinKeys(): Promise<{ keyId: string; count: number }[]>;
}

/** Notices and their delivery, under `id`. */
export interface Outbox extends Table<OutboxRow> {
  /** Open rows of a channel whose `nextTryAt` has come, oldest first. */
  due(channel: OutboxRow['channel'], now: Date, limit: number): Promise<OutboxRow[]>;
  /** The earliest `nextTryAt` of an open row. */
  nextTryAt(): Promise<Date | null>;
  /** In the order in which they came, as is the next. */
  ofCorrelation(correlationId: string): Promise<OutboxRow[]>;
  ofUser(userKey: string): Promise<OutboxRow[]>;
  /** Newest first; all states when none is given. */
  inStates(states: readonly DeliveryState[], offset: number, limit: number): Promise<Page<OutboxRow>>;
  /** Open rows past their `expiresAt`. */
  expired(now: Date, limit: number): Promise<OutboxRow[]>;
}

/** What the record can be narrowed by; everything given must hold. */
export interface AuditFilter {
  /** Whom a row concerns. */
  person?: string | undefined;
  /** Who did it. */
  actor?: string | undefined;
  operations?: readonly string[] | undefined;
  correlationId?: string | undefined;
  /** The first moment and the first one after the last; only the months between them are looked at. */
  from?: Date | undefined;
  to?: Date | undefined;
}

/** The record: append only. An id that is there already is not written again. */
export interface Audit {
  append(row: AuditRow): Promise<void>;
  /** The newest first. Looks at no month before the one in which it has found enough. */
  find(filter: AuditFilter, offset: number, limit: number): Promise<AuditRow[]>;
  /** Newest first. */
  ofPerson(userKey: string, limit: number): Promise<AuditRow[]>;
  /** How many rows each day (UTC) from `firstDay` on has, by outcome, in the order of days; days are written `2026-11-23`. */
  countByDay(firstDay: string): Promise<DayCount[]>;
}

/** Yes-or-no questions, under `id`. */
export interface Questions extends Table<Question> {
  /** The newest one that was put to this person in this conversation and `isOpen`, expired or not. */
  latestOpen(askerKey: string, conversationId: string): Promise<Question | undefined>;
}

/** Cards that will be changed later, under `id`. */
export interface SentCards extends Table<SentCard> {
  /** In the order in which they came. */
  ofCorrelation(correlationId: string): Promise<SentCard[]>;
  /** PIN cards not masked yet whose `maskAt` has come. */
  dueMask(now: Date, limit: number): Promise<SentCard[]>;
  /** The earliest `maskAt` of a PIN card not masked yet. */
  nextMaskAt(): Promise<Date | null>;
}

/** What people have asked admins for, under `id`. */
export interface Asks extends Table<Ask> {
  /** Those that nobody has decided, oldest first. */
  waiting(): Promise<Ask[]>;
  /** Those whose cards are not at their last state, oldest first. */
  cardsDue(): Promise<Ask[]>;
}

/** What is done to many people, under `id`. */
export interface Batches extends Table<Batch> {
  /** The one that runs and began first; they run one after the other. */
  running(): Promise<Batch | undefined>;
  /** Those of everybody that wait for approval, oldest first. */
  awaitingApproval(): Promise<Batch[]>;
  /** Those of which the cards of who was asked to approve are not at their last state, oldest first. */
  cardsDue(): Promise<Batch[]>;
}

/** Meetings with a conference ID of their own, under `id`; no two have the same. */
export interface Meetings extends Table<Meeting> {
  byConferenceId(conferenceId: string): Promise<Meeting | undefined>;
  /** Oldest first. */
  ofOrganizer(userKey: string): Promise<Meeting[]>;
}

/** Meetings that have callers, under `key`. */
export interface Conferences extends Table<Conference> {
  byRoom(room: string): Promise<Conference | undefined>;
  /** Those whose card does not show yet what is so now. */
  cardsDue(): Promise<Conference[]>;
}

/** Calls, under `id`. */
export interface Calls extends Table<Call> {
  /** Those whose `dueAt` has come, the first one first. */
  due(now: Date, limit: number): Promise<Call[]>;
}

/** Conference IDs that somebody had, under `conferenceId`. */
export interface Quarantine extends Table<QuarantinedId> {
  /** Those that a person had, in order. */
  ofUser(userKey: string): Promise<QuarantinedId[]>;
}

/** What a list of migrations can be narrowed by; everything given must hold. */
export interface MigrationFilter {
  state?: MigrationState | undefined;
  /** When it was last changed: the first moment and the first one after the last. */
  from?: Date | undefined;
  to?: Date | undefined;
}

/** What puts new dial-in details into invitations, under `userKey`. */
export interface Migrations extends Table<MeetingMigration> {
  /** The one that was changed last first. */
  list(filter: MigrationFilter, offset: number, limit: number): Promise<Page<MeetingMigration>>;
  /** How many there are in each state; states without any are left out. */
  count(): Promise<{ state: MigrationState; count: number }[]>;
  /** Those that follow from a request, by name of the person. */
  ofCorrelation(correlationId: string, limit: number): Promise<MeetingMigration[]>;
  /** Those whose `dueAt` has come, the first one first. */
  due(now: Date, limit: number): Promise<MeetingMigration[]>;
  /** The earliest `dueAt`. */
  nextDueAt(): Promise<Date | null>;
  /** Those of which nobody knows yet how many invitations they will change. */
  toCount(limit: number): Promise<MeetingMigration[]>;
  /** Those of people whose invitations may still have a number (`numbersLeft`), by name of the person. */
  withNumber(number: string): Promise<MeetingMigration[]>;
}

/** Roles by person; who is not listed is a user. */
export interface Roles {
  of(userKey: string): Promise<Role>;
  put(userKey: string, role: Role): Promise<void>;
  /** Everybody who is more than a user. */
  list(): Promise<{ userKey: string; role: Role }[]>;
}
