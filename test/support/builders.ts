import { randomUUID } from 'node:crypto';
import type { Ask } from '../../src/domain/ask.ts';
import type { AuditRow } from '../../src/domain/audit.ts';
import type { Batch } from '../../src/domain/batch.ts';
import type { Call } from '../../src/domain/call.ts';
import type { Conference, Meeting } from '../../src/domain/conference.ts';
import type { QuarantinedId } from '../../src/domain/conferenceId.ts';
import type { PersonalConversation } from '../../src/domain/conversation.ts';
import { NO_COUNTS, type MeetingMigration } from '../../src/domain/meetingMigration.ts';
import type { OutboxRow } from '../../src/domain/outboxRow.ts';
import type { StoredPin } from '../../src/domain/pin.ts';
import type { PinGuard } from '../../src/domain/pinGuard.ts';
import type { Question } from '../../src/domain/question.ts';
import type { SeenRequest } from '../../src/domain/seenRequest.ts';
import type { ServiceNumber } from '../../src/domain/serviceNumber.ts';
import { DEFAULT_SETTINGS, type TenantSettings } from '../../src/domain/settings.ts';
import { MICROSOFT, type User } from '../../src/domain/user.ts';
import type { View } from '../../src/domain/view.ts';
import type { SentCard } from '../../src/domain/sentCard.ts';

/** The moment at which tests begin. */
export const TEST_TIME = new Date('2026-11-23T10:00:00.000Z');

/** A moment some minutes after the beginning of a test; negative is before. */
export function minutesLater(minutes: number): Date {
  return new Date(TEST_TIME.getTime() + minutes * 60_000);
}

/** A person on the organisation's own bridge, licensed, with mailbox, conference ID and PIN: Amos Marble unless told otherwise. */
export function aUser(changes: Partial<User> = {}): User {
  const displayName = changes.displayName ?? 'Amos Marble';
  const upn = changes.upn ?? `${displayName.toLowerCase().replaceAll(' ', '.')}@contoso.com`;
  return {
    key: `user-${upn}`,
    id: null,
    upn,
    displayName,
    email: upn,
    hasMailbox: true,
    department: 'Finance',
    country: 'US',
    state: '',
    city: 'Redmond',
    locale: 'en',
    language: null,
    licensed: true,
    provider: MICROSOFT,
    bridge: 'Contoso',
    conferenceId: '8271964',
    pin: aStoredPin(),
    serviceNumber: '+14255550100',
    tollFreeServiceNumber: '+18005550199',
    allowTollFreeDialIn: true,
    allowPstnOnlyMeetings: false,
    thirdParty: null,
    otherThirdParties: [],
    replacedProviders: [],
    ...changes,
  };
}

/** What the store keeps of a PIN of five digits. */
export function aStoredPin(changes: Partial<StoredPin> = {}): StoredPin {
  return {
    hash: 'hash-of-a-pin',
    salt: 'salt-of-a-pin',
    keyId: 'test-key',
    length: 5,
    setAt: TEST_TIME.toISOString(),
    setBy: 'Adele Vance',
    ...changes,
  };
}

/** A PIN notice by mail to Amos Marble that is due at once. */
export function anOutboxRow(changes: Partial<OutboxRow> = {}): OutboxRow {
  return {
    id: randomUUID(),
    correlationId: 'correlation-1',
    userKey: 'user-amos.marble@contoso.com',
    kind: 'E3',
    channel: 'mail',
    language: 'en',
    to: null,
    from: null,
    facts: {
      displayName: 'Amos Marble',
      conferenceId: '8271964',
      previousConferenceId: null,
      numbers: ['+14255550100', '+18005550199'],
      dynamicIds: false,
      changedBy: 'Adele Vance',
      changedAt: TEST_TIME.toISOString(),
      meetingUpdateToolUrl: DEFAULT_SETTINGS.MeetingUpdateToolUrl,
      sentTo: null,
    },
    secret: null,
    state: 'waiting',
    reason: null,
    detail: null,
    attempts: 0,
    createdAt: TEST_TIME.toISOString(),
    nextTryAt: TEST_TIME.toISOString(),
    expiresAt: minutesLater(30 * 24 * 60).toISOString(),
    sender: null,
    deliveredAt: null,
    ...changes,
  };
}

