import * as z from 'zod';
import { ConferenceId } from './conferenceId.ts';
import { LANGUAGES, languageOf, type Language } from './language.ts';
import { PhoneNumber } from './phoneNumber.ts';
import { StoredPin } from './pin.ts';

/** The provider name of the organisation's own bridge. */
export const MICROSOFT = 'Microsoft';

/** The provider name of people without audio conferencing. */
export const NO_PROVIDER = 'None';

/** What a third-party audio conferencing provider knows of a person; typed in by hand. */
export const ThirdPartyRecord = z.object({
  name: z.string(),
  domain: z.string(),
  tollNumber: z.string(),
  tollFreeNumbers: z.array(z.string()),
  participantPasscode: z.string(),
  url: z.string(),
  conferenceId: z.string(),
});

/** What a third-party provider knows of a person. */
export type ThirdPartyRecord = z.infer<typeof ThirdPartyRecord>;

/** A third-party provider that somebody had, as it was: what is replaced can be looked up and restored. */
export const ReplacedProvider = z.object({
  /** The default one first. */
  records: z.array(ThirdPartyRecord).min(1),
  /** When and by whom it was replaced; null where that was not written down. */
  at: z.iso.datetime().nullable(),
  by: z.string().nullable(),
});

/** A third-party provider that somebody had. */
export type ReplacedProvider = z.infer<typeof ReplacedProvider>;

/** A person of the organisation and their dial-in details. */
export const User = z.object({
  /** Ours, given once: a person's UPN and object id may come later or change. */
  key: z.string().min(1),
  /** Entra object id, once known. */
  id: z.string().nullable(),
  upn: z.string().min(1),
  displayName: z.string().min(1),
  /** Primary SMTP address. */
  email: z.string().nullable(),
  hasMailbox: z.boolean(),
  department: z.string(),
  country: z.string(),
  state: z.string(),
  city: z.string(),
  /** The directory's language for this person. */
  locale: z.enum(LANGUAGES).nullable(),
  /** The language that the person chose with `language …`. */
  language: z.enum(LANGUAGES).nullable(),
  licensed: z.boolean(),
  /** `Microsoft`, `None`, or a third party's name. */
  provider: z.string().min(1),
  bridge: z.string().nullable(),
  conferenceId: ConferenceId.nullable(),
  pin: StoredPin.nullable(),
  /** Default toll number. */
  serviceNumber: PhoneNumber.nullable(),
  tollFreeServiceNumber: PhoneNumber.nullable(),
  allowTollFreeDialIn: z.boolean(),
  allowPstnOnlyMeetings: z.boolean(),
  /** The default record of somebody whose conferencing is run by a third party. */
  thirdParty: ThirdPartyRecord.nullable(),
  /** Further records: a person may have several third parties, one of them the default. */
  otherThirdParties: z.array(ThirdPartyRecord).default([]),
  /** Third parties that were replaced, the latest last. */
  replacedProviders: z.array(ReplacedProvider).default([]),
  /** When a notice with their dial-in details first reached them; absent where it is not known, from before it was noted. */
  informedAt: z.iso.datetime().nullable().optional(),
});

/** A person of the organisation and their dial-in details. */
export type User = z.infer<typeof User>;

/** A licensed person on the organisation's own bridge has a conference ID and a PIN. */
export function isEnabled(user: User): boolean {
  return user.licensed && user.provider === MICROSOFT;
}

/** Whether a person's conferencing is run by another company. */
export function isThirdParty(user: User): boolean {
  return user.provider !== MICROSOFT && user.provider !== NO_PROVIDER;
}

/** The third-party records that are in use for a person, the default one first. */
export function thirdPartyRecordsOf(user: User): ThirdPartyRecord[] {
  if (!isThirdParty(user)) return [];
  return [user.thirdParty ?? emptyThirdPartyRecord(user.provider), ...user.otherThirdParties];
}

/** The language in which to write to a person out of the blue. */
export function languageOfUser(user: User): Language {
  return user.language ?? languageOf(user.locale) ?? 'en';
}

/** The default numbers of a person, toll first. */
export function numbersOf(user: User): string[] {
  const tollFree = user.allowTollFreeDialIn ? user.tollFreeServiceNumber : null;
  return [user.serviceNumber, tollFree].filter((number) => number !== null);
}

/** The part of a UPN in front of the `@`. */
export function aliasOf(upn: string): string {
  return upn.split('@')[0] ?? upn;
}

/** The mail address of a person that is not their UPN as well. */
export function otherAddressOf(user: User): string | null {
  const address = user.email?.toLowerCase();
  return address === undefined || address === user.upn.toLowerCase() ? null : address;
}

/** What is known of a third party before anybody has typed anything in. */
export function emptyThirdPartyRecord(name: string): ThirdPartyRecord {
  return {
    name,
    domain: '',
    tollNumber: '',
    tollFreeNumbers: [],
    participantPasscode: '',
    url: '',
    conferenceId: '',
  };
}

/** Somebody of whom nothing is known but a name. */
export function blankPerson(key: string, name: string): User {
  return {
    key,
    id: null,
    upn: name,
    displayName: name,
    email: null,
    hasMailbox: false,
    department: '',
    country: '',
    state: '',
    city: '',
    locale: null,
    language: null,
    licensed: false,
    provider: NO_PROVIDER,
    bridge: null,
    conferenceId: null,
    pin: null,
    serviceNumber: null,
    tollFreeServiceNumber: null,
    allowTollFreeDialIn: true,
    allowPstnOnlyMeetings: false,
    thirdParty: null,
    otherThirdParties: [],
    replacedProviders: [],
    informedAt: null,
  };
}

/** The names of people, for a sentence. */
export function namesOf(users: readonly Pick<User, 'displayName'>[]): string {
  return users.map((user) => user.displayName).join(', ');
}
