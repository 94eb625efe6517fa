import type { AuditRow } from '../domain/audit.ts';
import { leftAlone, type MeetingMigration } from '../domain/meetingMigration.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import type { TenantSettings } from '../domain/settings.ts';
import type { Transaction } from '../ports/store.ts';
import { blankPerson, thirdPartyRecordsOf, type User } from '../domain/user.ts';
import { overtakeAsks } from './asking/overtakeAsks.ts';
import { appendToRecord } from './recordChain.ts';
import type { NumberDraft } from './importNumbers.ts';
import { changedFields } from './importWriting.ts';
import type { Gate, House, Work } from './operation.ts';
import { recorded } from './providers.ts';

/** What changes things without a conversation, by the name under which it acts and stands in the record. */
export const SOURCES = ['import', 'directory', 'telephone', 'calendar'] as const;

/** What changes things without a conversation. */
export type Source = (typeof SOURCES)[number];

/** Fields that are no part of the record as they are: `pin` is a secret, `key` is ours alone, and third parties have passcodes. */
const UNRECORDED: readonly (keyof User)[] = [
  'pin',
  'key',
  'thirdParty',
  'otherThirdParties',
  'replacedProviders',
];

/** What operations work with, for a change that nobody asked for in a conversation. */
export async function sourceWork(source: Source, tx: Transaction, house: House, now: Date): Promise<Work> {
  const correlationId = house.random.uuid();
  return {
    tx,
    actor: { user: blankPerson(source, source), role: 'admin' },
    request: {
      id: correlationId,
      arrival: correlationId,
      actorKey: source,
      origin: {
        channelId: source,
        conversationId: '',
        personal: true,
        privateConversationId: null,
        localActor: null,
      },
      language: 'en',
      preview: false,
      unasked: true,
      steps: [],
      refused: null,
    },
    correlationId,
    now,
    settings: await tx.settings.get(),
    house,
  };
}

/** Does something to each of some people in the name of a source, in one transaction; what is done to each stands by itself in the record. */
export function eachInSource<Item, Result>(
  { store, house, clock }: Pick<Gate, 'store' | 'house' | 'clock'>,
  source: Source,
  items: readonly Item[],
  act: (work: Work, item: Item) => Promise<Result>,
): Promise<Result[]> {
  return store.transaction(async (tx) => {
    const results: Result[] = [];
    for (const item of items) results.push(await act(await sourceWork(source, tx, house, clock.now()), item));
    return results;
  });
}

/** Records what became of one person, without secrets, and closes the asks that it has overtaken. */
export async function recordPerson(work: Work, before: User | null, after: User): Promise<void> {
  const fields = changedFields(before ?? blankPerson(after.key, ''), after).filter(
    (field) => !UNRECORDED.includes(field),
  );
  const parties = thirdPartiesIn(before, after);
  await appendToRecord(work.tx, work.house.secrets, {
    ...rowOf(work, after.key),
    people: [{ key: after.key, name: after.displayName }],
    before: before ? { ...picked(before, fields), ...(parties && { thirdParties: parties.before }) } : {},
    after: { ...picked(after, fields), ...(parties && { thirdParties: parties.after }) },
  });
  await overtakeAsks(work, [after]);
}

/** Records that somebody is no more. */
export async function recordRemoval(work: Work, { key, displayName, upn }: User, had: object): Promise<void> {
  await appendToRecord(work.tx, work.house.secrets, {
    ...rowOf(work, key),
    people: [{ key, name: displayName }],
    before: { [upn]: had },
    after: {},
  });
}

/** Records that PINs are not accepted on the telephone for a while, because they were guessed at. */
export async function recordLock(
  tx: Transaction,
  house: House,
  now: Date,
  { key, displayName }: User,
  lock: Record<string, unknown>,
): Promise<void> {
  const work = await sourceWork('telephone', tx, house, now);
  await appendToRecord(tx, house.secrets, {
    ...rowOf(work, key),
    people: [{ key, name: displayName }],
    before: {},
    after: lock,
  });
}

/** Records that a caller finds no meeting for a while, because too many wrong IDs and PINs came from there. */
export async function recordCallerLock(
  { tx, house, now, settings }: Pick<Work, 'tx' | 'house' | 'now' | 'settings'>,
  caller: string | null,
): Promise<void> {
  const work = await sourceWork('telephone', tx, house, now);
  await appendToRecord(tx, house.secrets, {
    ...rowOf(work, 'caller'),
    people: [{ key: 'caller', name: callerInRecord(caller, settings) }],
    before: {},
    after: { lock: 'lock', of: 'caller' },
  });
}

/** A caller as the record has them: by their number, as far as the settings let anybody see it. */
export function callerInRecord(
  caller: string | null,
  { MaskPstnNumbersType: masking }: Pick<TenantSettings, 'MaskPstnNumbersType'>,
): string {
  if (caller === null) return 'hidden';
  return masking === 'MaskedForAllUsers' ? `… ${caller.slice(-2)}` : formatPhoneNumber(caller);
}

/** Records what became of the invitations of a person. */
export async function recordMigration(
  tx: Transaction,
  house: House,
  now: Date,
  { userKey, displayName, state, reason, counts }: MeetingMigration,
): Promise<void> {
  const work = await sourceWork('calendar', tx, house, now);
  await appendToRecord(tx, house.secrets, {
    ...rowOf(work, userKey),
    people: [{ key: userKey, name: displayName }],
    ...(state === 'Failed' && { outcome: 'failed', code: reason }),
    before: { invitationsUpdated: 0, invitationsFailed: 0, leftAlone: 0 },
    after: {
      invitationsUpdated: counts.updated,
      invitationsFailed: counts.failed,
      leftAlone: leftAlone(counts),
    },
  });
}

/** Records what the import made of the numbers: one row for all. */
export async function recordNumbers(work: Work, changed: readonly NumberDraft[]): Promise<void> {
  if (changed.length === 0) return;
  await appendToRecord(work.tx, work.house.secrets, {
    ...rowOf(work, 'numbers'),
    people: [],
    before: Object.fromEntries(changed.flatMap(({ before }) => (before ? [[before.number, before]] : []))),
    after: Object.fromEntries(changed.map(({ after }) => [after.number, after])),
  });
}

function rowOf(work: Work, about: string): Omit<AuditRow, 'people' | 'before' | 'after'> {
  const source = work.request.actorKey;
  return {
    id: `${work.correlationId}-${about}`,
    at: work.now.toISOString(),
    correlationId: work.correlationId,
    actorKey: null,
    actorName: source,
    role: 'admin',
    operation: source,
    origin: { channelId: source, conversationId: '' },
    outcome: 'done',
    code: null,
  };
}

/** The third-party records of before and after, where they differ. */
function thirdPartiesIn(before: User | null, after: User) {
  const [was, is] = [before, after].map((user) => (user ? thirdPartyRecordsOf(user).map(recorded) : []));
  return JSON.stringify(was) === JSON.stringify(is) ? undefined : { before: was, after: is };
}

function picked(user: User, fields: readonly (keyof User)[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, user[field]]));
}
