import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Step } from '../domain/request.ts';
import { namesOf, type User } from '../domain/user.ts';
import { freeConferenceId, giveConferenceId } from './conferenceIds.ts';
import { checkEach, mustBeEnabled } from './enabledUser.ts';
import { people } from './field.ts';
import { invitationsFollow } from './migrating/invitationsFollow.ts';
import { followChange } from './migrating/queueMigration.ts';
import { queueNotices } from './notices.ts';
import { checkSendOptions, SEND_FIELDS, type SendOptions } from './sendOptions.ts';
import { ADMINS, operation, type Change, type Work } from './operation.ts';
import { peopleOf } from './rowPeople.ts';
import { mustStillBe } from './undoing.ts';

/** Gives people new random conference IDs, after a *Yes* (rules 5–7, E2). */
export const resetConferenceId = operation({
  name: 'resetConferenceId',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingUser', trigger: 'ResetConferenceId' },
  right: { ...ADMINS, ownRefusal: 'own-ask' },
  fields: { people: people(), ...SEND_FIELDS },
  form: ['people'],
  changes: true,
  personal: true,
  each: (work, user, options) => check(work, [user], options),
  async confirms(work, { people: users, ...options }) {
    await check(work, users, options);
    const who = namesOf(users);
    return {
      title: message('question.resetConferenceId', { person: who }),
      facts: users.map((user) => ({
        label: 'conferenceIdNow',
        value: `${user.displayName}: ${user.conferenceId ?? '–'}`,
      })),
      notes: [message('question.oldIdDies'), ...invitationsFollow(work)],
    };
  },
  async run(work, { people: users, ...options }) {
    await check(work, users, options);
    const change: ChangeOfIds = { lines: [], notes: [], people: users, before: {}, after: {} };
    for (const user of users) {
      const changed = await giveConferenceId(work, user, await freeConferenceId(work));
      await followChange(work, user, changed);
      change.notes.push(
        ...(await queueNotices(work, changed, 'E2', options, { previousConferenceId: user.conferenceId })),
      );
      change.lines.push(conferenceIdLine(user, changed));
      change.before[user.upn] = user.conferenceId;
      change.after[user.upn] = changed.conferenceId;
    }
    return change;
  },
  undoes: async (work, row) =>
    (await peopleOf(work, row)).map((user) =>
      conferenceIdBack(user, row.after[user.upn], row.before[user.upn], user.conferenceId),
    ),
});

type ChangeOfIds = Change & Required<Pick<Change, 'notes' | 'before' | 'after'>>;

/** What a result card says of a new conference ID. */
export function conferenceIdLine(user: User, changed: User): Change['lines'][number] {
  return {
    person: user.displayName,
    what: message('done.conferenceId', { person: user.displayName }),
    facts: [
      { label: 'conferenceId', value: changed.conferenceId ?? '' },
      ...(user.conferenceId === null ? [] : [{ label: 'conferenceIdBefore', value: user.conferenceId }]),
    ],
  };
}

/** The step that gives somebody the ID back that they had, if the one that they got is still theirs. */
export function conferenceIdBack(user: User, left: unknown, before: unknown, now: string | null): Step {
  mustStillBe({ text: 'label.conferenceId' }, left, now);
  if (typeof before !== 'string' || before === '')
    throw new Refusal('undo-impossible', {
      operation: { text: 'operation.setConferenceId' },
      person: user.displayName,
    });
  return { operation: 'setConferenceId', input: { people: [user.upn], conferenceId: before } };
}

/** Everything that stands against a new ID. */
async function check(work: Work, users: readonly User[], options: SendOptions): Promise<void> {
  checkSendOptions(options);
  await checkEach(users, mustBeEnabled);
  if (work.settings.UseUniqueConferenceIds) throw new Refusal('dynamic-ids');
}
