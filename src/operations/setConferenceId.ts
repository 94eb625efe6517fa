import { ConferenceId } from '../domain/conferenceId.ts';
import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { emptyThirdPartyRecord, isThirdParty, type User } from '../domain/user.ts';
import * as z from 'zod';
import { giveConferenceId, mustBeFree } from './conferenceIds.ts';
import { mustBeEnabled } from './enabledUser.ts';
import { onlyPerson, people, value } from './field.ts';
import { invitationsFollow } from './migrating/invitationsFollow.ts';
import { followChange } from './migrating/queueMigration.ts';
import { queueNotices } from './notices.ts';
import { checkSendOptions, SEND_FIELDS, type SendOptions } from './sendOptions.ts';
import { ADMINS, operation, type Change, type Work } from './operation.ts';
import { conferenceIdBack, conferenceIdLine } from './resetConferenceId.ts';
import { peopleOf } from './rowPeople.ts';

/** Digits as people type them: `827 1964`, `827-1964`. */
export const TypedId = z
  .union([z.string(), z.number()])
  .transform((typed) => String(typed).replace(/[\s.-]/g, ''))
  .pipe(z.string().regex(/^\d{1,15}$/));

/** Gives one person the conference ID that an admin chose, after a *Yes* (rules 5–7 and 10, E2). */
export const setConferenceId = operation({
  name: 'setConferenceId',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingUser', trigger: 'ConferenceId' },
  right: ADMINS,
  fields: {
    people: people(1),
    conferenceId: value(TypedId, 'conference-id-malformed', 'ConferenceId'),
    ...SEND_FIELDS,
  },
  form: ['people', 'conferenceId'],
  changes: true,
  personal: true,
  async confirms(work, { people: users, conferenceId, ...options }) {
    const user = onlyPerson(users);
    await check(work, user, conferenceId, options);
    return {
      title: message('question.setConferenceId', { person: user.displayName, conferenceId }),
      facts: [
        { label: 'conferenceIdNow', value: idOf(user) ?? '–' },
        { label: 'conferenceIdNew', value: conferenceId },
      ],
      notes: [
        message(isThirdParty(user) ? 'question.typedByHand' : 'question.oldIdDies'),
        ...invitationsFollow(work),
      ],
    };
  },
  async run(work, { people: users, conferenceId, ...options }) {
    const user = onlyPerson(users);
    await check(work, user, conferenceId, options);
    if (isThirdParty(user)) return typedInByHand(work, user, conferenceId);
    const changed = await giveConferenceId(work, user, conferenceId);
    await followChange(work, user, changed);
    return {
      lines: [conferenceIdLine(user, changed)],
      notes: await queueNotices(work, changed, 'E2', options, { previousConferenceId: user.conferenceId }),
      people: users,
      before: { conferenceId: user.conferenceId },
      after: { conferenceId },
    };
  },
  undoes: async (work, row) =>
    (await peopleOf(work, row)).map((user) =>
      conferenceIdBack(user, row.after['conferenceId'], row.before['conferenceId'], idOf(user)),
    ),
});

/** Everything that stands against this ID for this person. */
async function check(work: Work, user: User, conferenceId: string, options: SendOptions): Promise<void> {
  checkSendOptions(options);
  if (isThirdParty(user)) return;
  mustBeEnabled(user);
  if (work.settings.UseUniqueConferenceIds) throw new Refusal('dynamic-ids');
  if (!ConferenceId.safeParse(conferenceId).success)
    throw new Refusal('conference-id-malformed', { value: conferenceId });
  await mustBeFree(work, conferenceId, user);
}

/** A third party gives its own IDs: we only write down what the admin read there. It is nobody else's business, so no notice. */
async function typedInByHand(work: Work, user: User, conferenceId: string): Promise<Change> {
  const record = user.thirdParty ?? emptyThirdPartyRecord(user.provider);
  const changed = { ...user, thirdParty: { ...record, conferenceId } };
  await work.tx.users.put(changed);
  await followChange(work, user, changed);
  return {
    lines: [
      {
        person: user.displayName,
        what: message('done.thirdPartyId', { person: user.displayName, provider: user.provider }),
        facts: [{ label: 'conferenceId', value: conferenceId }],
      },
    ],
    people: [user],
    before: { conferenceId: record.conferenceId },
    after: { conferenceId },
  };
}

/** The conference ID that callers of this person use now. */
function idOf(user: User): string | null {
  return isThirdParty(user) ? (user.thirdParty?.conferenceId ?? null) : user.conferenceId;
}
