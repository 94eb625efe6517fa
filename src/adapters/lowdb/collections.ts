import * as z from 'zod';
import { RoleRecord } from '../../domain/actor.ts';
import { AUDIT_CHAIN_KEY, AuditChain } from '../../domain/audit.ts';
import { Ask } from '../../domain/ask.ts';
import { Batch, BatchPart } from '../../domain/batch.ts';
import { Bridge } from '../../domain/bridge.ts';
import { Call, CallDay } from '../../domain/call.ts';
import { Conference, Meeting } from '../../domain/conference.ts';
import { QuarantinedId } from '../../domain/conferenceId.ts';
import { LocalActor, PersonalConversation } from '../../domain/conversation.ts';
import { DIRECTORY_BOOKMARK_KEY, DirectoryBookmark } from '../../domain/directoryPerson.ts';
import { OPEN_STATES } from '../../domain/notice.ts';
import { OutboxRow } from '../../domain/outboxRow.ts';
import { MeetingMigration, numbersLeft, type MigrationState } from '../../domain/meetingMigration.ts';
import { forgottenAt, PinGuard } from '../../domain/pinGuard.ts';
import { isOpen, Question } from '../../domain/question.ts';
import { SeenRequest } from '../../domain/seenRequest.ts';
import { ServiceNumber } from '../../domain/serviceNumber.ts';
import { SETTINGS_KEY, TenantSettings } from '../../domain/settings.ts';
import { otherAddressOf, User } from '../../domain/user.ts';
import { isNeverInformed, stateOf } from '../../domain/userState.ts';
import { SentCard } from '../../domain/sentCard.ts';
import { COLLECTIONS, type CollectionName } from '../../ports/archive.ts';
import { Collection, type Indexes, type Noted, type Shape } from './collection.ts';
import { GroupIndex, LateIndex, SortedIndex, Tally, UniqueIndex } from './indexes.ts';
import { moment } from './moments.ts';
import { listOrder, NameIndex } from './nameIndex.ts';

/** Every collection: the schema of its records and the key they stand under. */
export const SHAPES = {
  users: shape(User, (user) => user.key),
  roles: shape(RoleRecord, (role) => role.userKey),
  settings: shape(TenantSettings, () => SETTINGS_KEY),
  auditChain: shape(AuditChain, () => AUDIT_CHAIN_KEY),
  directoryBookmark: shape(DirectoryBookmark, () => DIRECTORY_BOOKMARK_KEY),
  localActors: shape(LocalActor, (actor) => actor.id),
  conversations: shape(PersonalConversation, (conversation) => conversation.userKey),
  bridges: shape(Bridge, (bridge) => bridge.id),
  serviceNumbers: shape(ServiceNumber, (number) => number.number),
  quarantine: shape(QuarantinedId, (id) => id.conferenceId),
  outbox: shape(OutboxRow, (row) => row.id),
  questions: shape(Question, (question) => question.id),
  sentCards: shape(SentCard, (card) => card.id),
  asks: shape(Ask, (ask) => ask.id),
  batches: shape(Batch, (batch) => batch.id),
  batchParts: shape(BatchPart, (part) => part.id),
  seenRequests: shape(SeenRequest, (request) => request.id),
  meetings: shape(Meeting, (meeting) => meeting.id),
  conferences: shape(Conference, (conference) => conference.key),
  calls: shape(Call, (call) => call.id),
  callDays: shape(CallDay, (one) => one.day),
  pinGuards: shape(PinGuard, (guard) => guard.key),
  migrations: shape(MeetingMigration, (migration) => migration.userKey),
} satisfies Record<CollectionName, object>;

/** What a collection keeps. */
export type KeptIn<Name extends CollectionName> = z.infer<(typeof SHAPES)[Name]['schema']>;

/** All that is kept in memory: frozen records by collection and key. */
export type Data = { [Name in CollectionName]: Map<string, KeptIn<Name>> };

