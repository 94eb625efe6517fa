import { isUnderWay } from '../domain/meetingMigration.ts';
import { message, type Message } from '../domain/message.ts';
import {
  type CARD_KINDS,
  INFORMING_KINDS,
  NOTICE_WAIT_DAYS,
  type NoticeFacts,
  type NoticeKind,
} from '../domain/notice.ts';
import type { OutboxRow } from '../domain/outboxRow.ts';
import { isEnabled, languageOfUser, numbersOf, type User } from '../domain/user.ts';
import type { Work } from './operation.ts';
import { goesElsewhere, type SendOptions } from './sendOptions.ts';

/** What a notice tells beyond the person's record. */
export interface NoticeContent {
  pin?: string;
  previousConferenceId?: string | null;
}

const DAY = 86_400_000;

/** Queues the notices that a command owes to a person (E1–E5, rules 12 and 13); returns what the admin should know. */
export async function queueNotices(
  work: Work,
  user: User,
  kind: NoticeKind,
  options: SendOptions,
  content: NoticeContent = {},
): Promise<Message[]> {
  if (kind === 'E2') content = { ...content, ...(await takenBack(work, user, content)) };
  // What tells the details needs no info beside it.
  if (kind === 'E1' || kind === 'E2' || kind === 'E3') await taken(work, user, 'E5');
  const ways = waysTo(work, user, kind, options);
  const pinElsewhere = content.pin !== undefined && ways.mail && goesElsewhere(user, options);
  if (ways.chat && !pinElsewhere) await queue(work, user, kind, 'chat', content, options);
  if (ways.mail) await queue(work, user, kind, 'mail', content, options);
  if (pinElsewhere) await tellOfOtherAddress(work, user, options);
  return [...notesAbout(work, user, ways, content), ...(await notesOnInvitations(work, user, kind))];
}

/**
 * A command that changes both ID and number tells of it once: the notice that an earlier step of the same command queued is taken
 * back, and what it had to say of the previous ID goes on.
 */
async function takenBack(work: Work, user: User, content: NoticeContent): Promise<NoticeContent> {
  const rows = await taken(work, user, 'E2');
  const earlier = rows.find((row) => row.facts.previousConferenceId !== null)?.facts.previousConferenceId;
  return { previousConferenceId: content.previousConferenceId ?? earlier ?? null };
}

/** Takes back what this command has queued of a kind; gives what it was. */
async function taken(work: Work, user: User, kind: NoticeKind): Promise<OutboxRow[]> {
  const rows = (await work.tx.outbox.ofUser(user.key)).filter(
    (row) => row.kind === kind && row.correlationId === work.correlationId,
  );
  for (const row of rows) await work.tx.outbox.delete(row.id);
  return rows;
}

/** Where nothing had to be changed, a mail that was asked for in so many words goes out with what there is to say (rule 12). */
export async function tellAnyway(work: Work, user: User, options: SendOptions): Promise<Message[]> {
  if (!options.sendEmail || !isEnabled(user)) return [];
  const rows = await work.tx.outbox.ofUser(user.key);
  const isTold = rows.some(
    (row) => row.correlationId === work.correlationId && INFORMING_KINDS.includes(row.kind),
  );
  return isTold ? [] : queueNotices(work, user, 'E5', options);
}

interface Ways {
  chat: boolean;
  mail: boolean;
  mailWanted: boolean;
}

/** On which channels a notice goes out: the settings decide, except for what was asked for in so many words. */
function waysTo(work: Work, user: User, kind: NoticeKind, options: SendOptions): Ways {
  const asked = kind === 'E5' || kind === 'testMail';
  const mailWanted = asked || options.sendEmail || work.settings.AutomaticallySendEmailsToUsers;
  const hasAddress = options.sendEmailToAddress !== undefined || (user.hasMailbox && user.email !== null);
  return {
    chat: kind !== 'testMail' && (asked || work.settings.NotifyUsersInChat),
    mail: mailWanted && hasAddress && work.house.mailAvailable,
    mailWanted,
  };
}

/** What an admin has to know about the ways that were not taken. */
function notesAbout(work: Work, user: User, ways: Ways, content: NoticeContent): Message[] {
  const person = user.displayName;
  const notes: Message[] = [];
  if (ways.mailWanted && !work.house.mailAvailable) notes.push(message('note.noMailTransport'));
  else if (ways.mailWanted && !ways.mail) notes.push(message('note.noMailbox', { person }));
  if (!ways.chat && !ways.mail)
    notes.push(message(content.pin === undefined ? 'note.passInfoOn' : 'note.passPinOn', { person }));
  return notes;
}

/** An admin has to know of invitations that stay as they are because the tenant has turned that off. */
async function notesOnInvitations(
  { tx, house, settings }: Work,
  user: User,
  kind: NoticeKind,
): Promise<Message[]> {
  if (!house.calendar || settings.AutomaticallyMigrateUserMeetings || !user.hasMailbox) return [];
  if (kind !== 'E1' && kind !== 'E2' && kind !== 'E4') return [];
  const migration = await tx.migrations.get(user.key);
  if (migration && isUnderWay(migration)) return [];
  return [message('note.invitationsStay', { person: user.displayName })];
}

