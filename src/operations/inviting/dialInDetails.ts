import { PhoneNumber } from '../../domain/phoneNumber.ts';
import type { TenantSettings } from '../../domain/settings.ts';
import { isEnabled, numbersOf, thirdPartyRecordsOf, type User } from '../../domain/user.ts';
import type { DialInDetails } from './dialInBlock.ts';

/** How a person's meetings are joined by phone; null when they are not. With dynamic IDs each meeting has its own. */
export function detailsOf(user: User, settings: TenantSettings): DialInDetails | null {
  if (isEnabled(user))
    return {
      numbers: numbersOf(user),
      conferenceId: settings.UseUniqueConferenceIds ? null : user.conferenceId,
      passcode: null,
    };
  const [record] = thirdPartyRecordsOf(user);
  if (!record) return null;
  const numbers = [record.tollNumber, ...record.tollFreeNumbers].filter(
    (number) => PhoneNumber.safeParse(number).success,
  );
  // A third party of which nothing was typed in is none that anybody can call.
  if (numbers.length === 0 || record.conferenceId === '') return null;
  return {
    numbers,
    conferenceId: record.conferenceId,
    passcode: record.participantPasscode === '' ? null : record.participantPasscode,
  };
}
