import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StoreUnusableError } from '../../ports/store.ts';
import { KEY_BYTES } from './secrets.ts';

/**
 * Reads `<folder>/secret.key`, or makes it (mode 0600) when there is none yet. Throws StoreUnusableError when it is damaged,
 * or missing although PINs depend on it (`needed`). For local mode.
 */
export function localKey(folder: string, needed = false): Buffer {
  const file = join(folder, 'secret.key');
  if (needed && !existsSync(file))
    throw new StoreUnusableError(
      `${file} is missing, and PINs depend on it: put the original file back, or set its text as SECRET_KEY. Nothing was changed.`,
    );
  mkdirSync(folder, { recursive: true });
  createOnce(folder, file);
  const key = decodeKey(readFileSync(file, 'utf8'));
  if (!key)
    throw new StoreUnusableError(
      `${file} does not hold ${KEY_BYTES} bytes in base64. PINs depend on it: put the original file back.`,
    );
  return key;
}

/** 32 bytes from base64, or undefined. */
export function decodeKey(base64: string): Buffer | undefined {
  const text = base64.trim();
  const key = Buffer.from(text, 'base64');
  return key.length === KEY_BYTES && /^[A-Za-z0-9+/]{43}=?$/.test(text) ? key : undefined;
}

/** Creates the file only if it is not there, whole and durable: a key must never be replaced, nor be half of one. */
function createOnce(folder: string, file: string): void {
  if (existsSync(file)) return;
  const beside = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    writeFileSync(beside, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flush: true });
    linkSync(beside, file);
    syncFolder(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST')
      throw new StoreUnusableError(`${file} cannot be made: ${message}.`, { cause: error });
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Makes a new name in a folder durable; Windows cannot open a folder, and its file systems do not need it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
