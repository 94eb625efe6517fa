import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A certificate with its private key, both in PEM. */
export interface AppCertificate {
  certificate: string;
  privateKey: string;
  /** The SHA-1 fingerprint in hexadecimal, by which Entra knows it. */
  thumbprint: string;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/;
const PRIVATE_KEY = /-----BEGIN (?:RSA )?PRIVATE KEY-----[^]+?-----END (?:RSA )?PRIVATE KEY-----/;

/** Reads a PEM file with a certificate and its private key. Returns what is wrong with it, without a word of what it holds. */
export function readCertificate(file: string): AppCertificate | string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return `cannot be read (${(error as NodeJS.ErrnoException).code})`;
  }
  const [certificate] = CERTIFICATE.exec(text) ?? [];
  const [privateKey] = PRIVATE_KEY.exec(text) ?? [];
  if (!certificate) return 'holds no certificate (-----BEGIN CERTIFICATE-----)';
  if (!privateKey) return 'holds no private key without a password (-----BEGIN PRIVATE KEY-----)';
  try {
    const known = new X509Certificate(certificate);
    const key = createPrivateKey(privateKey);
    if (key.asymmetricKeyType !== 'rsa') return 'holds a key that is not RSA: Entra takes no other';
    if (!known.checkPrivateKey(key)) return 'holds a private key of another certificate';
    return { certificate, privateKey, thumbprint: known.fingerprint.replaceAll(':', '') };
  } catch {
    return 'holds a certificate or a key that cannot be read';
  }
}
