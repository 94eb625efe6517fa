import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { isEnabled, isThirdParty, type ReplacedProvider, type User } from '../domain/user.ts';
import { gather, gathering, lossConfirmation, turnOff } from './enabling.ts';
import { onlyPerson, people } from './field.ts';
import { checkSendOptions, SEND_FIELDS } from './sendOptions.ts';
import { providerBack } from './providerBack.ts';
import { ADMINS, operation } from './operation.ts';
import { recordNamed, thirdPartyName, withoutThirdParties, withThirdParties } from './providers.ts';

/** Gives a person the third party back that was replaced, the latest or one by name, with all its records (rule 8). */
export const restoreProvider = operation({
  name: 'restoreProvider',
  cmdlet: { name: 'Set-CsUserAcp', trigger: 'Restore' },
  right: ADMINS,
  fields: { people: people(1), name: thirdPartyName('Name'), ...SEND_FIELDS },
  form: ['people'],
  changes: true,
  undoes: providerBack,
  personal: true,
  isFor: (user) => user.replacedProviders.length > 0,
  async confirms(work, { people: users, name, ...options }) {
    checkSendOptions(options);
    const user = onlyPerson(users);
    const kept = keptOf(user, name);
    if (!isEnabled(user) && !isThirdParty(user)) return undefined;
    const provider = kept.records[0]?.name ?? '';
    const title = message('question.setProvider', { person: user.displayName, provider });
    return lossConfirmation(work, title, [user]);
  },
  async run(work, { people: users, name, ...options }) {
    checkSendOptions(options);
    const user = onlyPerson(users);
    const kept = keptOf(user, name);
    const others = user.replacedProviders.filter((one) => one !== kept);
    const restored = withThirdParties(
      withoutThirdParties(work, { ...user, replacedProviders: others }),
      kept.records,
    );
    const { changed, notes } = await turnOff(work, user, restored, options);
    const gathered = gathering(users);
    gathered.notes.push(...notes);
    const facts = kept.records.flatMap((record) =>
      record.conferenceId === '' ? [] : [{ label: 'conferenceId', value: record.conferenceId }],
    );
    gather(gathered, user, changed, 'done.providerRestored', facts);
    return gathered;
  },
});

/** What is to be restored. */
function keptOf(user: User, name: string | undefined): ReplacedProvider {
  const kept = user.replacedProviders.findLast(
    ({ records }) => name === undefined || recordNamed(records, name) !== undefined,
  );
  if (!kept) throw new Refusal('nothing-to-restore', { person: user.displayName, value: name ?? '–' });
  return kept;
}
