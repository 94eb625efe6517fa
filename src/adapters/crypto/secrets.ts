import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { Secrets } from '../../ports/secrets.ts';

/** Bytes of the secret key. */
export const KEY_BYTES = 32;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What one key is good for, each under a key of its own derived by HKDF. */
interface Keys {
  id: string;
  pin: Buffer;
  seal: Buffer;
}

/**
 * HMAC-SHA-256 for PINs and AES-256-GCM for sealing under `key` (32 bytes); what was made with one of the `previous` keys can still
 * be read. A sealed text is base64 of nonce, tag and ciphertext.
 */
export function createSecrets(key: Buffer, previous: readonly Buffer[] = []): Secrets {
  const current = keysOf(key);
  const all = [current, ...previous.map(keysOf)];
  const opened = (sealed: string, boundTo: string) => {
    for (const keys of all) {
      const plain = open(keys, sealed, boundTo);
      if (plain !== undefined) return { plain, id: keys.id };
    }
    return undefined;
  };
  return {
    keyId: current.id,
    keyIds: all.map(({ id }) => id),
    newSalt: () => randomBytes(16).toString('base64'),
    fingerprint: (text) => createHash('sha256').update(text).digest('base64'),
    hashPin: (userKey, salt, pin) => hash(current, userKey, salt, pin),
    isPin(userKey, stored, pin) {
      const keys = all.find(({ id }) => id === stored.keyId);
      return keys !== undefined && isSame(hash(keys, userKey, stored.salt, pin), stored.hash);
    },
    seal(plain, boundTo) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current.seal, nonce).setAAD(Buffer.from(boundTo));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(sealed, boundTo) {
      const found = opened(sealed, boundTo);
      if (!found) throw new Error('no key at hand opens this seal');
      return found.plain;
    },
    sealedWith: (sealed, boundTo) => opened(sealed, boundTo)?.id,
  };
}

function keysOf(key: Buffer): Keys {
  if (key.length !== KEY_BYTES) throw new Error(`the secret key needs ${KEY_BYTES} bytes`);
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', key, '', `switchboard ${purpose}`, KEY_BYTES));
  return {
    id: createHash('sha256').update(derive('key id')).digest('hex').slice(0, 16),
    pin: derive('pin'),
    seal: derive('seal'),
  };
}

function hash({ pin: key }: Keys, userKey: string, salt: string, pin: string): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([salt, userKey, pin]))
    .digest('base64');
}

/** Takes as long whatever they have in common. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

/** Undefined when this key does not open it. */
function open({ seal }: Keys, sealed: string, boundTo: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', seal, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(boundTo)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]).toString('utf8');
  } catch {
    return undefined;
  }
}
