import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
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
  createOnce(file);
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

/** Creates the file only if it is not there: a key must never be replaced. */
function createOnce(file: string): void {
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(handle);
    closeSync(handle);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
