import { greaterRole, includesRole } from '../domain/actor.ts';
import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import type { User } from '../domain/user.ts';
import { checkEach, mustBeEnabled } from './enabledUser.ts';
import { people } from './field.ts';
import { newPin } from './newPin.ts';
import { queueNotices } from './notices.ts';
import {
  checkPinAddress,
  checkPinIsSeen,
  checkSendOptions,
  SEND_FIELDS,
  type SendOptions,
} from './sendOptions.ts';
import { operation, type Change, type Work } from './operation.ts';
import { supersede } from './waitingNotices.ts';

/** Gives people new PINs: each is shown once to who asked, and told to the person (rules 1–4, E3). */
export const resetPin = operation({
  name: 'resetPin',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingUser', trigger: 'ResetLeaderPin' },
  right: { role: 'helpDesk', ownRefusal: 'pin-own', selfIf: 'AllowSelfServicePinReset' },
  fields: { people: people(), ...SEND_FIELDS },
  form: ['people', 'sendEmailToAddress'],
  changes: true,
  makesPins: () => true,
  afterOthers: true,
  personal: true,
  each: checkMayReset,
  undoes: 'undo-pin',
  async run(work, { people: users, ...options }) {
    checkSendOptions(options);
    await checkEach(users, (user) => checkMayReset(work, user, options));
    const change: Change & Required<Pick<Change, 'notes' | 'pinCards'>> = {
      lines: [],
      notes: [],
      people: users,
      pinCards: [],
    };
    for (const user of users) {
      const { pin, stored } = newPin(work, user);
      const changed = { ...user, pin: stored };
      await work.tx.users.put(changed);
      await supersede(work.tx, user.key, ['E3'], 'newer-pin');
      change.notes.push(...(await queueNotices(work, changed, 'E3', options, { pin })));
      change.lines.push({
        person: user.displayName,
        what: message('done.resetPin', { person: user.displayName }),
        facts: [],
      });
      change.pinCards.push({ person: user.displayName, userKey: user.key, pin });
    }
    return change;
  },
});

/** Nobody has a PIN of ours without being enabled (rule 10); help desk may not touch an admin's PIN; nobody may make a PIN that nobody would get to see (rules 3 and 12). */
async function checkMayReset(work: Work, user: User, options: SendOptions): Promise<void> {
  mustBeEnabled(user);
  const isOwn = user.key === work.actor.user.key;
  if (!isOwn && !includesRole(work.actor.role, 'admin')) await mustBeNoAdmin(work, user);
  checkPinAddress(work, user, options);
  checkPinIsSeen(work, user, options);
}

/** An admin is one by the last word of the directory too, however old that is: silence takes away no protection. */
async function mustBeNoAdmin({ tx, house }: Work, user: User): Promise<void> {
  const person = user.displayName;
  const byDirectory = house.directoryRoles.lastKnownOf(user.id);
  if (byDirectory === undefined) throw new Refusal('roles-unknown', { person });
  const role = greaterRole(await tx.roles.of(user.key), byDirectory);
  if (includesRole(role, 'admin')) throw new Refusal('pin-of-admin', { person });
}
