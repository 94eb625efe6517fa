import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Secrets } from '../../ports/secrets.ts';

/** Bytes of the secret key. */
export const KEY_BYTES = 32;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * HMAC-SHA-256 for PINs and AES-256-GCM for sealing, each under its own key derived by HKDF from `key` (32 bytes).
 * A sealed text is base64 of nonce, tag and ciphertext.
 */
export function createSecrets(key: Buffer): Secrets {
  if (key.length !== KEY_BYTES) throw new Error(`the secret key needs ${KEY_BYTES} bytes`);
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', key, '', `switchboard ${purpose}`, KEY_BYTES));
  const pinKey = derive('pin');
  const sealKey = derive('seal');
  return {
    keyId: createHash('sha256').update(derive('key id')).digest('hex').slice(0, 16),
    newSalt: () => randomBytes(16).toString('base64'),
    fingerprint: (text) => createHash('sha256').update(text).digest('base64'),
    hashPin: (userKey, salt, pin) =>
      createHmac('sha256', pinKey)
        .update(JSON.stringify([salt, userKey, pin]))
        .digest('base64'),
    seal(plain, boundTo) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(boundTo));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(sealed, boundTo) {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(boundTo)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    },
  };
}
