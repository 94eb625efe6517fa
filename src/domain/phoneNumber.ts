import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import * as z from 'zod';

/** A telephone number in E.164 form: `+` and 7 to 15 digits. */
export const PhoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/);

/**
 * Reads `14255551234`, `+1 (425) 555-1234`, `tel:+14255551234` or `0046 8 465 004 00` as E.164; undefined when it is no
 * possible number.
 */
export function parsePhoneNumber(text: string): string | undefined {
  const bare = text
    .replace(/[\u00A0\u2007\u202F]/g, ' ')
    .trim()
    .replace(/^tel:\s*/i, '')
    .replace(/^00(?=\s*[1-9])/, '+');
  const parsed = parsePhoneNumberFromString(bare.startsWith('+') ? bare : `+${bare.replace(/^\(/, '')}`);
  return parsed?.isPossible() ? parsed.number : undefined;
}

/** The international form that people read: `+46 8 465 004 00`. Numbers unknown to the library stay as they are. */
export function formatPhoneNumber(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/** What a number tells of itself: the country of its prefix, and whether its callers pay nothing. */
export function traitsOf(e164: string): { country: string; tollFree: boolean } {
  const parsed = parsePhoneNumberFromString(e164);
  return { country: parsed?.country ?? '', tollFree: parsed?.getType() === 'TOLL_FREE' };
}
