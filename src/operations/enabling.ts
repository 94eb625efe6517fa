import { message, type Message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import { isEnabled, isThirdParty, MICROSOFT, thirdPartyRecordsOf, type User } from '../domain/user.ts';
import type { Fact } from '../domain/view.ts';
import { button } from './buttons.ts';
import { Bridges } from './bridges.ts';
import { endMeetings, freeConferenceId, giveConferenceId, withholdConferenceId } from './conferenceIds.ts';
import { invitationsFollow } from './migrating/invitationsFollow.ts';
import { followChange } from './migrating/queueMigration.ts';
import { newPin } from './newPin.ts';
import { queueNotices } from './notices.ts';
import { checkPinAddress, checkPinIsSeen, type SendOptions } from './sendOptions.ts';
import type { Change, Confirmation, Work } from './operation.ts';
import { mayReplace, notReplaced, recorded, recordsText, withoutThirdParties } from './providers.ts';
import { cancelNotices, supersede } from './waitingNotices.ts';

/** What happens to the people of one command, gathered for the result card and the record. */
export type Gathered = Change &
  Required<Pick<Change, 'notes' | 'people' | 'before' | 'after' | 'pinCards' | 'buttons'>>;

/** Nothing has happened yet. */
export function gathering(people: User[]): Gathered {
  return { lines: [], notes: [], people, before: {}, after: {}, pinCards: [], buttons: [] };
}

/** Says what happened to a person, and records in what they differ now; the provider that was replaced can be restored. */
export function gather(
  gathered: Gathered,
  before: User,
  after: User,
  what: string,
  facts: Fact[] = [],
): void {
  const person = before.displayName;
  gathered.lines.push({ person, what: message(what, { person, provider: after.provider }), facts });
  const [was, is] = [recordedState(before), recordedState(after)];
  const changed = Object.keys(is).filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
  if (changed.length === 0) return;
  gathered.before[before.upn] = Object.fromEntries(changed.map((name) => [name, was[name]]));
  gathered.after[before.upn] = Object.fromEntries(changed.map((name) => [name, is[name]]));
  if (!isThirdParty(before) || after.replacedProviders.at(-1) === before.replacedProviders.at(-1)) return;
  gathered.notes.push(message('note.replacedKept', { person, provider: before.provider }));
  const title = message('button.restoreProvider', { provider: before.provider });
  gathered.buttons.push(
    button('restoreProvider', { people: [before.upn], name: before.provider }, { title }),
  );
}

/** Everything that stands against enabling a person: their licence aside, which some commands give. */
export async function checkMayEnable(
  work: Work,
  user: User,
  options: SendOptions,
  replaces: boolean,
): Promise<void> {
  if (isEnabled(user)) return;
  if (isThirdParty(user) && !mayReplace(work, replaces)) throw notReplaced(user);
  checkPinAddress(work, user, options);
  checkPinIsSeen(work, user, options);
  const { bridge, serviceNumber } = await placeOf(work, user);
  if (serviceNumber === null)
    throw new Refusal('no-number-to-give', { person: user.displayName, bridge: bridge ?? '–' });
}

/**
 * Puts a person on the organisation's own bridge, with a licence: a fresh ID (none with dynamic IDs), a PIN, a default number
 * of their country, and E1. Their third parties are kept (rule 8). `ownId` is one that they had, and that was looked at.
 */
export async function turnOn(
  work: Work,
  user: User,
  options: SendOptions,
  gathered: Gathered,
  ownId?: string,
): Promise<User> {
  const placed: User = {
    ...withoutThirdParties(work, user),
    ...(await placeOf(work, user)),
    licensed: true,
    provider: MICROSOFT,
    informedAt: null,
    allowPstnOnlyMeetings: work.settings.AllowPSTNOnlyMeetingsByDefault,
  };
  const withId = work.settings.UseUniqueConferenceIds
    ? placed
    : await giveConferenceId(work, placed, ownId ?? (await freeConferenceId(work)));
  const { pin, stored } = newPin(work, withId);
  const enabled = { ...withId, pin: stored };
  await work.tx.users.put(enabled);
  await followChange(work, user, enabled);
  // What somebody has not heard yet of having been disabled is no longer so.
  await supersede(work.tx, user.key, ['E4'], 'newer-details');
  gathered.notes.push(...(await queueNotices(work, enabled, 'E1', options, { pin })));
  gathered.pinCards.push({ person: user.displayName, userKey: user.key, pin });
  gather(gathered, user, enabled, 'done.enabled', newDetails(work, enabled));
  return enabled;
}

/**
 * Makes a person what `target` says, who is no longer enabled then: ID and PIN are dead at once, the ID goes into quarantine,
 * what waits is cancelled, and E4 goes out (rules 9 and 13). Whoever was not enabled before is told nothing.
 */
export async function turnOff(
  work: Work,
  user: User,
  target: User,
  options: SendOptions,
): Promise<{ changed: User; notes: Message[] }> {
  const changed: User = { ...target, conferenceId: null, pin: null };
  await work.tx.users.put(changed);
  await followChange(work, user, changed);
  if (!isEnabled(user)) return { changed, notes: [] };
  await withholdConferenceId(work, user);
  await endMeetings(work, user);
  await cancelNotices(work.tx, user.key);
  return { changed, notes: await queueNotices(work, changed, 'E4', options) };
}

/** The question before something is destroyed: whose ID dies, and whose third-party records go. */
export function lossConfirmation(work: Work, title: Message, users: readonly User[]): Confirmation {
  const enabled = users.filter(isEnabled);
  const replaced = users.filter((user) => thirdPartyRecordsOf(user).length > 0);
  return {
    title,
    facts: [
      ...enabled.map((user) => ({
        label: 'conferenceIdNow',
        value: `${user.displayName}: ${user.conferenceId ?? '–'}`,
      })),
      ...replaced.map((user) => ({
        label: 'thirdPartyNow',
        value: `${user.displayName}: ${recordsText(user)}`,
      })),
    ],
    notes: [
      ...(enabled.length > 0 ? [message('question.disableMeans'), ...invitationsFollow(work)] : []),
      ...(replaced.length > 0 ? [message('question.replaceMeans')] : []),
    ],
  };
}

/** The bridge and the default number of somebody who is enabled: what they had, if that is still there, else what fits their country. */
async function placeOf(
  work: Work,
  user: User,
): Promise<Pick<User, 'bridge' | 'serviceNumber' | 'tollFreeServiceNumber'>> {
  const bridges = await Bridges.of(work.tx);
  const bridge =
    user.bridge !== null && bridges.has(user.bridge) ? user.bridge : bridges.bridgeFor(user.serviceNumber);
  const kept = (e164: string | null, type: 'toll' | 'toll-free') => {
    const number = e164 === null ? undefined : bridges.number(e164);
    const isGood = number?.type === type && number.bridge === bridge && !number.retiring;
    return isGood ? number.number : null;
  };
  return {
    bridge,
    serviceNumber: kept(user.serviceNumber, 'toll') ?? bridges.numberFor(bridge, user.country),
    tollFreeServiceNumber: kept(user.tollFreeServiceNumber, 'toll-free'),
  };
}

/** What an admin should see of somebody who was just enabled. */
function newDetails(work: Work, user: User): Fact[] {
  return [
    {
      label: 'conferenceId',
      value: work.settings.UseUniqueConferenceIds ? message('text.dynamicId') : (user.conferenceId ?? '–'),
    },
    {
      label: 'serviceNumber',
      value: user.serviceNumber === null ? '–' : formatPhoneNumber(user.serviceNumber),
    },
  ];
}

/** What the history tells of a person's licence and provider. */
function recordedState(user: User): Record<string, unknown> {
  return {
    licensed: user.licensed,
    provider: user.provider,
    conferenceId: user.conferenceId,
    serviceNumber: user.serviceNumber,
    allowPstnOnlyMeetings: user.allowPstnOnlyMeetings,
    thirdParties: thirdPartyRecordsOf(user).map(recorded),
  };
}
