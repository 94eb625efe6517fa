import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { isEnabled, isThirdParty, MICROSOFT, namesOf, type User } from '../domain/user.ts';
import { checkEach } from './enabledUser.ts';
import { checkMayEnable, gather, gathering, lossConfirmation, turnOn } from './enabling.ts';
import { people } from './field.ts';
import { tellAnyway } from './notices.ts';
import { checkSendOptions, SEND_FIELDS, type SendOptions } from './sendOptions.ts';
import { providerBack } from './providerBack.ts';
import { ADMINS, operation, type Change, type Confirmation, type Work } from './operation.ts';
import { replaceProvider } from './providers.ts';

/** What enabling people takes. */
export interface Enabling extends SendOptions {
  people: User[];
  replaceProvider: boolean;
}

/** Makes Microsoft the provider of licensed people: ID, PIN and number, and E1. Whoever is enabled stays as they are (rule 8). */
export const enableUser = operation({
  name: 'enableUser',
  cmdlet: { name: 'Enable-CsOnlineDialInConferencingUser' },
  right: { ...ADMINS, ownRefusal: 'own-ask' },
  fields: { people: people(), replaceProvider: replaceProvider(), ...SEND_FIELDS },
  form: ['people', 'replaceProvider'],
  changes: true,
  makesPins: () => true,
  personal: true,
  each: (work, user, input) => check(work, { ...input, people: [user] }),
  hasAlready: (user, { sendEmail }) => isEnabled(user) && !sendEmail,
  undoes: providerBack,
  isFor: (user) => user.licensed && !isEnabled(user) && !isThirdParty(user),
  confirms: (work, input) => confirmReplacing(work, input),
  run: (work, input) => enable(work, input),
});

/** Enables people, or nobody when something stands against one of them. */
export async function enable(work: Work, input: Enabling): Promise<Change> {
  const { people: users, replaceProvider: _replaces, ...options } = input;
  await check(work, input);
  const gathered = gathering(users);
  for (const user of users) {
    if (!isEnabled(user)) await turnOn(work, user, options, gathered);
    else {
      gather(gathered, user, user, 'done.enabledAlready');
      gathered.notes.push(...(await tellAnyway(work, user, options)));
    }
  }
  return gathered;
}

/** The question before third parties are replaced, if any are. */
export async function confirmReplacing(work: Work, input: Enabling): Promise<Confirmation | undefined> {
  const replaced = input.people.filter(isThirdParty);
  if (replaced.length === 0) return undefined;
  await check(work, input);
  const title = message('question.setProvider', { person: namesOf(replaced), provider: MICROSOFT });
  return lossConfirmation(work, title, replaced);
}

async function check(work: Work, input: Enabling): Promise<void> {
  const { people: users, replaceProvider: replaces, ...options } = input;
  checkSendOptions(options);
  await checkEach(users, async (user) => {
    await checkMayEnable(work, user, options, replaces);
    if (!user.licensed) throw new Refusal('not-licensed', { person: user.displayName });
  });
}
