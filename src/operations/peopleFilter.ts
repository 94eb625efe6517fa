import { message, type Message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { countryCodeOf } from '../domain/places.ts';
import { Refusal } from '../domain/refusal.ts';
import type { UserFilter } from '../ports/tables.ts';
import { flag, text, type InputOf } from './field.ts';
import { optionalPhone } from './numberFields.ts';
import type { Work } from './operation.ts';

/** What a list of people is narrowed by, and for whom something is done to many: all that is given must hold. */
export const FILTER_FIELDS = {
  provider: text('Provider'),
  department: text('Department'),
  country: text(),
  /** "in Finance", "in Sweden": a department if there is such a one, else a country. */
  place: text(),
  withoutMailbox: flag('WithoutMailbox'),
  withoutLicense: flag('WithoutLicense'),
  belowPinLength: flag('BelowPinLength'),
  neverInformed: flag('NeverInformed'),
  undelivered: flag('Undelivered'),
  number: optionalPhone('ServiceNumber'),
};

/** What people are narrowed by. */
export type PeopleFilter = InputOf<typeof FILTER_FIELDS>;

/** What the store is asked for, and the same in words. Throws Refusal for a country or a place that is none. */
export async function filterOf(
  work: Work,
  input: PeopleFilter,
): Promise<{ filter: UserFilter; whom: Message[] }> {
  const { provider, number, withoutMailbox, withoutLicense, belowPinLength, neverInformed, undelivered } =
    input;
  const { department, country } = await placeOf(work, input);
  const { PinLength: length } = work.settings;
  const parts = [
    provider !== undefined && message('whom.provider', { value: provider }),
    department !== undefined && message('whom.department', { value: department }),
    country !== undefined && message('whom.country', { value: country }),
    number !== undefined && message('whom.number', { value: formatPhoneNumber(number) }),
    withoutMailbox && message('whom.withoutMailbox'),
    withoutLicense && message('whom.withoutLicense'),
    belowPinLength && message('whom.belowPinLength', { length }),
    neverInformed && message('whom.neverInformed'),
    undelivered && message('whom.undelivered'),
  ];
  const filter = {
    provider,
    department,
    country,
    number,
    withoutMailbox: withoutMailbox ? true : undefined,
    licensed: withoutLicense ? false : undefined,
    pinShorterThan: belowPinLength ? length : undefined,
    neverInformed,
    undelivered,
  };
  return { filter, whom: parts.filter((part) => part !== false && part !== undefined) };
}

/** The department and country that are meant. */
async function placeOf(
  { tx }: Work,
  { department, country, place }: PeopleFilter,
): Promise<Pick<UserFilter, 'department' | 'country'>> {
  if (country !== undefined) return { department, country: knownCountry(country) };
  if (place === undefined) return { department, country };
  const { total } = await tx.users.list({ department: place }, 0, 0);
  if (total > 0 && department === undefined) return { department: place, country };
  return { department, country: knownCountry(place) };
}

function knownCountry(name: string): string {
  const code = countryCodeOf(name);
  if (code === undefined) throw new Refusal('selection-unknown', { value: name });
  return code;
}
