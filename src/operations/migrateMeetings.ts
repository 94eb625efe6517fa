import { message } from '../domain/message.ts';
import { isUnderWay } from '../domain/meetingMigration.ts';
import { Refusal } from '../domain/refusal.ts';
import type { User } from '../domain/user.ts';
import { button } from './buttons.ts';
import { checkEach } from './enabledUser.ts';
import { choice, people } from './field.ts';
import { startNow } from './migrating/queueMigration.ts';
import { ADMINS, operation, type Change, type Work } from './operation.ts';

/** Puts the dial-in details that people have now into the invitations of their future meetings, without waiting any longer. */
export const migrateMeetings = operation({
  name: 'migrateMeetings',
  cmdlet: { name: 'Start-CsExMeetingMigration' },
  right: ADMINS,
  fields: {
    people: people(),
    // There is one kind of meetings here, and all of them are meant.
    sourceMeetingType: choice(['All', 'SfB', 'Teams'], 'SourceMeetingType'),
    targetMeetingType: choice(['Current', 'Teams'], 'TargetMeetingType'),
  },
  form: ['people'],
  changes: true,
  // With new details in the same command, it is about those.
  afterOthers: true,
  personal: true,
  each: mustHaveCalendar,
  async run(work, { people: users }): Promise<Change> {
    await checkEach(users, (user) => mustHaveCalendar(work, user));
    const lines: Change['lines'] = [];
    for (const user of users) {
      const known = await work.tx.migrations.get(user.key);
      await startNow(work, user);
      const what = known && isUnderWay(known) ? 'done.migrateMeetingsNow' : 'done.migrateMeetings';
      lines.push({
        person: user.displayName,
        what: message(what, { person: user.displayName }),
        facts: [],
      });
    }
    const one = users.length === 1 ? { people: users.map(({ upn }) => upn) } : {};
    return { lines, people: users, buttons: [button('meetingMigrations', one)] };
  },
});

/** Refuses where there is no calendar to change anything in. */
export function mustHaveCalendar({ house }: Work, user: User): void {
  if (!house.calendar) throw new Refusal('no-calendar');
  if (!user.hasMailbox) throw new Refusal('calendar-no-mailbox', { person: user.displayName });
}
