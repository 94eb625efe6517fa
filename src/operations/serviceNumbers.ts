import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal, type RefusalCode } from '../domain/refusal.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import type { User } from '../domain/user.ts';
import type { Transaction } from '../ports/store.ts';
import type { Bridges } from './bridges.ts';

/** How many fitting numbers are offered in place of one that cannot be had. */
const OFFERED = 5;

/** The number of ours that was named; throws Refusal with some that there are. */
export function mustBeOurs(bridges: Bridges, number: string): ServiceNumber {
  const found = bridges.number(number);
  if (found) return found;
  throw new Refusal('number-unknown', { value: formatPhoneNumber(number) }, shown(bridges.numbersOf()));
}

/** Refuses a number that somebody cannot have as their default of a type, and offers those that fit (rule 11). */
export function mustFit(
  bridges: Bridges,
  user: User,
  number: string,
  type: ServiceNumber['type'],
): ServiceNumber {
  const known = bridges.number(number);
  const own = bridges.bridgeOf(user);
  const params = { value: formatPhoneNumber(number), person: user.displayName };
  const refuse = (code: RefusalCode, more = {}) =>
    new Refusal(code, { ...params, ...more }, shown(fittingNumbers(bridges, own, type, user.country)));
  if (!known) throw refuse('number-unknown');
  if (known.type !== type) throw refuse(type === 'toll' ? 'number-not-toll' : 'number-not-toll-free');
  if (own !== null && known.bridge !== own)
    throw refuse('number-other-bridge', {
      bridge: bridges.nameOf(known.bridge),
      own: bridges.nameOf(own),
    });
  mustStay(known);
  return known;
}

/** Refuses a number that is about to go: nobody is to be given it. */
export function mustStay({ number, retiring }: ServiceNumber): void {
  if (retiring) throw new Refusal('number-retiring', { value: formatPhoneNumber(number) });
}

/** The numbers of a type on a bridge that can be given, those of a country first, then the default. */
export function fittingNumbers(
  bridges: Bridges,
  bridge: string | null,
  type: ServiceNumber['type'],
  country: string,
): ServiceNumber[] {
  const rank = (one: ServiceNumber) => (one.country === country ? 0 : 2) + (one.isDefault ? 0 : 1);
  return bridges
    .numbersOf(bridge ?? undefined)
    .filter((one) => one.type === type && !one.retiring)
    .sort((one, other) => rank(one) - rank(other) || (one.number < other.number ? -1 : 1));
}

/** A few numbers in international form. */
export function shown(numbers: readonly ServiceNumber[]): string[] {
  return numbers.slice(0, OFFERED).map(({ number }) => formatPhoneNumber(number));
}

/** Who has a number as a default, enabled or not. */
export async function peopleWith(tx: Transaction, number: string): Promise<User[]> {
  return (await tx.users.list({ number }, 0, Number.MAX_SAFE_INTEGER)).rows;
}

/** How many people have each number as a default. */
export async function numbersInUse(tx: Transaction): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const { rows } = await tx.users.list({}, 0, Number.MAX_SAFE_INTEGER);
  for (const user of rows) {
    for (const number of [user.serviceNumber, user.tollFreeServiceNumber]) {
      if (number !== null) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
  }
  return counts;
}

/** The names of the first people of a list, and that there are more. */
export function firstNames(users: readonly User[], most = 5): string {
  const names = users.slice(0, most).map((user) => user.displayName);
  return users.length > most ? `${names.join(', ')} …` : names.join(', ');
}