/** No data yet. */
export function emptyData(): Data {
  return Object.fromEntries(COLLECTIONS.map((name) => [name, new Map()])) as unknown as Data;
}

/** Whether this is the name of a collection. */
export function isCollection(name: string): name is CollectionName {
  return Object.hasOwn(SHAPES, name);
}

/** The data with everything that finds records in it; `note` hears of every change beforehand. */
export function collectionsOf(data: Data, note: Noted) {
  const over = <Name extends CollectionName, Declared extends Indexes<KeptIn<Name>>>(
    name: Name,
    indexes: Declared,
  ) =>
    new Collection<KeptIn<Name>, Declared>(
      name,
      SHAPES[name] as unknown as Shape<KeptIn<Name>>,
      data[name],
      indexes,
      note,
    );
  return {
    users: over('users', userIndexes(data.users)),
    roles: over('roles', {}),
    settings: over('settings', {}),
    auditChain: over('auditChain', {}),
    directoryBookmark: over('directoryBookmark', {}),
    localActors: over('localActors', {}),
    conversations: over('conversations', {}),
    bridges: over('bridges', { order: new SortedIndex<Bridge>((bridge) => bridge.id) }),
    serviceNumbers: over('serviceNumbers', {
      order: new SortedIndex<ServiceNumber>((number) => number.number),
    }),
    quarantine: over('quarantine', { user: new GroupIndex<QuarantinedId>(({ userKey }) => [userKey]) }),
    outbox: over('outbox', outboxIndexes()),
    questions: over('questions', questionIndexes()),
    sentCards: over('sentCards', sentCardIndexes()),
    asks: over('asks', {
      age: new SortedIndex<Ask>((ask) => ask.decidedAt && moment(ask.decidedAt)),
      waiting: new SortedIndex<Ask>((ask) => (ask.state === 'waiting' ? moment(ask.createdAt) : null)),
      cardsDue: new SortedIndex<Ask>((ask) => (ask.cardsDue ? moment(ask.createdAt) : null)),
    }),
    batches: over('batches', {
      /** State, a space, the time of creation. */
      stateAndAge: new SortedIndex<Batch>((batch) => `${batch.state} ${moment(batch.createdAt)}`),
      cardsDue: new SortedIndex<Batch>((batch) => (batch.cardsDue ? moment(batch.createdAt) : null)),
    }),
    batchParts: over('batchParts', {}),
    seenRequests: over('seenRequests', {
      age: new SortedIndex<SeenRequest>((request) => moment(request.at)),
    }),
    meetings: over('meetings', {
      conferenceId: new UniqueIndex<Meeting>('conferenceId', (meeting) => meeting.conferenceId),
      organizer: new GroupIndex<Meeting>((meeting) => [meeting.organizerKey]),
    }),
    conferences: over('conferences', {
      room: new GroupIndex<Conference>(({ room }) => [room]),
      cardsDue: new SortedIndex<Conference>(({ card, key }) => (card?.isDue ? key : null)),
    }),
    calls: over('calls', {
      age: new SortedIndex<Call>((call) => moment(call.startedAt)),
      due: new SortedIndex<Call>(({ dueAt }) => dueAt && moment(dueAt)),
    }),
    callDays: over('callDays', {}),
    pinGuards: over('pinGuards', {
      age: new SortedIndex<PinGuard>((guard) => {
        const at = forgottenAt(guard);
        return at && moment(at);
      }),
    }),
    migrations: over('migrations', migrationIndexes()),
  };
}

/** The collections with their indexes. */
export type Collections = ReturnType<typeof collectionsOf>;

/** The value under which `byConversation` finds the open questions to a person in a conversation. */
export function askedIn(askerKey: string, conversationId: string): string {
  return JSON.stringify([askerKey, conversationId]);
}

function shape<Kept extends object>(schema: z.ZodType<Kept>, keyOf: (record: Kept) => string): Shape<Kept> {
  return { schema, keyOf };
}

