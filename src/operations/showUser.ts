import type { Button } from '../domain/button.ts';
import { message } from '../domain/message.ts';
import type { View } from '../domain/view.ts';
import { includesRole } from '../domain/actor.ts';
import { isEnabled, namesOf, type User } from '../domain/user.ts';
import { button } from './buttons.ts';
import { equivalentCmdlet } from './cmdletText.ts';
import { people } from './field.ts';
import { operation, type Work } from './operation.ts';
import { personFacts } from './personFacts.ts';

/** Shows a person's dial-in details to help desk, admins, and the person. */
export const showUser = operation({
  name: 'showUser',
  cmdlet: { name: 'Get-CsOnlineDialInConferencingUser', trigger: 'Identity' },
  right: { role: 'helpDesk', self: true },
  fields: { people: people() },
  form: ['people'],
  changes: false,
  personal: true,
  async run(work, { people: users }): Promise<View> {
    const [user, ...others] = users;
    const facts = users.flatMap((one) => [
      ...(others.length > 0 ? [{ label: 'displayName', value: one.displayName }] : []),
      ...personFacts(one, work.settings),
    ]);
    return {
      kind: 'facts',
      title: message('title.user', { person: namesOf(users) }),
      facts,
      notes: [],
      cmdlet: equivalentCmdlet(
        [{ operation: 'showUser', input: { people: users.map((one) => one.upn) } }],
        work.house.catalogue,
      ),
      buttons: user && others.length === 0 ? buttonsFor(work, user) : [],
    };
  },
});

/** Fields of a form that a button can leave out. */
const OPTIONAL = ['people', 'sendEmailToAddress', 'replaceProvider'];

/** What can be done next with a person, by their state and the right of the reader. */
function buttonsFor(work: Work, user: User): Button[] {
  const offers = work.house.catalogue.filter(
    (one) =>
      one.changes &&
      !one.localOnly &&
      (one.isFor ?? isEnabled)(user) &&
      one.form?.[0] === 'people' &&
      one.form.every((field) => OPTIONAL.includes(field)),
  );
  const isMeant = (one: { name: string }) =>
    !(work.settings.UseUniqueConferenceIds && one.name === 'resetConferenceId');
  return offers
    .filter(isMeant)
    .filter((one) => includesRole(work.actor.role, one.right.role))
    .map((one) => button(one.name, { people: [user.upn] }));
}
