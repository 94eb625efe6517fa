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
import { MeetingMigration, numbersLeft } from '../../domain/meetingMigration.ts';
import { folded, wholeNamesOf } from '../../domain/personSearch.ts';
import { forgottenAt, PinGuard } from '../../domain/pinGuard.ts';
import { isOpen, Question } from '../../domain/question.ts';
import { SeenRequest } from '../../domain/seenRequest.ts';
import { SentCard } from '../../domain/sentCard.ts';
import { ServiceNumber } from '../../domain/serviceNumber.ts';
import { SETTINGS_KEY, TenantSettings } from '../../domain/settings.ts';
import { aliasOf, isEnabled, otherAddressOf, User } from '../../domain/user.ts';
import { isNeverInformed, stateOf } from '../../domain/userState.ts';
import type { CollectionName } from '../../ports/archive.ts';
import type { Form } from './recordTable.ts';

/** Both whole names of a person in one text, with a space around every word. */
export function namesOf(user: User): string {
  return wholeNamesOf(user)
    .map((name) => ` ${name} `)
    .join('\n');
}

/** How everything is kept; the columns are those of `migrations/`. */
export const FORMS = {
  users: form({
    table: 'users',
    schema: User,
    keyOf: (user) => user.key,
    columns: {
      upn: (user) => user.upn.toLowerCase(),
      object_id: (user) => user.id,
      conference_id: (user) => user.conferenceId,
      mail: otherAddressOf,
      display_name: (user) => folded(user.displayName),
      alias: (user) => folded(aliasOf(user.upn)),
      names: namesOf,
      provider: (user) => user.provider,
      state: stateOf,
      licensed: (user) => user.licensed,
      enabled: isEnabled,
      never_informed: isNeverInformed,
      has_mailbox: (user) => user.hasMailbox,
      pin_length: (user) => user.pin?.length ?? null,
      pin_key: (user) => user.pin?.keyId ?? null,
      toll: (user) => user.serviceNumber,
      toll_free: (user) => user.tollFreeServiceNumber,
      bridge: (user) => user.bridge,
      department: (user) => folded(user.department),
      country: (user) => folded(user.country),
      region: (user) => folded(user.state),
      city: (user) => folded(user.city),
    },
  }),
  outbox: form({
    table: 'outbox',
    schema: OutboxRow,
    keyOf: (row) => row.id,
    // What may go out now, also because another of the same lane has.
    calls: (row) => row.state !== 'sending',
    columns: {
      correlation_id: (row) => row.correlationId,
      user_key: (row) => row.userKey,
      state: (row) => row.state,
      channel: (row) => row.channel,
      is_card: (row) => row.card !== undefined,
      is_open: (row) => OPEN_STATES.includes(row.state),
      created_at: (row) => row.createdAt,
      next_try_at: (row) => row.nextTryAt,
      expires_at: (row) => row.expiresAt,
    },
  }),
  questions: form({
    table: 'questions',
    schema: Question,
    keyOf: (question) => question.id,
    columns: {
      asker_key: (question) => question.askerKey,
      conversation_id: (question) => question.conversationId,
      is_open: isOpen,
      expires_at: (question) => question.expiresAt,
    },
  }),
  sentCards: form({
    table: 'sent_cards',
    schema: SentCard,
    keyOf: (card) => card.id,
    columns: {
      correlation_id: (card) => card.correlationId,
      mask_at: (card) => (card.kind === 'pin' && card.maskedAt === null ? card.maskAt : null),
      created_at: (card) => card.createdAt,
    },
  }),
  asks: form({
    table: 'asks',
    schema: Ask,
    keyOf: (ask) => ask.id,
    calls: (ask) => ask.cardsDue,
    columns: {
      is_waiting: (ask) => ask.state === 'waiting',
      cards_due: (ask) => ask.cardsDue,
      created_at: (ask) => ask.createdAt,
      decided_at: (ask) => ask.decidedAt,
    },
  }),
  batches: form({
    table: 'batches',
    schema: Batch,
    keyOf: (batch) => batch.id,
    calls: (batch) => batch.cardsDue || batch.state === 'running',
    columns: {
      state: (batch) => batch.state,
      cards_due: (batch) => batch.cardsDue,
      created_at: (batch) => batch.createdAt,
    },
  }),
  batchParts: form({
    table: 'batch_parts',
    schema: BatchPart,
    keyOf: (part) => part.id,
    columns: { batch_id: (part) => part.batchId },
  }),
  seenRequests: form({
    table: 'seen_requests',
    schema: SeenRequest,
    keyOf: (request) => request.id,
    columns: { at: (request) => request.at },
  }),
  roles: form({ table: 'roles', schema: RoleRecord, keyOf: (role) => role.userKey }),
  settings: form({ table: 'settings', schema: TenantSettings, keyOf: () => SETTINGS_KEY }),
  auditChain: form({ table: 'audit_chain', schema: AuditChain, keyOf: () => AUDIT_CHAIN_KEY }),
  directoryBookmark: form({
    table: 'directory_bookmark',
    schema: DirectoryBookmark,
    keyOf: () => DIRECTORY_BOOKMARK_KEY,
  }),
  localActors: form({ table: 'local_actors', schema: LocalActor, keyOf: (actor) => actor.id }),
  conversations: form({
    table: 'conversations',
    schema: PersonalConversation,
    keyOf: (conversation) => conversation.userKey,
  }),
  quarantine: form({
    table: 'quarantine',
    schema: QuarantinedId,
    keyOf: (id) => id.conferenceId,
    columns: { user_key: (id) => id.userKey },
  }),
  bridges: form({ table: 'bridges', schema: Bridge, keyOf: (bridge) => bridge.id }),
  serviceNumbers: form({
    table: 'service_numbers',
    schema: ServiceNumber,
    keyOf: (number) => number.number,
  }),
  meetings: form({
    table: 'meetings',
    schema: Meeting,
    keyOf: (meeting) => meeting.id,
    columns: {
      organizer_key: (meeting) => meeting.organizerKey,
      conference_id: (meeting) => meeting.conferenceId,
      created_at: (meeting) => meeting.createdAt,
    },
  }),
  conferences: form({
    table: 'conferences',
    schema: Conference,
    keyOf: (conference) => conference.key,
    calls: (conference) => conference.card?.isDue === true,
    columns: {
      room: (conference) => conference.room,
      cards_due: (conference) => conference.card?.isDue === true,
    },
  }),
  calls: form({
    table: 'calls',
    schema: Call,
    keyOf: (call) => call.id,
    columns: { started_at: (call) => call.startedAt, due_at: (call) => call.dueAt },
  }),
  callDays: form({ table: 'call_days', schema: CallDay, keyOf: (one) => one.day }),
  pinGuards: form({
    table: 'pin_guards',
    schema: PinGuard,
    keyOf: (guard) => guard.key,
    columns: { forgotten_at: forgottenAt },
  }),
  migrations: form({
    table: 'meeting_migrations',
    schema: MeetingMigration,
    keyOf: (migration) => migration.userKey,
    calls: (migration) => migration.toCount || migration.state === 'Pending',
    columns: {
      display_name: (migration) => migration.displayName,
      state: (migration) => migration.state,
      created_at: (migration) => migration.createdAt,
      modified_at: (migration) => migration.modifiedAt,
      due_at: (migration) => migration.dueAt,
      to_count: (migration) => migration.toCount,
      correlation_ids: (migration) => migration.correlationIds,
      numbers_left: numbersLeft,
    },
  }),
} satisfies Record<CollectionName, object>;

/** Lets the columns be written without naming the type again. */
function form<Kept extends object>(declared: Form<Kept>): Form<Kept> {
  return declared;
}
