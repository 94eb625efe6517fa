import type { Activity, TurnContext } from 'botbuilder';
import * as z from 'zod';
import { single } from '../domain/button.ts';
import { csvFile } from '../domain/csv.ts';
import { message } from '../domain/message.ts';
import type { View } from '../domain/view.ts';
import { batchCsv, type CsvFile } from '../operations/bulk/batchCsv.ts';
import type { Gate } from '../operations/operation.ts';
import type { Log } from '../ports/log.ts';
import { perform, type Performed } from '../operations/perform.ts';
import type { Presenter } from '../presentation/presenter.ts';
import { cardActivity } from './cardActivity.ts';
import { FILE_PATIENCE, isFileHost } from './fileHosts.ts';
import { identify } from './identity.ts';
import { incomingWith } from './incoming.ts';
import { requestOf } from './requests.ts';
import { wantedByButton, type Doors } from './understand.ts';

/** A file that a view offers. */
export type OfferedFile = NonNullable<Extract<View, { kind: 'csv' }>['file']>;

/** What giving a file works with. */
export interface FileParts {
  gate: Gate;
  presenter: Presenter;
  doors: Doors;
}

const CONSENT_CARD = 'application/vnd.microsoft.teams.card.file.consent';
const INFO_CARD = 'application/vnd.microsoft.teams.card.file.info';

/** The invoke with which Teams says that somebody wants the file, or not. */
export const FILE_CONSENT = 'fileConsent/invoke';

/** What comes back when somebody has decided, as untrusted as anything typed. */
const Consent = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.object({ batch: z.string().max(64) }),
  uploadInfo: z
    .object({
      uploadUrl: z.string().max(4_096),
      contentUrl: z.string().max(4_096),
      name: z.string().max(256),
      uniqueId: z.string().max(256),
      fileType: z.string().max(32).optional(),
    })
    .optional(),
});

/** What somebody decided about a file that was offered to them. */
export type Consent = z.infer<typeof Consent>;

/** The question of Teams whether somebody wants a file in their OneDrive; only Teams asks it, and only in a personal chat. */
export function consentActivity({ name, bytes, batch }: OfferedFile, description: string): Partial<Activity> {
  const content = { description, sizeInBytes: bytes, acceptContext: { batch }, declineContext: { batch } };
  const attachments = [{ contentType: CONSENT_CARD, name, content }];
  return { type: 'message', text: '', summary: name, attachments };
}

/** What somebody decided, or undefined when this is nothing of the kind. */
export function consentOf(activity: Activity): Consent | undefined {
  if (activity.type !== 'invoke' || activity.name !== FILE_CONSENT) return undefined;
  const read = Consent.safeParse(activity.value);
  return read.success ? read.data : undefined;
}

/** Somebody wants a file that was offered, or not. The right is asked for again: the question may be old, and foreign. */
export async function decideFile(context: TurnContext, consent: Consent, parts: FileParts): Promise<void> {
  const { gate, presenter, doors } = parts;
  if (consent.action === 'decline') return forgetQuestion(context, gate.log);
  const identity = await identify(context, gate);
  const act = { kind: 'button', value: null, invoked: false } as const;
  const incoming = incomingWith(context.activity, act, () => gate.house.random.uuid());
  const button = { switchboard: single('exportBatch', consent.context) };
  const performed = await perform(requestOf(incoming, identity, wantedByButton(button, doors), null), gate);
  if (performed.repeated === 'redelivered') return;
  const instead = await deliverFile(context, consent, performed, gate);
  if (!instead) return;
  const card = presenter.card(instead, performed.language);
  await context.sendActivity(cardActivity(card, incoming.address.channelId));
}

/** Writes the file where Teams wants it, and shows it in place of the question; gives what to say when that does not work. */
async function deliverFile(
  context: TurnContext,
  { context: { batch: id }, uploadInfo }: Consent,
  { view }: Performed,
  { store, house, log }: Gate,
): Promise<View | undefined> {
  // The gate has said no, or nothing: its view is the answer.
  if (view.kind !== 'csv' || !uploadInfo) return view;
  const file = await store.transaction(async (tx) => {
    const batch = await tx.batches.get(id);
    return batch && batchCsv(tx, batch);
  });
  const written =
    file && isFileHost(uploadInfo.uploadUrl, house.local) && (await upload(uploadInfo.uploadUrl, file));
  if (!written) return { kind: 'note', title: message('text.fileNotWritten'), notes: [], buttons: [] };
  const { contentUrl, name, uniqueId, fileType = 'csv' } = uploadInfo;
  const info = { contentType: INFO_CARD, contentUrl, name, content: { uniqueId, fileType } };
  await context.sendActivity({ type: 'message', text: '', summary: name, attachments: [info] });
  await forgetQuestion(context, log);
  return undefined;
}

/** Takes the question away: it has its answer. Does not throw. */
async function forgetQuestion(context: TurnContext, log: Log): Promise<void> {
  const { replyToId } = context.activity;
  try {
    if (replyToId) await context.deleteActivity(replyToId);
  } catch (error) {
    log.warn({ error }, 'a file question stays');
  }
}

/** Writes all of a file in one go, as an upload session wants it. Does not throw. */
async function upload(url: string, { lines }: CsvFile): Promise<boolean> {
  const bytes = csvFile(lines);
  const headers = {
    'Content-Type': 'application/octet-stream',
    'Content-Range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
  };
  const signal = AbortSignal.timeout(FILE_PATIENCE);
  try {
    return (await fetch(url, { method: 'PUT', body: bytes, headers, redirect: 'error', signal })).ok;
  } catch {
    return false;
  }
}
