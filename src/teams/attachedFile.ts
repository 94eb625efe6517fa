import type { Activity } from 'botbuilder';
import * as z from 'zod';
import { includesRole } from '../domain/actor.ts';
import type { ImportTable } from '../domain/importFile.ts';
import { Refusal } from '../domain/refusal.ts';
import type { User } from '../domain/user.ts';
import { forNames, namesIn } from '../operations/bulk/fileNames.ts';
import { roleOf } from '../operations/directory/rolesInForce.ts';
import type { Gate } from '../operations/operation.ts';
import { FILE_PATIENCE, isFileHost } from './fileHosts.ts';
import type { Incoming } from './incoming.ts';
import type { Wanted, WantedScript } from './understand.ts';

/** Takes a CSV file apart. */
export type ReadTable = (file: string, bytes: Uint8Array) => Promise<ImportTable>;

/** A file that came with a message, and where it is to be fetched. */
interface AttachedFile {
  name: string;
  url: string;
}

/** What Teams says of a file in a personal chat. */
const DOWNLOAD_INFO = 'application/vnd.microsoft.teams.file.download.info';

/** What other clients say of a CSV file. */
const CSV_TYPES = ['text/csv', 'text/plain', 'application/csv', 'application/vnd.ms-excel'];

/** Bytes of the largest file that is read: some ten thousand addresses. */
const LARGEST = 1024 * 1024;

/**
 * What somebody wants, done to the people of the file that came with their words; without a file, just that. Who may not change
 * many people learns that from the gate, and nothing is fetched for them.
 */
export async function withFile(
  activity: Activity,
  { act, personal }: Incoming,
  wanted: Wanted | WantedScript | Refusal,
  { user, gate, readTable }: { user: User | null; gate: Gate; readTable: ReadTable },
): Promise<Wanted | WantedScript | Refusal> {
  const file = act.kind === 'words' ? fileOf(activity) : undefined;
  if (!file || wanted instanceof Refusal) return wanted;
  if (!personal) return new Refusal('file-personal-only');
  if ('lines' in wanted) return new Refusal('file-one-command');
  const { store, house } = gate;
  const role = user && (await store.transaction((tx) => roleOf(tx, house, user)));
  if (!role || !includesRole(role, 'admin')) return { ...wanted, steps: [{ operation: 'bulk', input: {} }] };
  try {
    const bytes = await fetched(file, house.local);
    const names = namesIn(await readTable(file.name, bytes));
    return { ...wanted, steps: [forNames(wanted.steps, names, house)] };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Whether a file came with a message that may list people. */
export function hasFile(activity: Activity): boolean {
  return fileOf(activity) !== undefined;
}

/** As much of an attachment as is looked at. */
const Attachment = z.object({
  contentType: z.string(),
  name: z.string().max(256).catch(''),
  contentUrl: z.string().max(4_096).optional().catch(undefined),
  content: z.object({ downloadUrl: z.string().max(4_096).optional() }).catch({}),
});

/** The file that came with a message; pictures and the HTML of the words are none. */
function fileOf({ attachments }: Activity): AttachedFile | undefined {
  const listed: unknown[] = Array.isArray(attachments) ? attachments : [];
  for (const one of listed) {
    const { success, data } = Attachment.safeParse(one);
    if (!success) continue;
    const { contentType, name, contentUrl, content } = data;
    const url = contentType === DOWNLOAD_INFO ? content.downloadUrl : contentUrl;
    if (url !== undefined && [DOWNLOAD_INFO, ...CSV_TYPES].includes(contentType)) return { name, url };
  }
  return undefined;
}

/** The bytes of a file. Throws Refusal for a host that is not on the list, for what is too large, and when it does not come. */
async function fetched({ name, url }: AttachedFile, local: boolean): Promise<Uint8Array> {
  if (!/\.(csv|txt)$/i.test(name)) throw new Refusal('file-not-csv', { file: name });
  if (!isFileHost(url, local)) throw new Refusal('file-host', { file: name });
  const tooLarge = new Refusal('file-too-large', { file: name, max: LARGEST / 1024 });
  try {
    // A redirection would lead past the list of hosts.
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(FILE_PATIENCE) });
    if (!answer.ok || !answer.body) throw new Refusal('file-not-received', { file: name });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > LARGEST) throw tooLarge;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('file-not-received', { file: name });
  }
}