/** Tells a person, without the PIN, that it went to another address, and by whom. Not subject to the settings: it protects them. */
async function tellOfOtherAddress(work: Work, user: User, options: SendOptions): Promise<void> {
  const own: SendOptions = {
    sendEmail: true,
    sendEmailToAddress: undefined,
    sendEmailFromAddress: undefined,
    sendEmailFromDisplayName: undefined,
  };
  const sentTo = options.sendEmailToAddress ?? null;
  await queue(work, user, 'pinElsewhere', 'chat', {}, own, sentTo);
  if (user.hasMailbox && user.email !== null && work.house.mailAvailable)
    await queue(work, user, 'pinElsewhere', 'mail', {}, own, sentTo);
}

/** What a notice is made with. */
export type NoticeWork = Pick<Work, 'tx' | 'now' | 'correlationId' | 'house' | 'settings' | 'actor'>;

/** Writes one outbox row. */
async function queue(
  work: Work,
  user: User,
  kind: NoticeKind,
  channel: OutboxRow['channel'],
  content: NoticeContent,
  options: SendOptions,
  sentTo: string | null = null,
): Promise<void> {
  const row = rowFor(work, user, kind, channel);
  await work.tx.outbox.put({
    ...row,
    to: channel === 'mail' ? (options.sendEmailToAddress ?? null) : null,
    from: channel === 'mail' ? senderOf(work, options) : null,
    facts: { ...factsOf(work, user, content, sentTo), ...(await invitationsOf(work, user, kind)) },
    secret: content.pin === undefined ? null : work.house.secrets.seal(content.pin, `${row.id} ${user.key}`),
  });
}

/** When invitations are brought up to date without the person's doing, for notices that tell what to do about them. */
async function invitationsOf(
  { tx, house }: Work,
  user: User,
  kind: NoticeKind,
): Promise<Pick<NoticeFacts, 'invitationsAt'>> {
  if (!house.calendar || (kind !== 'E1' && kind !== 'E2' && kind !== 'E4')) return {};
  const migration = await tx.migrations.get(user.key);
  // One that is under way may have looked at some of them already.
  const next = migration?.state === 'Pending' ? migration.dueAt : null;
  return { invitationsAt: migration?.againAt ?? next };
}

/** What every new row has: it is to be sent at once. */
function rowFor(work: NoticeWork, user: User, kind: NoticeKind, channel: OutboxRow['channel']) {
  const now = work.now.toISOString();
  return {
    id: work.house.random.uuid(),
    correlationId: work.correlationId,
    userKey: user.key,
    kind,
    channel,
    language: languageOfUser(user),
    state: 'waiting' as const,
    reason: null,
    detail: null,
    attempts: 0,
    createdAt: now,
    nextTryAt: now,
    expiresAt: new Date(work.now.getTime() + NOTICE_WAIT_DAYS * DAY).toISOString(),
    sender: null,
    deliveredAt: null,
  };
}

/** Queues a card that asks somebody something or tells them what became of it; the settings for notices are not about these. */
export async function queueCard(
  work: NoticeWork,
  user: User,
  kind: (typeof CARD_KINDS)[number],
  card: NonNullable<OutboxRow['card']>,
): Promise<void> {
  const row = rowFor(work, user, kind, 'chat');
  await work.tx.outbox.put({
    ...row,
    to: null,
    from: null,
    facts: factsOf(work, user, {}, null),
    card,
    secret: null,
  });
}

/** The sender of a mail: the command's, else the tenant's override, else the default of the transport. */
function senderOf(work: Work, options: SendOptions): OutboxRow['from'] {
  if (options.sendEmailFromAddress !== undefined && options.sendEmailFromDisplayName !== undefined) {
    return { address: options.sendEmailFromAddress, name: options.sendEmailFromDisplayName };
  }
  const {
    SendEmailFromOverride,
    SendEmailFromAddress: address,
    SendEmailFromDisplayName: name,
  } = work.settings;
  return SendEmailFromOverride && address !== null && name !== null ? { address, name } : null;
}

/** The facts of a notice, as they are now. */
function factsOf(work: NoticeWork, user: User, content: NoticeContent, sentTo: string | null): NoticeFacts {
  return {
    displayName: user.displayName,
    conferenceId: user.conferenceId,
    previousConferenceId: content.previousConferenceId ?? null,
    numbers: numbersOf(user),
    dynamicIds: work.settings.UseUniqueConferenceIds,
    changedBy: work.actor.user.displayName,
    changedAt: work.now.toISOString(),
    meetingUpdateToolUrl: work.settings.MeetingUpdateToolUrl,
    sentTo,
  };
}
