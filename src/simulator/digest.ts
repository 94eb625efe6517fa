import { createHash } from 'node:crypto';

/** A short opaque id that is always the same for the same parts. */
export function digest(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 32);
}
