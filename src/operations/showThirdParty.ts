import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { namesOf, thirdPartyRecordsOf, type ThirdPartyRecord, type User } from '../domain/user.ts';
import type { Fact, View } from '../domain/view.ts';
import { equivalentCmdlet } from './cmdletText.ts';
import { people } from './field.ts';
import { HELP_DESK, operation } from './operation.ts';
import { replacedFacts } from './personFacts.ts';
import { formButton } from './buttons.ts';

/** Shows what the third parties of a person know of them, the default one first, and which ones were replaced. */
export const showThirdParty = operation({
  name: 'showThirdParty',
  cmdlet: { name: 'Get-CsUserAcp' },
  right: HELP_DESK,
  fields: { people: people() },
  form: ['people'],
  changes: false,
  personal: true,
  async run(work, { people: users }): Promise<View> {
    const names = namesOf(users);
    const several = users.length > 1;
    return {
      kind: 'facts',
      title: message('title.thirdParty', { person: names }),
      facts: users.flatMap((user) => [
        ...(several ? [{ label: 'displayName', value: user.displayName }] : []),
        ...factsOf(user),
      ]),
      notes: users
        .filter((user) => thirdPartyRecordsOf(user).length === 0)
        .map((user) => message('text.noThirdParty', { person: user.displayName, provider: user.provider })),
      cmdlet: equivalentCmdlet(
        [{ operation: 'showThirdParty', input: { people: users.map((user) => user.upn) } }],
        work.house.catalogue,
      ),
      buttons: work.actor.role === 'admin' ? [formButton('setThirdParty')] : [],
    };
  },
});

function factsOf(user: User): Fact[] {
  return [...thirdPartyRecordsOf(user).flatMap(recordFacts), ...replacedFacts(user)];
}

/** A record as labelled values; those that are empty are left out. */
export function recordFacts(record: ThirdPartyRecord, at = 0): Fact[] {
  const facts: [string, string][] = [
    [at === 0 ? 'defaultThirdParty' : 'furtherThirdParty', record.name],
    ['domain', record.domain],
    ['tollNumber', formatPhoneNumber(record.tollNumber)],
    ['tollFreeNumbers', record.tollFreeNumbers.map(formatPhoneNumber).join(', ')],
    ['participantPasscode', record.participantPasscode],
    ['conferenceId', record.conferenceId],
    ['url', record.url],
  ];
  return facts.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }));
}
