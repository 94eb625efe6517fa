import { message } from '../domain/message.ts';
import { isEnabled, MICROSOFT, namesOf, NO_PROVIDER, type User } from '../domain/user.ts';
import { gather, gathering, lossConfirmation, turnOff } from './enabling.ts';
import { people } from './field.ts';
import { checkSendOptions, SEND_FIELDS } from './sendOptions.ts';
import { providerBack } from './providerBack.ts';
import { ADMINS, operation } from './operation.ts';

/** Takes people's licences, after a *Yes*: whoever was enabled no longer is (rule 9, E4). A third party stays. */
export const removeLicense = operation({
  name: 'removeLicense',
  cmdlet: { name: 'Disable-CsOnlineDialInConferencingUser', trigger: 'RemoveLicense' },
  right: ADMINS,
  fields: { people: people(), ...SEND_FIELDS },
  form: ['people'],
  changes: true,
  personal: true,
  each: (_work, _user, { people: _people, ...options }) => checkSendOptions(options),
  hasAlready: (user) => !user.licensed,
  undoes: providerBack,
  isFor: (user) => user.licensed && !isEnabled(user),
  async confirms(work, { people: users, ...options }) {
    checkSendOptions(options);
    const licensed = users.filter((user) => user.licensed);
    if (licensed.length === 0) return undefined;
    const title = message('question.removeLicense', { person: namesOf(licensed) });
    return lossConfirmation(work, title, licensed.filter(isEnabled));
  },
  async run(work, { people: users, ...options }) {
    checkSendOptions(options);
    const gathered = gathering(users);
    for (const user of users) {
      if (!user.licensed) {
        gather(gathered, user, user, 'done.unlicensedAlready');
        continue;
      }
      const { changed, notes } = await turnOff(work, user, withoutLicense(user), options);
      gathered.notes.push(...notes);
      gather(gathered, user, changed, 'done.licenseRemoved');
    }
    return gathered;
  },
});

/** Without a licence nobody is on the organisation's own bridge. */
function withoutLicense(user: User): User {
  return { ...user, licensed: false, provider: user.provider === MICROSOFT ? NO_PROVIDER : user.provider };
}
