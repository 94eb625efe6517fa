import * as z from 'zod';
import { LANGUAGES } from '../domain/language.ts';
import { message } from '../domain/message.ts';
import { folded } from '../domain/personSearch.ts';
import { Refusal } from '../domain/refusal.ts';
import type { RosterPerson } from '../domain/request.ts';
import { blankPerson, type User } from '../domain/user.ts';
import { choice, mailAddress, MailAddress, needed, text, value, type InputOf } from './field.ts';
import { ADMINS, operation, type Work } from './operation.ts';
import { peopleOf } from './rowPeople.ts';
import { mustStillBe } from './undoing.ts';

const FIELDS = {
  upn: needed(text()),
  displayName: text(),
  email: mailAddress(),
  department: text(),
  country: value(
    z
      .string()
      .trim()
      .regex(/^[a-z]{2}$/i)
      .transform((code) => code.toUpperCase())
      .optional(),
    'value-malformed',
  ),
  locale: choice(LANGUAGES),
};

/** Adds a person: one of the conversation by name, as the channel vouches for them, or anybody by user name and display name. */
export const addPerson = operation({
  name: 'addPerson',
  right: ADMINS,
  fields: FIELDS,
  form: ['upn', 'displayName', 'email', 'department', 'country', 'locale'],
  changes: true,
  personal: true,
  async run(work, input) {
    const user = newUser(work, input);
    await mustBeNew(work, user);
    await work.tx.users.put(user);
    return {
      lines: [
        {
          person: user.displayName,
          what: message('done.addPerson', { person: user.displayName }),
          facts: [
            { label: 'upn', value: user.upn },
            { label: 'mailbox', value: user.email ?? message('text.none') },
          ],
        },
      ],
      notes: [message(user.id === null ? 'note.linkedLater' : 'note.fromRoster')],
      people: [user],
      before: {},
      after: { upn: user.upn, displayName: user.displayName, email: user.email, department: user.department },
    };
  },
  undoes: async (work, row) =>
    (await peopleOf(work, row)).map((user) => {
      mustStillBe({ text: 'label.upn' }, row.after['upn'], user.upn);
      return { operation: 'removePerson', input: { people: [user.upn] } };
    }),
});

/** The record of somebody who was in the conversation, or as the words say. */
function newUser(work: Work, input: InputOf<typeof FIELDS>): User {
  const member = memberNamed(work.request.origin.roster ?? [], input.upn);
  if (member?.isGuest) throw new Refusal('person-is-guest', { person: member.displayName });
  const upn = member?.upn ?? input.upn;
  if (!MailAddress.safeParse(upn).success) throw new Refusal('upn-malformed', { value: input.upn });
  const displayName = member?.displayName ?? input.displayName;
  if (displayName === undefined || displayName === '')
    throw new Refusal('value-missing', { parameter: { text: 'label.displayName' } });
  return {
    ...blankPerson(work.house.random.uuid(), upn),
    id: member?.id ?? null,
    displayName,
    email: input.email ?? member?.email ?? upn,
    hasMailbox: true,
    department: input.department ?? '',
    country: input.country ?? '',
    locale: input.locale ?? null,
  };
}

/** The one person of the conversation who bears a name, an address or an id. */
function memberNamed(roster: readonly RosterPerson[], name: string): RosterPerson | undefined {
  const wanted = folded(name);
  const addresses = (one: RosterPerson) => [one.id, one.upn, one.email ?? ''];
  const exact = roster.filter((one) =>
    addresses(one).some((text) => text.toLowerCase() === name.toLowerCase()),
  );
  if (exact.length > 0) return exact[0];
  const named = roster.filter((one) => folded(one.displayName) === wanted);
  return named.length === 1 ? named[0] : undefined;
}

async function mustBeNew(work: Work, user: User): Promise<void> {
  const known =
    (await work.tx.users.byUpn(user.upn)) ??
    (user.id === null ? undefined : await work.tx.users.byObjectId(user.id));
  if (known) throw new Refusal('person-exists', { person: known.displayName, value: known.upn });
}
