import { standingAddress } from '../domain/conversation.ts';
import { NOTICE_KINDS } from '../domain/notice.ts';
import { withdrawCards } from './asking/deciders.ts';
import { message, type Message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { isEnabled, namesOf, type User } from '../domain/user.ts';
import { guardOf } from './attending/pinTries.ts';
import { endMeetings, withholdConferenceId } from './conferenceIds.ts';
import { checkEach } from './enabledUser.ts';
import { people } from './field.ts';
import { mustLeaveAnAdmin } from './lastAdmin.ts';
import { invitationsFollow } from './migrating/invitationsFollow.ts';
import { followChange } from './migrating/queueMigration.ts';
import { queueNotices } from './notices.ts';
import type { SendOptions } from './sendOptions.ts';
import { ADMINS, operation, type Change, type Work } from './operation.ts';
import { supersede } from './waitingNotices.ts';

/** Mail and chat as the settings say. */
const AS_SET: SendOptions = {
  sendEmail: false,
  sendEmailToAddress: undefined,
  sendEmailFromAddress: undefined,
  sendEmailFromDisplayName: undefined,
};

/** Removes people, after a *Yes*: everything of theirs dies at once, and their ID goes into quarantine (rule 9, E4). */
export const removePerson = operation({
  name: 'removePerson',
  right: ADMINS,
  fields: { people: people() },
  form: ['people'],
  changes: true,
  undoes: 'undo-impossible',
  personal: true,
  async confirms(work, { people: users }) {
    await mayGo(work, users);
    return {
      title: message('question.removePerson', {
        person: namesOf(users),
      }),
      facts: users.map((user) => ({ label: 'upn', value: user.upn })),
      notes: [message('question.everythingDies'), ...invitationsFollow(work)],
    };
  },
  async run(work, { people: users }) {
    await mayGo(work, users);
    const change: Change & Required<Pick<Change, 'lines' | 'notes' | 'before'>> = {
      lines: [],
      notes: [],
      people: users,
      before: {},
      after: {},
    };
    for (const user of users) {
      const role = await work.tx.roles.of(user.key);
      change.before[user.upn] = recorded(user, role);
      change.notes.push(...(await endPerson(work, user)));
      change.lines.push({
        person: user.displayName,
        what: message('done.removePerson', { person: user.displayName }),
        facts:
          isEnabled(user) && user.conferenceId !== null
            ? [{ label: 'conferenceIdBefore', value: user.conferenceId }]
            : [],
      });
    }
    return change;
  },
});

/** Whoever has a role by the directory would be here again in a moment. */
async function mayGo(work: Work, users: readonly User[]): Promise<void> {
  await checkEach(users, (user) => {
    const role = work.house.directoryRoles.of(user.id);
    if (role === 'user') return;
    throw new Refusal('role-by-directory', { person: user.displayName, role: { text: `role.${role}` } });
  });
  await mustLeaveAnAdmin(work, users);
}

/** What is written down of somebody who goes: no secret. */
export function recorded(user: User, role: string) {
  const { displayName, licensed, provider, conferenceId, serviceNumber } = user;
  return { displayName, role, licensed, provider, conferenceId, serviceNumber };
}

/**
 * Ends everything of a person; whoever had conferencing is told, while it is still known how, unless there is nobody left to tell.
 * Returns what the admin should know.
 */
export async function endPerson(work: Work, user: User, tells = true): Promise<Message[]> {
  const { tx } = work;
  await supersede(tx, user.key, NOTICE_KINDS, 'disabled');
  await closeAsks(work, user);
  await followChange(work, user, null);
  const isTold = tells && isEnabled(user);
  const notes = isTold ? await queueNotices(work, user, 'E4', AS_SET) : [];
  if (isTold) await addressNotices(work, user);
  await withholdConferenceId(work, user);
  await endMeetings(work, user);
  await tx.roles.put(user.key, 'user');
  await tx.conversations.delete(user.key);
  await tx.users.delete(user.key);
  await tx.pinGuards.delete(guardOf(user.key));
  return notes;
}

/** What they asked for has nobody to be done for any more. */
async function closeAsks(work: Work, user: User): Promise<void> {
  const { tx, actor, now } = work;
  const decided = {
    state: 'refused',
    decidedBy: actor.user.displayName,
    decidedAt: now.toISOString(),
  } as const;
  for (const ask of await tx.asks.waiting()) {
    if (ask.askerKey !== user.key) continue;
    await tx.asks.put({ ...ask, ...decided, cardsDue: true });
    await withdrawCards(work, ask.id);
  }
}

/** Nobody will know where to reach the person when their notice is sent: it carries that itself. What cannot go out at all is not kept. */
async function addressNotices(work: Work, user: User): Promise<void> {
  const { tx } = work;
  const address = standingAddress(await tx.conversations.get(user.key));
  const rows = await tx.outbox.ofCorrelation(work.correlationId);
  for (const row of rows.filter((one) => one.userKey === user.key)) {
    if (row.channel === 'mail') await tx.outbox.put({ ...row, to: row.to ?? user.email });
    else if (address !== null || user.id !== null)
      await tx.outbox.put({ ...row, chat: { address, objectId: user.id } });
    else await tx.outbox.delete(row.id);
  }
}
