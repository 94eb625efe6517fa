import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreUnusableError } from '../../ports/store.ts';

/** The kinds of numbered files. A journal has the transactions since the snapshot of the same number. */
export type FileKind = 'snapshot' | 'journal';

const NUMBERED = /^(snapshot|journal)-(\d{6,12})\.jsonl$/;

/** The numbered files of a data folder, in ascending order. */
export interface DataFiles {
  snapshot: number[];
  journal: number[];
}

/** The path of a numbered file. */
export function pathOf(folder: string, kind: FileKind, generation: number): string {
  return join(folder, `${kind}-${String(generation).padStart(6, '0')}.jsonl`);
}

/** The folder of the monthly record files. */
export function auditFolderOf(folder: string): string {
  return join(folder, 'audit');
}

/** Creates the data folder where it is missing. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(auditFolderOf(folder), { recursive: true });
  } catch (error) {
    throw explained(error, folder);
  }
}

/** Looks which numbered files there are, and removes what an interrupted snapshot left behind. */
export async function listFiles(folder: string): Promise<DataFiles> {
  const files: DataFiles = { snapshot: [], journal: [] };
  for (const name of await readdir(folder)) {
    if (/^snapshot-\d+\.jsonl\.tmp$/.test(name)) await rm(join(folder, name));
    const [, kind, number] = NUMBERED.exec(name) ?? [];
    if (kind) files[kind as FileKind].push(Number(number));
  }
  files.snapshot.sort((one, other) => one - other);
  files.journal.sort((one, other) => one - other);
  return files;
}

/** Makes new, renamed and removed names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and its file systems do not need it.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const EXPLANATIONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EFBIG: 'the file has the largest size that is allowed',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'there is no permission to write here',
  EPERM: 'there is no permission to write here',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'it is not a folder',
  EEXIST: 'it is not a folder',
  EIO: 'the disk reported an error',
};

/** A fault of the file system in words that name the place and the reason. */
export function explained(error: unknown, place: string): StoreUnusableError {
  if (error instanceof StoreUnusableError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const reason = EXPLANATIONS[code] ?? (error instanceof Error ? error.message : String(error));
  return new StoreUnusableError(
    `The data in ${place} cannot be used: ${reason}${code ? ` (${code})` : ''}.`,
    { cause: error },
  );
}
