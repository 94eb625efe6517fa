import { createHmac } from 'node:crypto';

/** The token of an account in tests. */
export const TOKEN = '12345678901234567890123456789012';

/** The signature as the vendor describes it: HMAC-SHA1 over the address and the sorted fields, in base64. */
export function signature(token: string, url: string, fields: Record<string, string>): string {
  const text = Object.keys(fields)
    .sort()
    .reduce((all, name) => `${all}${name}${fields[name]}`, url);
  return createHmac('sha1', token).update(text).digest('base64');
}

/** The header that bears a signature. */
export const signedWith = (token: string) => (url: string, fields: Record<string, string>) => ({
  'X-Twilio-Signature': signature(token, url, fields),
});
