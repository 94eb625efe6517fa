import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { PIN_MASK } from '../domain/pin.ts';
import type { TenantSettings } from '../domain/settings.ts';
import { isEnabled, isThirdParty, numbersOf, type User } from '../domain/user.ts';
import type { Fact } from '../domain/view.ts';

/** A person's conference ID and numbers, as they and their callers need them. */
export function dialInFacts(user: User, settings: TenantSettings): Fact[] {
  if (isThirdParty(user)) return thirdPartyFacts(user);
  if (!isEnabled(user)) return [{ label: 'provider', value: user.provider }];
  const [toll, tollFree] = numbersOf(user);
  return [
    {
      label: 'conferenceId',
      value: settings.UseUniqueConferenceIds ? message('text.dynamicId') : (user.conferenceId ?? '–'),
    },
    ...(toll === undefined ? [] : [{ label: 'serviceNumber', value: formatPhoneNumber(toll) }]),
    ...(tollFree === undefined
      ? []
      : [{ label: 'tollFreeServiceNumber', value: formatPhoneNumber(tollFree) }]),
  ];
}

/** Everything about a person that an admin may see; of the PIN only a mask that tells nothing (rule 3). */
export function personFacts(user: User, settings: TenantSettings): Fact[] {
  return [
    { label: 'upn', value: user.upn },
    ...dialInFacts(user, settings),
    ...(isThirdParty(user) ? [] : [{ label: 'pin', value: PIN_MASK }]),
    ...(isEnabled(user) ? [{ label: 'provider', value: user.provider }] : []),
    ...(isEnabled(user)
      ? [{ label: 'allowPstnOnlyMeetings', value: yesNo(user.allowPstnOnlyMeetings) }]
      : []),
    { label: 'licensed', value: yesNo(user.licensed) },
    { label: 'mailbox', value: user.hasMailbox && user.email !== null ? user.email : message('text.none') },
    ...[
      ['department', user.department] as const,
      ['place', [user.city, user.country].filter(Boolean).join(', ')] as const,
    ]
      .filter(([, value]) => value !== '')
      .map(([label, value]) => ({ label, value })),
  ];
}

/** Yes or no in the reader's language. */
export function yesNo(value: boolean) {
  return message(value ? 'text.yes' : 'text.no');
}

/** What a third party runs for a person. */
function thirdPartyFacts(user: User): Fact[] {
  const record = user.thirdParty;
  return [
    { label: 'provider', value: user.provider },
    ...(record?.conferenceId ? [{ label: 'conferenceId', value: record.conferenceId }] : []),
    ...(record?.tollNumber ? [{ label: 'serviceNumber', value: record.tollNumber }] : []),
  ];
}
