import { timingSafeEqual } from 'node:crypto';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';

/** Whether a request bears the engine's signature over its address and its fields, as Twilio and those who follow it write it. */
export function isSignedByTwilio(
  authToken: string,
  signature: string | undefined,
  url: string,
  fields: Record<string, string>,
): boolean {
  return signature !== undefined && validateRequest(authToken, signature, url, fields);
}

/** Whether a request bears the secret that was agreed with jambonz, as the password of its basic authentication. */
export function hasSecret(secret: string, authorization: string | undefined): boolean {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return false;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  return isSame(secret, pair.slice(pair.indexOf(':') + 1));
}

/** Compares without telling by the time how much is the same. */
export function isSame(expected: string, given: string): boolean {
  const one = Buffer.from(expected);
  const other = Buffer.from(given);
  return one.length === other.length && timingSafeEqual(one, other);
}
