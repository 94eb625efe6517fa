import { systemClock } from '../src/adapters/clock/systemClock.ts';
import { openLowdbStore } from '../src/adapters/lowdb/store.ts';
import { MICROSOFT, type User } from '../src/domain/user.ts';

const FIRST = [
  'Adele',
  'Amos',
  'Björn',
  'Chloé',
  'Diego',
  'Ewa',
  'Fatima',
  'Gerhard',
  'Henri',
  'Ingrid',
  'João',
  'Łucja',
];
const SECOND = [
  'Vance',
  'Marble',
  'Ångström',
  'Lefèvre',
  'Siciliani',
  'Nowak',
  'Haddad',
  'Weiß',
  'Hauge',
  'Nilsen',
];

/** A hundred, so that names have as many different groups of letters as those of people have. */
const SYLLABLES = [...'bcdfghjklmnpqrstvwxz'].flatMap((first) =>
  [...'aeiou'].map((second) => first + second),
);

/** The object id of the person with a number. */
export function objectIdOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** The user name of the person with a number: a word that nobody else has. */
export function upnOf(number: number): string {
  return `${lettersOf(number)}@contoso.com`;
}

/** Person number so-and-so, enabled, with mailbox and conference ID. */
export function personOf(number: number): User {
  const first = FIRST[number % FIRST.length] ?? '';
  const second = SECOND[Math.floor(number / FIRST.length) % SECOND.length] ?? '';
  return {
    key: `user-${number}`,
    id: objectIdOf(number),
    upn: upnOf(number),
    displayName: `${first} ${second} ${lettersOf(number)}`,
    email: upnOf(number),
    hasMailbox: true,
    department: 'Finance',
    country: 'US',
    state: '',
    city: 'Redmond',
    locale: 'en',
    language: null,
    licensed: true,
    provider: MICROSOFT,
    bridge: 'Contoso',
    conferenceId: String(1_000_000 + number),
    pin: null,
    serviceNumber: '+14255550100',
    tollFreeServiceNumber: '+18005550199',
    allowTollFreeDialIn: true,
    allowPstnOnlyMeetings: false,
    thirdParty: null,
    otherThirdParties: [],
    replacedProviders: [],
  };
}

/** People put in one transaction: a million in one is more than a line of the journal can hold. */
const PORTION = 10_000;

/** Makes a store of so many people in a folder; the first is an admin. Leaves a snapshot, as a running program would have. */
export async function fillStore(folder: string, people: number): Promise<void> {
  const log = { info() {}, warn() {}, error() {} };
  const store = await openLowdbStore({ folder, clock: systemClock, log });
  for (let from = 0; from < people; from += PORTION)
    await store.transaction(async (tx) => {
      for (let number = from; number < Math.min(people, from + PORTION); number += 1)
        await tx.users.put(personOf(number));
    });
  await store.transaction((tx) => tx.roles.put('user-0', 'admin'));
  await store.checkpoint();
  await store.close();
}

/** A number in letters, so that every name has a word of its own. */
function lettersOf(number: number): string {
  const letters: string[] = [];
  for (let rest = number * 7919 + 104729; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    letters.push(SYLLABLES[rest % SYLLABLES.length] ?? '');
  return letters.join('');
}
