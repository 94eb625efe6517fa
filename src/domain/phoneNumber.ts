import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';

/** A telephone number in E.164 form: `+` and 7 to 15 digits. */
export const PhoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/);

/** Reads `14255551234`, `+1 425 555 1234` or `tel:+14255551234` as E.164; undefined when it is no possible number. */
export function parsePhoneNumber(text: string): string | undefined {
  const bare = text.trim().replace(/^tel:/i, '');
  const parsed = parsePhoneNumberFromString(bare.startsWith('+') ? bare : `+${bare}`);
  return parsed?.isPossible() ? parsed.number : undefined;
}

/** The international form that people read: `+46 8 465 004 00`. Numbers unknown to the library stay as they are. */
export function formatPhoneNumber(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}