/** The record of a PIN reset for Amos Marble by Adele Vance. */
export function anAuditRow(changes: Partial<AuditRow> = {}): AuditRow {
  return {
    id: randomUUID(),
    at: TEST_TIME.toISOString(),
    correlationId: 'correlation-1',
    actorKey: 'user-adele.vance@contoso.com',
    actorName: 'Adele Vance',
    role: 'admin',
    operation: 'resetPin',
    people: [{ key: 'user-amos.marble@contoso.com', name: 'Amos Marble' }],
    origin: { channelId: 'msteams', conversationId: 'conversation-adele' },
    outcome: 'done',
    code: null,
    before: {},
    after: {},
    ...changes,
  };
}

/** A view without anything special. */
export function aNote(): View {
  return { kind: 'note', title: { key: 'hello', params: {} }, notes: [], buttons: [] };
}

/** An open question to Adele Vance: reset the conference ID of Amos Marble? */
export function aQuestion(changes: Partial<Question> = {}): Question {
  return {
    id: randomUUID(),
    askerKey: 'user-adele.vance@contoso.com',
    conversationId: 'conversation-adele',
    steps: [{ operation: 'resetConferenceId', input: { people: ['amos'] } }],
    language: 'en',
    confirms: true,
    preview: false,
    conferenceIds: { 'user-amos.marble@contoso.com': '8271964' },
    expiresAt: minutesLater(10).toISOString(),
    setAside: false,
    answer: null,
    ...changes,
  };
}

/** A PIN card in Adele Vance's personal chat that is masked after ten minutes. */
export function aSentCard(changes: Partial<SentCard> = {}): SentCard {
  return {
    id: randomUUID(),
    kind: 'pin',
    correlationId: 'correlation-1',
    viewerKey: 'user-adele.vance@contoso.com',
    language: 'en',
    address: aConversation().address,
    activityId: 'activity-1',
    view: { kind: 'pinMasked', person: 'Amos Marble' },
    maskAt: minutesLater(10).toISOString(),
    maskedAt: null,
    createdAt: TEST_TIME.toISOString(),
    ...changes,
  };
}

/** The personal conversation of Amos Marble with the bot in Teams. */
export function aConversation(changes: Partial<PersonalConversation> = {}): PersonalConversation {
  return {
    userKey: 'user-amos.marble@contoso.com',
    address: {
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      conversationId: 'conversation-amos',
      tenantId: '00000000-0000-4000-9000-000000000001',
      botId: '28:bot',
      memberId: '29:amos',
    },
    since: TEST_TIME.toISOString(),
    ...changes,
  };
}

/** A request of Adele Vance that was answered. */
export function aSeenRequest(changes: Partial<SeenRequest> = {}): SeenRequest {
  return {
    id: randomUUID(),
    arrival: 'msteams a:adele 1485983408511',
    at: TEST_TIME.toISOString(),
    actorKey: 'user-adele.vance@contoso.com',
    view: aNote(),
    ...changes,
  };
}

/** A conference ID that was Amos Marble's and is withheld. */
export function aQuarantinedId(changes: Partial<QuarantinedId> = {}): QuarantinedId {
  return {
    conferenceId: '8271964',
    userKey: 'user-amos.marble@contoso.com',
    until: minutesLater(90 * 24 * 60).toISOString(),
    ...changes,
  };
}

/** The default toll number of the Contoso bridge. */
export function aServiceNumber(changes: Partial<ServiceNumber> = {}): ServiceNumber {
  return {
    number: '+14255550100',
    type: 'toll',
    bridge: 'Contoso',
    city: 'Redmond',
    country: 'US',
    primaryLanguage: 'en-US',
    secondaryLanguages: [],
    isDefault: true,
    ...changes,
  };
}

/** The tenant settings with some of them changed. */
export function settingsWith(changes: Partial<TenantSettings>): TenantSettings {
  return { ...DEFAULT_SETTINGS, ...changes };
}

