import type { AuditChain } from '../domain/audit.ts';
import type { BatchPart } from '../domain/batch.ts';
import type { Bridge } from '../domain/bridge.ts';
import type { CallDay } from '../domain/call.ts';
import type { LocalActor, PersonalConversation } from '../domain/conversation.ts';
import type { DirectoryBookmark } from '../domain/directoryPerson.ts';
import type { PinGuard } from '../domain/pinGuard.ts';
import type { SeenRequest } from '../domain/seenRequest.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import type { TenantSettings } from '../domain/settings.ts';
import type { Archived } from './archive.ts';
import type {
  Asks,
  Audit,
  Batches,
  Calls,
  Conferences,
  Meetings,
  Migrations,
  Outbox,
  Quarantine,
  Questions,
  Roles,
  SentCards,
  Table,
  Users,
} from './tables.ts';

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
  /** Undefined before the directory was read for the first time. */
  readonly directoryBookmark: {
    get(): Promise<DirectoryBookmark | undefined>;
    put(bookmark: DirectoryBookmark): Promise<void>;
  };
  /** Under `id`: whom a caller without an identity acts as in local mode. */
  readonly localActors: Table<LocalActor>;
  /** Under `userKey`. */
  readonly conversations: Table<PersonalConversation>;
  /** Under `id`. */
  readonly seenRequests: Table<SeenRequest>;
  readonly quarantine: Quarantine;
  /** Under `id`; a bridge that nobody has named or placed has no record. */
  readonly bridges: Table<Bridge> & { list(): Promise<Bridge[]> };
  /** Under `number`. */
  readonly serviceNumbers: Table<ServiceNumber> & { list(): Promise<ServiceNumber[]> };
  readonly meetings: Meetings;
  readonly conferences: Conferences;
  readonly calls: Calls;
  /** Under `day`. */
  readonly callDays: Table<CallDay>;
  /** Under `key`. */
  readonly pinGuards: Table<PinGuard>;
  readonly migrations: Migrations;
  /**
   * Removes what is kept only for a while: requests seen before `before`, questions, calls, cards, asks and batches as old, and notices
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

/** A store that went away while something was being committed, and did not come back to say whether it was. */
export class StoreInDoubtError extends Error {
  override readonly name = 'StoreInDoubtError';
}

/** A store that cannot be opened or trusted; the text names the file and the line, and what to do. */
export class StoreUnusableError extends Error {
  override readonly name = 'StoreUnusableError';
}
