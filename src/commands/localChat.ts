import { join } from 'node:path';
import type { Config } from '../config.ts';
import { ROLES } from '../domain/actor.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { languageOfUser, type User } from '../domain/user.ts';
import type { Locales } from '../domain/locale.ts';
import type { Clock } from '../ports/clock.ts';
import type { MeetingList } from '../ports/meetingList.ts';
import type { Store } from '../ports/store.ts';
import type { LocalChat } from '../simulator/localChat.ts';
import type { LocalNumber } from '../simulator/localNumber.ts';
import type { LocalPerson } from '../simulator/localPeople.ts';

/** The most people at the page: it is for trying, not a directory. */
const MOST_PEOPLE = 500;

/** The chat page and the simulated Teams behind it, loaded only in local mode; null elsewhere. */
export async function localChat(
  config: Config,
  locales: Locales,
  clock: Clock,
  calendar: MeetingList | null = null,
): Promise<LocalChat | null> {
  if (!config.local) return null;
  const { createLocalChat } = await import('../simulator/localChat.ts');
  const mailbox = config.smtpUrl === null ? await mailFiles(config) : null;
  return createLocalChat({
    clock,
    mailbox,
    calendar,
    texts: (language) => pageTexts(locales[language].texts),
  });
}

async function mailFiles({ dataDir }: Config) {
  return (await import('../adapters/files/mailFiles.ts')).createMailFiles(join(dataDir, 'mail'));
}

/** Lets the chat page answer, with the people of the store; gives where the bot reaches them. */
export function startLocalChat(chat: LocalChat, store: Store, config: Config, port: number) {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return chat.start({
    origin: `http://${host}:${port}`,
    people: () => peopleOf(store),
    numbers: () => numbersOf(store),
  });
}

/** The numbers that can be called, in their order. */
async function numbersOf(store: Store): Promise<LocalNumber[]> {
  const numbers = await store.transaction((tx) => tx.serviceNumbers.list());
  return numbers.map(({ number, city, country, primaryLanguage, secondaryLanguages }) => ({
    number,
    shown: formatPhoneNumber(number),
    place: city === '' ? country : city,
    languages: [primaryLanguage, ...secondaryLanguages],
  }));
}

/** People with a role first, then by name. */
async function peopleOf(store: Store): Promise<LocalPerson[]> {
  return store.transaction(async (tx) => {
    const roles = new Map((await tx.roles.list()).map(({ userKey, role }) => [userKey, role]));
    const listed = (await tx.users.list({}, 0, MOST_PEOPLE)).rows;
    const elsewhere = [...roles.keys()].filter((key) => !listed.some((user) => user.key === key));
    const missing = await Promise.all(elsewhere.map((key) => tx.users.get(key)));
    const users = [...listed, ...missing.filter((user) => user !== undefined)];
    const roleOf = (user: User) => roles.get(user.key) ?? 'user';
    users.sort((one, other) => ROLES.indexOf(roleOf(other)) - ROLES.indexOf(roleOf(one)));
    return users.map((user) => ({
      objectId: user.id,
      upn: user.upn,
      name: user.displayName,
      email: user.email,
      role: roleOf(user),
      department: user.department,
      language: languageOfUser(user),
    }));
  });
}

function pageTexts(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => key.startsWith('page.')));
}
