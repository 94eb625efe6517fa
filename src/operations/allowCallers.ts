import type { AuditRow } from '../domain/audit.ts';
import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Step } from '../domain/request.ts';
import type { User } from '../domain/user.ts';
import { checkEach, mustBeEnabled } from './enabledUser.ts';
import { needed, people, toggle } from './field.ts';
import { ADMINS, operation, type Change, type Work } from './operation.ts';
import { yesNo } from './personFacts.ts';
import { peopleOf } from './rowPeople.ts';
import { mustStillBe } from './undoing.ts';

/** Lets callers start the meetings of people, or leaves that to the organizer with star and PIN. */
export const allowCallers = operation({
  name: 'allowCallers',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingUser', trigger: 'AllowPSTNOnlyMeetings' },
  right: ADMINS,
  fields: { people: people(), allowed: needed(toggle('AllowPSTNOnlyMeetings')) },
  form: ['people', 'allowed'],
  changes: true,
  personal: true,
  each: (_work, user) => mustBeEnabled(user),
  hasAlready: (user, { allowed }) => user.allowPstnOnlyMeetings === allowed,
  async run(work, { people: users, allowed }) {
    await checkEach(users, mustBeEnabled);
    const change: Change & Required<Pick<Change, 'lines' | 'before' | 'after'>> = {
      lines: [],
      people: users,
      before: {},
      after: {},
    };
    for (const user of users) {
      if (user.allowPstnOnlyMeetings !== allowed)
        await work.tx.users.put({ ...user, allowPstnOnlyMeetings: allowed });
      change.lines.push(lineOf(user, allowed));
      change.before[user.upn] = user.allowPstnOnlyMeetings;
      change.after[user.upn] = allowed;
    }
    return change;
  },
  undoes: back,
});

/** What a result card says; also that nothing had to be done. */
function lineOf(user: User, allowed: boolean): Change['lines'][number] {
  const same = user.allowPstnOnlyMeetings === allowed;
  return {
    person: user.displayName,
    what: message(`done.callers${allowed ? 'Allowed' : 'Disallowed'}`, { person: user.displayName }),
    facts: [{ label: 'before', value: same ? message('text.already') : yesNo(user.allowPstnOnlyMeetings) }],
  };
}

/** Everybody as they were before. */
async function back(work: Work, row: AuditRow): Promise<Step[]> {
  const users = await peopleOf(work, row);
  return [true, false].flatMap((allowed) => {
    const named = users.filter((user) => row.before[user.upn] === allowed);
    for (const user of named)
      mustStillBe({ text: 'label.allowPstnOnlyMeetings' }, row.after[user.upn], user.allowPstnOnlyMeetings);
    if (users.some((user) => typeof row.before[user.upn] !== 'boolean')) throw new Refusal('undo-nothing');
    const input = { people: named.map((user) => user.upn), allowed };
    return named.length === 0 ? [] : [{ operation: 'allowCallers', input }];
  });
}
