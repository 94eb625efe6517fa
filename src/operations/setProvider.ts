import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import {
  isEnabled,
  isThirdParty,
  MICROSOFT,
  namesOf,
  NO_PROVIDER,
  thirdPartyRecordsOf,
  type User,
} from '../domain/user.ts';
import { mustBeOwn, ownId } from './conferenceIds.ts';
import { checkEach } from './enabledUser.ts';
import { checkMayEnable, gather, gathering, lossConfirmation, turnOff, turnOn } from './enabling.ts';
import { people } from './field.ts';
import { tellAnyway } from './notices.ts';
import { checkSendOptions, SEND_FIELDS, type SendOptions } from './sendOptions.ts';
import { providerBack } from './providerBack.ts';
import { ADMINS, operation, type Work } from './operation.ts';
import { mayReplace, movedTo, notReplaced, providerName, recordNamed, replaceProvider } from './providers.ts';

/** What a change of provider takes. */
interface Asked extends SendOptions {
  people: User[];
  provider: string;
  replaceProvider: boolean;
  conferenceId?: string | undefined;
}

/**
 * Makes Microsoft, a third party or nobody the provider of people. Whoever leaves Microsoft is disabled (rule 9, E4); whoever
 * comes to it is enabled (rule 8, E1); a third party makes room for another provider only when *replace* is said.
 */
export const setProvider = operation({
  name: 'setProvider',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingUser', trigger: 'Provider' },
  right: ADMINS,
  fields: {
    people: people(),
    provider: providerName('Provider'),
    replaceProvider: replaceProvider(),
    conferenceId: ownId(),
    ...SEND_FIELDS,
  },
  form: ['people', 'provider', 'replaceProvider'],
  changes: true,
  makesPins: ({ provider }) => provider === MICROSOFT,
  personal: true,
  each: (work, user, input) => check(work, { ...input, people: [user] }),
  hasAlready: (user, { provider, sendEmail }) => isUnchanged(user, provider) && !sendEmail,
  undoes: providerBack,
  async confirms(work, input) {
    const losing = input.people.filter((user) => loses(user, input.provider));
    if (losing.length === 0) return undefined;
    await check(work, input);
    const { provider } = input;
    const title =
      provider === NO_PROVIDER
        ? message('question.noProvider', { person: namesOf(losing) })
        : message('question.setProvider', { person: namesOf(losing), provider });
    return lossConfirmation(work, title, losing);
  },
  async run(work, input) {
    const { people: users, provider, replaceProvider: _replaces, conferenceId, ...options } = input;
    await check(work, input);
    const gathered = gathering(users);
    for (const user of users) {
      if (isUnchanged(user, provider)) {
        gather(gathered, user, user, 'done.providerAlready');
        gathered.notes.push(...(await tellAnyway(work, user, options)));
      } else if (provider === MICROSOFT) await turnOn(work, user, options, gathered, conferenceId);
      else {
        const { changed, notes } = await turnOff(work, user, movedTo(work, user, provider), options);
        gathered.notes.push(...notes);
        gather(gathered, user, changed, provider === NO_PROVIDER ? 'done.noProvider' : 'done.provider');
      }
    }
    return gathered;
  },
});

/** Everything that stands against it: for None nothing does, beyond the question. */
async function check(work: Work, input: Asked): Promise<void> {
  const { people: users, provider, replaceProvider: replaces, conferenceId, ...options } = input;
  checkSendOptions(options);
  await checkEach(users, async (user) => {
    if (isUnchanged(user, provider) || provider === NO_PROVIDER) return;
    await mustBeOwn(work, user, conferenceId);
    if (provider === MICROSOFT) {
      await checkMayEnable(work, user, options, replaces);
      if (!user.licensed) throw new Refusal('not-licensed', { person: user.displayName });
    } else if (loses(user, provider) && isThirdParty(user) && !mayReplace(work, replaces)) {
      throw notReplaced(user);
    }
  });
}

/** Whether a person has the provider, and all that comes with it. */
function isUnchanged(user: User, provider: string): boolean {
  return provider === MICROSOFT ? isEnabled(user) : user.provider.toLowerCase() === provider.toLowerCase();
}

/** Whether a change of provider takes something away from a person: ID and PIN, or what their third party knows. */
function loses(user: User, provider: string): boolean {
  if (isUnchanged(user, provider)) return false;
  if (isEnabled(user)) return true;
  return isThirdParty(user) && !recordNamed(thirdPartyRecordsOf(user), provider);
}