function userIndexes(users: ReadonlyMap<string, User>) {
  return {
    upn: new UniqueIndex<User>('upn', (user) => user.upn.toLowerCase()),
    objectId: new UniqueIndex<User>('id', (user) => user.id),
    conferenceId: new UniqueIndex<User>('conferenceId', (user) => user.conferenceId),
    mail: new GroupIndex<User>((user) => {
      const address = otherAddressOf(user);
      return address === null ? [] : [address];
    }),
    names: new LateIndex<User, NameIndex>(users, () => new NameIndex((key) => users.get(key))),
    order: new LateIndex<User, SortedIndex<User>>(users, () => new SortedIndex<User>(listOrder)),
    pinLength: new Tally<User>((user) => user.pin?.length ?? null),
    pinKey: new Tally<User, string>((user) => user.pin?.keyId ?? null),
    /** State, a space, the provider. */
    standing: new Tally<User, string>((user) => `${stateOf(user)} ${user.provider}`),
    withoutMailbox: new Tally<User>((user) => (user.hasMailbox ? null : 1)),
    neverInformed: new Tally<User>((user) => (isNeverInformed(user) ? 1 : null)),
  };
}

function outboxIndexes() {
  const whileOpen = (valueOf: (row: OutboxRow) => string | null) => (row: OutboxRow) =>
    OPEN_STATES.includes(row.state) ? valueOf(row) : null;
  const whileDue = (channel: OutboxRow['channel']) =>
    whileOpen((row) => (row.channel === channel ? row.nextTryAt && moment(row.nextTryAt) : null));
  return {
    chatDue: new SortedIndex<OutboxRow>(whileDue('chat')),
    mailDue: new SortedIndex<OutboxRow>(whileDue('mail')),
    expiry: new SortedIndex<OutboxRow>(whileOpen((row) => moment(row.expiresAt))),
    ended: new SortedIndex<OutboxRow>((row) =>
      OPEN_STATES.includes(row.state) ? null : moment(row.expiresAt),
    ),
    correlation: new GroupIndex<OutboxRow>((row) => [row.correlationId]),
    user: new GroupIndex<OutboxRow>((row) => [row.userKey]),
    age: new SortedIndex<OutboxRow>((row) => moment(row.createdAt)),
    /** State, a space, the time of creation. */
    stateAndAge: new SortedIndex<OutboxRow>((row) => `${row.state} ${moment(row.createdAt)}`),
  };
}

function migrationIndexes() {
  return {
    due: new SortedIndex<MeetingMigration>(({ dueAt }) => dueAt && moment(dueAt)),
    age: new SortedIndex<MeetingMigration>(({ modifiedAt }) => moment(modifiedAt)),
    /** State, a space, the time of the last change. */
    stateAndAge: new SortedIndex<MeetingMigration>(
      ({ state, modifiedAt }) => `${state} ${moment(modifiedAt)}`,
    ),
    state: new Tally<MeetingMigration, MigrationState>(({ state }) => state),
    toCount: new SortedIndex<MeetingMigration>(({ toCount, createdAt }) =>
      toCount ? moment(createdAt) : null,
    ),
    correlation: new GroupIndex<MeetingMigration>(({ correlationIds }) => correlationIds),
    number: new GroupIndex<MeetingMigration>(numbersLeft),
  };
}

function questionIndexes() {
  return {
    open: new GroupIndex<Question>((question) =>
      isOpen(question) ? [askedIn(question.askerKey, question.conversationId)] : [],
    ),
    age: new SortedIndex<Question>((question) => moment(question.expiresAt)),
  };
}

function sentCardIndexes() {
  return {
    correlation: new GroupIndex<SentCard>((card) => [card.correlationId]),
    mask: new SortedIndex<SentCard>((card) =>
      card.kind === 'pin' && card.maskedAt === null ? card.maskAt && moment(card.maskAt) : null,
    ),
    age: new SortedIndex<SentCard>((card) => moment(card.createdAt)),
  };
}
