import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { thirdPartyRecordsOf, type User } from '../domain/user.ts';
import { gather, gathering, lossConfirmation } from './enabling.ts';
import { onlyPerson, people } from './field.ts';
import { ADMINS, operation } from './operation.ts';
import {
  mustBeThirdParty,
  recordNamed,
  thirdPartyName,
  withoutThirdParties,
  withThirdParties,
} from './providers.ts';

/** Removes one third-party record of a person by name, or all of them, after a *Yes*; what there was is kept for restoring. */
export const removeThirdParty = operation({
  name: 'removeThirdParty',
  cmdlet: { name: 'Remove-CsUserAcp' },
  right: ADMINS,
  fields: { people: people(1), name: thirdPartyName('Name') },
  form: ['people', 'name'],
  changes: true,
  undoes: 'undo-impossible',
  personal: true,
  async confirms(work, { people: users, name }) {
    const user = onlyPerson(users);
    remainingOf(user, name);
    const what = { person: user.displayName, provider: name ?? user.provider };
    return lossConfirmation(work, message('question.removeThirdParty', what), [user]);
  },
  async run(work, { people: users, name }) {
    const user = onlyPerson(users);
    const remaining = remainingOf(user, name);
    const target = withThirdParties(withoutThirdParties(work, user), remaining);
    await work.tx.users.put(target);
    const gathered = gathering(users);
    gather(gathered, user, target, remaining.length === 0 ? 'done.noProvider' : 'done.thirdPartyRemoved');
    return gathered;
  },
});

/** The records that are left: those of other names, or none. */
function remainingOf(user: User, name: string | undefined) {
  mustBeThirdParty(user);
  const records = thirdPartyRecordsOf(user);
  if (name === undefined) return [];
  const removed = recordNamed(records, name);
  if (!removed)
    throw new Refusal(
      'third-party-unknown',
      { person: user.displayName, value: name },
      records.map((record) => record.name),
    );
  return records.filter((record) => record !== removed);
}
