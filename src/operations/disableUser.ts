import { message } from '../domain/message.ts';
import { isEnabled, namesOf, NO_PROVIDER } from '../domain/user.ts';
import { gather, gathering, lossConfirmation, turnOff } from './enabling.ts';
import { people } from './field.ts';
import { checkSendOptions, SEND_FIELDS } from './sendOptions.ts';
import { providerBack } from './providerBack.ts';
import { ADMINS, operation } from './operation.ts';

/** Takes people off the organisation's own bridge, after a *Yes*: no provider, ID and PIN dead at once, E4 (rule 9). Their licence stays. */
export const disableUser = operation({
  name: 'disableUser',
  cmdlet: { name: 'Disable-CsOnlineDialInConferencingUser' },
  right: ADMINS,
  fields: { people: people(), ...SEND_FIELDS },
  form: ['people'],
  changes: true,
  personal: true,
  each: (_work, _user, { people: _people, ...options }) => checkSendOptions(options),
  hasAlready: (user) => !isEnabled(user),
  undoes: providerBack,
  async confirms(work, { people: users, ...options }) {
    checkSendOptions(options);
    const losing = users.filter(isEnabled);
    if (losing.length === 0) return undefined;
    return lossConfirmation(work, message('question.disable', { person: namesOf(losing) }), losing);
  },
  async run(work, { people: users, ...options }) {
    checkSendOptions(options);
    const gathered = gathering(users);
    for (const user of users) {
      if (!isEnabled(user)) {
        gather(gathered, user, user, 'done.disabledAlready');
        continue;
      }
      const { changed, notes } = await turnOff(work, user, { ...user, provider: NO_PROVIDER }, options);
      gathered.notes.push(...notes);
      gather(gathered, user, changed, 'done.disabled');
    }
    return gathered;
  },
});
