import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { PIN_MASK } from '../domain/pin.ts';
import type { TenantSettings } from '../domain/settings.ts';
import { isEnabled, isThirdParty, numbersOf, thirdPartyRecordsOf, type User } from '../domain/user.ts';
import type { Fact } from '../domain/view.ts';
import { recordText } from './providers.ts';

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
    ...replacedFacts(user),
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
  const [record, ...others] = thirdPartyRecordsOf(user);
  return [
    { label: 'provider', value: user.provider },
    ...(record?.conferenceId ? [{ label: 'conferenceId', value: record.conferenceId }] : []),
    ...(record?.tollNumber ? [{ label: 'serviceNumber', value: formatPhoneNumber(record.tollNumber) }] : []),
    ...others.map((other) => ({ label: 'furtherThirdParty', value: recordText(other) })),
  ];
}

/** The third parties that a person had, the latest first: they can be restored. */
export function replacedFacts(user: User): Fact[] {
  return user.replacedProviders.toReversed().map(({ records, at }) => ({
    label: 'replacedProvider',
    value: [records.map(recordText).join(' · '), ...(at === null ? [] : [at.slice(0, 10)])].join(' – '),
  }));
}
