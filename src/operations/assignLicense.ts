import { message } from '../domain/message.ts';
import { isEnabled, isThirdParty, MICROSOFT, namesOf, type User } from '../domain/user.ts';
import { mustBeOwn, ownId } from './conferenceIds.ts';
import { checkEach } from './enabledUser.ts';
import { checkMayEnable, gather, gathering, lossConfirmation, turnOn } from './enabling.ts';
import type { Enabling } from './enableUser.ts';
import { flag, people } from './field.ts';
import { tellAnyway } from './notices.ts';
import { checkSendOptions, SEND_FIELDS } from './sendOptions.ts';
import { providerBack } from './providerBack.ts';
import { ADMINS, operation, type Work } from './operation.ts';
import { mayReplace, replaceProvider } from './providers.ts';

/** What a licence takes. */
interface Asked extends Enabling {
  conferenceId?: string | undefined;
  /** Nobody is enabled by it: for taking back the removal of a licence that enabled nobody. */
  licenseOnly: boolean;
}

/**
 * Gives people a licence. Whoever has no provider, or Microsoft, is enabled by it (rule 8); a third party stays unless the
 * command says *replace*, or the tenant always does.
 */
export const assignLicense = operation({
  name: 'assignLicense',
  cmdlet: { name: 'Enable-CsOnlineDialInConferencingUser', trigger: 'AssignLicense' },
  right: ADMINS,
  fields: {
    people: people(),
    replaceProvider: replaceProvider(),
    conferenceId: ownId(),
    licenseOnly: flag(),
    ...SEND_FIELDS,
  },
  form: ['people', 'replaceProvider'],
  changes: true,
  makesPins: () => true,
  personal: true,
  each: (work, user, input) => check(work, { ...input, people: [user] }),
  hasAlready: (user, { replaceProvider: replaces, sendEmail }) =>
    user.licensed && !(replaces && isThirdParty(user)) && !sendEmail,
  undoes: providerBack,
  isFor: (user) => !user.licensed && !isThirdParty(user),
  async confirms(work, input) {
    const replaced = input.people.filter((user) => isThirdParty(user) && enables(work, user, input));
    if (replaced.length === 0) return undefined;
    await check(work, input);
    const title = message('question.setProvider', { person: namesOf(replaced), provider: MICROSOFT });
    return lossConfirmation(work, title, replaced);
  },
  async run(work, input) {
    const { people: users, replaceProvider: _replaces, licenseOnly: _only, conferenceId, ...options } = input;
    await check(work, input);
    const gathered = gathering(users);
    for (const user of users) {
      if (enables(work, user, input)) await turnOn(work, user, options, gathered, conferenceId);
      else {
        await onlyLicense(work, user, gathered);
        gathered.notes.push(...(await tellAnyway(work, user, options)));
      }
    }
    return gathered;
  },
});

/** Whether the licence, or the word *replace*, makes a person enabled who was not. */
function enables(work: Work, user: User, input: Asked): boolean {
  if (isEnabled(user) || input.licenseOnly) return false;
  if (!isThirdParty(user)) return !user.licensed;
  return mayReplace(work, input.replaceProvider) && (input.replaceProvider || !user.licensed);
}

/** Everything that stands against it: only of those who are enabled by it. */
async function check(work: Work, input: Asked): Promise<void> {
  const { people: users, replaceProvider: _replaces, licenseOnly: _only, conferenceId, ...options } = input;
  checkSendOptions(options);
  await checkEach(
    users.filter((user) => enables(work, user, input)),
    async (user) => {
      await checkMayEnable(work, user, options, true);
      await mustBeOwn(work, user, conferenceId);
    },
  );
}

/** A licence for somebody whose provider stays as it is; nothing for whoever has one. */
async function onlyLicense(work: Work, user: User, gathered: ReturnType<typeof gathering>): Promise<void> {
  const licensed = { ...user, licensed: true };
  if (!user.licensed) await work.tx.users.put(licensed);
  gather(gathered, user, licensed, user.licensed ? 'done.licenseAlready' : 'done.licenseAssigned');
  if (isEnabled(user)) return;
  const note = isThirdParty(user) ? 'note.licenseThirdParty' : 'note.licenseNoProvider';
  gathered.notes.push(message(note, { person: user.displayName, provider: user.provider }));
}
