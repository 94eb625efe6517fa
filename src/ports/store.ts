import type { Role } from '../domain/actor.ts';
import type { Ask } from '../domain/ask.ts';
import type { AuditChain, AuditRow, DayCount } from '../domain/audit.ts';
import type { Batch, BatchPart } from '../domain/batch.ts';
import type { Bridge } from '../domain/bridge.ts';
import type { QuarantinedId } from '../domain/conferenceId.ts';
import type { LocalActor, PersonalConversation } from '../domain/conversation.ts';
import type { DeliveryState } from '../domain/notice.ts';
import type { OutboxRow } from '../domain/outboxRow.ts';
import type { Question } from '../domain/question.ts';
import type { SeenRequest } from '../domain/seenRequest.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import type { TenantSettings } from '../domain/settings.ts';
import type { User } from '../domain/user.ts';
import type { UserState } from '../domain/userState.ts';
import type { SentCard } from '../domain/sentCard.ts';
import type { Archived } from './archive.ts';

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

/** Roles by person; who is not listed is a user. */
export interface Roles {
  of(userKey: string): Promise<Role>;
  put(userKey: string, role: Role): Promise<void>;
  /** Everybody who is more than a user. */
  list(): Promise<{ userKey: string; role: Role }[]>;
}

/** What the body of a transaction reads and changes. It sees its own changes; nobody else does before it commits. */
export interface Transaction {
  readonly users: Users;
  readonly outbox: Outbox;
  readonly audit: Audit;
  readonly questions: Questions;
  readonly sentCards: SentCards;
  readonly asks: Asks;
  readonly batches: Batches;
  /** Under `id`. */
  readonly batchParts: Table<BatchPart>;
  readonly roles: Roles;
  readonly settings: { get(): Promise<TenantSettings>; put(settings: TenantSettings): Promise<void> };
  /** Undefined before the first row. */
  readonly auditChain: { get(): Promise<AuditChain | undefined>; put(chain: AuditChain): Promise<void> };
  /** Under `id`: whom a caller without an identity acts as in local mode. */
  readonly localActors: Table<LocalActor>;
  /** Under `userKey`. */
  readonly conversations: Table<PersonalConversation>;
  /** Under `id`. */
  readonly seenRequests: Table<SeenRequest>;
  /** Under `conferenceId`. */
  readonly quarantine: Table<QuarantinedId>;
  /** Under `id`; a bridge that nobody has named or placed has no record. */
  readonly bridges: Table<Bridge> & { list(): Promise<Bridge[]> };
  /** Under `number`. */
  readonly serviceNumbers: Table<ServiceNumber> & { list(): Promise<ServiceNumber[]> };
  /**
   * Removes what is kept only for a while: requests seen before `before`, questions, cards, asks and batches as old, and notices
   * that have ended and would have expired before it. Returns how many went.
   */
  prune(before: Date): Promise<number>;
  /** The names of the programs that work on the store at this moment. */
  instances(): Promise<readonly string[]>;
}

/** Where a program stands among those that work on the same store. */
export interface Place {
  /** The name of this run of the program; no other has had it. */
  instance: string;
  /** By age, from 0: the oldest leads, and does what one does for all. */
  rank: number;
  /** How many there are. */
  of: number;
}

/** Where everything is kept. */
export interface Store {
  /**
   * Runs `body` alone on a consistent state and commits what it changed, durably, before the promise resolves. A body that
   * throws, or that calls `rollback`, changes nothing. A body makes no network calls and may run again.
   */
  transaction<Result>(body: (tx: Transaction, rollback: () => void) => Promise<Result>): Promise<Result>;
  /**
   * Everything that is kept, as it is at one moment: collection by collection, then the record, the oldest row first. For moving it
   * elsewhere and for backups.
   */
  everything(): AsyncIterable<Archived>;
  /** Removes the rows of the record from before the beginning of a month (UTC), written `2026-11`; resolves when they are gone. */
  removeRecord(beforeMonth: string): Promise<void>;
  /** False while nothing can be acknowledged, for want of disk, of the lock or of the database. */
  readonly usable: boolean;
  /** Null while this program may not send anything by itself: it has just joined others, or they cannot know that it still works. */
  readonly place: Place | null;
  /** Calls back when another program has changed something that this one may have to act on, or its place has changed. */
  watch(listener: () => void): void;
  close(): Promise<void>;
}

/** A unique value that somebody else has. */
export class DuplicateError extends Error {
  override readonly name = 'DuplicateError';

  constructor(readonly field: 'upn' | 'id' | 'conferenceId') {
    super(`duplicate ${field}`);
  }
}

/** A store that cannot be reached now, and may be again in a moment. */
export class StoreAwayError extends Error {
  override readonly name = 'StoreAwayError';
}

/** A store that cannot be opened or trusted; the text names the file and the line, and what to do. */
export class StoreUnusableError extends Error {
  override readonly name = 'StoreUnusableError';
}
