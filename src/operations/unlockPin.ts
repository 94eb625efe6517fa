import { freshGuard, isLocked } from '../calls/pinGuard.ts';
import { message } from '../domain/message.ts';
import { guardOf } from './attending/pinTries.ts';
import { checkEach, mustBeEnabled } from './enabledUser.ts';
import { people } from './field.ts';
import { ADMINS, operation, type Change } from './operation.ts';

/** Lets PINs be tried on the telephone again that were locked because they were guessed at; the wrong tries are forgotten. */
export const unlockPin = operation({
  name: 'unlockPin',
  right: ADMINS,
  fields: { people: people() },
  form: ['people'],
  under: 'resetPin',
  changes: true,
  personal: true,
  each: (_work, user) => mustBeEnabled(user),
  async run(work, { people: users }): Promise<Change> {
    await checkEach(users, mustBeEnabled);
    const change: Change & Required<Pick<Change, 'lines' | 'before'>> = {
      lines: [],
      people: users,
      before: {},
    };
    for (const user of users) {
      const key = guardOf(user.key);
      const guard = (await work.tx.pinGuards.get(key)) ?? freshGuard(key);
      const locked = isLocked(guard, work.now);
      await work.tx.pinGuards.delete(key);
      change.before[user.upn] = { locked, wrong: guard.total };
      change.lines.push({
        person: user.displayName,
        what: message(locked ? 'done.unlockPin' : 'done.notLocked', { person: user.displayName }),
        facts: [{ label: 'wrongPins', value: String(guard.total) }],
      });
    }
    return change;
  },
  undoes: 'undo-impossible',
});