/** What Amos Marble has asked the admins for: a new PIN. Nobody has decided. */
export function anAsk(changes: Partial<Ask> = {}): Ask {
  return {
    id: randomUUID(),
    askerKey: 'user-amos.marble@contoso.com',
    askerName: 'Amos Marble',
    operation: 'resetPin',
    input: {},
    had: [],
    state: 'waiting',
    decidedBy: null,
    reason: null,
    createdAt: TEST_TIME.toISOString(),
    decidedAt: null,
    cardsDue: false,
    ...changes,
  };
}

/** What Adele Vance has planned to do to nobody yet: new PINs. */
export function aBatch(changes: Partial<Batch> = {}): Batch {
  return {
    id: randomUUID(),
    askerKey: 'user-adele.vance@contoso.com',
    askerName: 'Adele Vance',
    language: 'en',
    origin: { channelId: 'msteams', conversationId: 'a:adele' },
    steps: [{ operation: 'resetPin', input: {} }],
    facts: [],
    makesPins: true,
    whom: [],
    meaning: [],
    cmdlet: null,
    state: 'planned',
    decidedBy: null,
    fingerprint: 'fingerprint',
    correlationId: randomUUID(),
    parts: 0,
    counts: { pending: 0, ok: 0, skipped: 0, failed: 0 },
    reasons: [],
    handOver: 0,
    createdAt: TEST_TIME.toISOString(),
    startedAt: null,
    endedAt: null,
    cardsDue: false,
    ...changes,
  };
}

/** A caller who has just been greeted. */
export function aCall(changes: Partial<Call> = {}): Call {
  return {
    id: 'twilio:CA1',
    from: '+46701234567',
    to: '+14255550100',
    startedAt: TEST_TIME.toISOString(),
    languages: ['en-US'],
    language: 'en-US',
    stage: 'id',
    step: 0,
    idTries: 0,
    pinTries: 0,
    conference: null,
    conferenceId: null,
    isOrganizer: false,
    records: true,
    isNamed: false,
    recording: null,
    dueAt: null,
    dueTries: 0,
    answer: {
      says: [{ text: 'askId', params: {}, language: 'en-US' }],
      then: { do: 'gather', most: 16, endKey: '#', seconds: 10 },
    },
    ...changes,
  };
}

/** Amos Marble's standing conference, not started, in which nobody is yet. */
export function aConference(changes: Partial<Conference> = {}): Conference {
  const organizerKey = changes.organizerKey ?? 'user-amos.marble@contoso.com';
  return {
    key: `user:${organizerKey}`,
    organizerKey,
    conferenceId: '8271964',
    room: 'a-room',
    engineRoom: null,
    startedAt: null,
    startedBy: null,
    isOpen: false,
    participants: [],
    card: null,
    ...changes,
  };
}

/** A meeting of Amos Marble with an ID of its own. */
export function aMeeting(changes: Partial<Meeting> = {}): Meeting {
  return {
    id: 'meeting-1',
    organizerKey: 'user-amos.marble@contoso.com',
    conferenceId: '5551234',
    title: 'Budget',
    createdAt: TEST_TIME.toISOString(),
    ...changes,
  };
}

/** New dial-in details of Amos Marble for his invitations, which wait. */
export function aMigration(changes: Partial<MeetingMigration> = {}): MeetingMigration {
  return {
    userKey: 'user-amos.marble@contoso.com',
    displayName: 'Amos Marble',
    upn: 'amos.marble@contoso.com',
    objectId: null,
    state: 'Pending',
    correlationIds: ['correlation-1'],
    previous: { conferenceIds: ['8271964'], numbers: ['+14255550100'] },
    had: true,
    createdAt: TEST_TIME.toISOString(),
    modifiedAt: TEST_TIME.toISOString(),
    dueAt: minutesLater(90).toISOString(),
    againAt: null,
    attempt: null,
    retries: 0,
    reason: null,
    detail: null,
    toldAt: null,
    expected: null,
    toCount: true,
    counts: { ...NO_COUNTS },
    large: [],
    ...changes,
  };
}

/** What is noted of Amos Marble's PIN before anybody has guessed. */
export function aPinGuard(changes: Partial<PinGuard> = {}): PinGuard {
  return {
    key: 'user:user-amos.marble@contoso.com',
    wrong: [],
    total: 0,
    lockedUntil: null,
    isClosed: false,
    pinSetAt: null,
    ...changes,
  };
}
