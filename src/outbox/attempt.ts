import { hasGoneOn } from '../domain/batch.ts';
import { conferenceAbout } from '../domain/conference.ts';
import { standingAddress } from '../domain/conversation.ts';
import { PIN_MASK } from '../domain/pin.ts';
import type { ChatDelivery, DeliveryResult, MailDelivery } from '../ports/delivery.ts';
import type { Log } from '../ports/log.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Transaction } from '../ports/store.ts';
import type { NoticePresenter } from '../presentation/noticePresenter.ts';
import type { Job } from './claim.ts';
import { settled, type Circumstances } from './outcome.ts';
import { INFORMING_KINDS } from '../domain/notice.ts';
import type { OutboxRow } from '../domain/outboxRow.ts';

/** What one attempt needs. */
export interface AttemptParts {
  chat: ChatDelivery;
  mail: MailDelivery;
  secrets: Secrets;
  presenter: NoticePresenter;
  log: Log;
}

/** Sends one notice; the PIN is opened here and nowhere else, and never leaves in the result. Does not throw. */
export async function attempt(job: Job, parts: AttemptParts): Promise<DeliveryResult> {
  const { row } = job;
  let pin: string | null;
  try {
    pin = row.secret === null ? null : parts.secrets.open(row.secret, `${row.id} ${row.userKey}`);
  } catch {
    return { outcome: 'failed', reason: 'service-error', detail: 'seal' };
  }
  let send: () => Promise<DeliveryResult>;
  try {
    send = ready(job, pin, parts);
  } catch (error) {
    // Nothing went out: when the cause is mended, the notice still can.
    logBug(parts.log, job, error);
    return { outcome: 'throttled', until: null, reason: 'service-error', detail: 'presentation' };
  }
  try {
    return withoutPin(await send(), pin);
  } catch (error) {
    logBug(parts.log, job, error);
    return { outcome: 'unknown', reason: 'service-error', detail: 'exception' };
  }
}

/**
 * Records how an attempt ended, unless another program has taken the notice over meanwhile and it is not known to have arrived, and what was learnt about the person's conversation. Returns the row, if there still is one. */
export async function record(
  tx: Transaction,
  job: Job,
  result: DeliveryResult,
  circumstances: Omit<Circumstances, 'canReopen'>,
): Promise<OutboxRow | undefined> {
  const row = await tx.outbox.get(job.row.id);
  await noteConversation(tx, job, result, circumstances.now);
  if (!row) return undefined;
  const recipient = job.to.channel === 'chat' ? job.to.recipient : null;
  const canReopen = recipient !== null && recipient.address !== null && recipient.objectId !== null;
  const isOurs = row.sender === job.row.sender && row.attempts === job.row.attempts;
  const counts = isOurs || result.outcome === 'sent';
  const after = counts ? settled(row, result, { ...circumstances, canReopen }) : row;
  if (after !== row) await tx.outbox.put(after);
  if (result.outcome === 'sent') {
    await noteInformed(tx, after, circumstances.now);
    await noteStanding(tx, job, result, circumstances.now);
  }
  return after;
}

/** Notes the first time that somebody was told their dial-in details: the rows of deliveries are not kept for ever. */
async function noteInformed(tx: Transaction, row: OutboxRow, now: Date): Promise<void> {
  if (!INFORMING_KINDS.includes(row.kind)) return;
  const user = await tx.users.get(row.userKey);
  if (user && !user.informedAt) await tx.users.put({ ...user, informedAt: now.toISOString() });
}

/** Notes where a card stands that asks something: it shows what became of it when it was decided, which may have been meanwhile. */
async function noteStanding(
  tx: Transaction,
  { row, to }: Job,
  { activityId, address }: Extract<DeliveryResult, { outcome: 'sent' }>,
  now: Date,
): Promise<void> {
  const where = address ?? (to.channel === 'chat' ? to.recipient.address : null);
  if (!row.card || activityId === undefined || !where) return;
  await tx.sentCards.put({
    id: row.id,
    kind: 'ask',
    correlationId: row.card.about,
    viewerKey: row.userKey,
    language: row.language,
    address: where,
    activityId,
    view: row.card.view,
    maskAt: null,
    maskedAt: null,
    createdAt: now.toISOString(),
  });
  const ask = await tx.asks.get(row.card.about);
  if (ask && ask.state !== 'waiting') await tx.asks.put({ ...ask, cardsDue: true });
  await noteLobby(tx, row.card.about);
  const batch = await tx.batches.get(row.card.about);
  if (batch && hasGoneOn(batch)) await tx.batches.put({ ...batch, cardsDue: true });
}

/** Who waits may have changed since the card was written. */
async function noteLobby(tx: Transaction, about: string): Promise<void> {
  const conference = await tx.conferences.get(conferenceAbout(about));
  if (conference?.card?.about === about)
    await tx.conferences.put({ ...conference, card: { about, isDue: true } });
}

async function noteConversation(tx: Transaction, job: Job, result: DeliveryResult, now: Date): Promise<void> {
  // Of somebody who has been removed nothing is remembered.
  if (job.to.channel !== 'chat' || job.row.chat) return;
  const { userKey } = job.row;
  const stored = await tx.conversations.get(userKey);
  if (result.outcome === 'sent' && result.address && standingAddress(stored) === null) {
    await tx.conversations.put({ userKey, address: result.address, since: now.toISOString() });
  }
  // Only the conversation that was tried: the person may have written from a new one meanwhile.
  const tried = job.to.recipient.address?.conversationId;
  if (result.outcome === 'unreachable' && result.forget && stored?.address.conversationId === tried) {
    await tx.conversations.delete(userKey);
  }
}

/** Everything that can go wrong before the call is done here. */
function ready(
  { row, to }: Job,
  pin: string | null,
  { chat, mail, presenter }: AttemptParts,
): () => Promise<DeliveryResult> {
  if (to.channel === 'chat') {
    const message = presenter.card(row, pin);
    return () => chat.send(to.recipient, message);
  }
  const written = presenter.mail(row, pin);
  return () => mail.send({ id: row.id, to: to.address, from: row.from, language: row.language, ...written });
}

/** A foreign reply may quote what it refuses. */
function withoutPin(result: DeliveryResult, pin: string | null): DeliveryResult {
  if (pin === null || result.outcome === 'sent') return result;
  return { ...result, detail: result.detail.replaceAll(pin, PIN_MASK) };
}

/** Without the error's text, which may quote the message. */
function logBug(log: Log, { row }: Job, error: unknown): void {
  const at =
    error instanceof Error ? (error.stack ?? '').split('\n').find((line) => /^\s+at /.test(line)) : undefined;
  const name = error instanceof Error ? error.name : typeof error;
  log.error(
    { correlationId: row.correlationId, outboxId: row.id, error: name, at: at?.trim() },
    'a notice could not be sent',
  );
}
