import { isEnabled, numbersOf, type User } from '../domain/user.ts';
import { endMeetings, freeConferenceId, giveConferenceId, withholdConferenceId } from './conferenceIds.ts';
import { becomesEnabled, type PersonDraft } from './importPerson.ts';
import { followChange } from './migrating/queueMigration.ts';
import { newPin } from './newPin.ts';
import { queueNotices } from './notices.ts';
import type { SendOptions } from './sendOptions.ts';
import type { Work } from './operation.ts';
import { cancelNotices, supersede, wakeMails } from './waitingNotices.ts';

/** What an import tells, and which conference IDs it must not give at random. */
export interface Writing {
  notify: boolean;
  claimedIds: ReadonlySet<string>;
}

/** What became of a person. */
export interface Written {
  before: User | null;
  after: User;
  /** Somebody who became enabled, and whom no notice could reach: they have no PIN yet. */
  untold: boolean;
}

/** No wishes beyond the settings. */
const AS_SET: SendOptions = {
  sendEmail: false,
  sendEmailToAddress: undefined,
  sendEmailFromAddress: undefined,
  sendEmailFromDisplayName: undefined,
};

/** Writes a person down: ID and PIN follow licence and provider (rules 8 and 9), and notices go out if asked for. */
export async function writePerson(work: Work, draft: PersonDraft, writing: Writing): Promise<Written> {
  const { before } = draft;
  const settled = isEnabled(draft.after)
    ? await withConferenceId(work, draft, writing)
    : await withoutConferencing(work, draft);
  // Whoever was given an ID is written already.
  const given = isEnabled(settled) && settled.conferenceId !== draft.after.conferenceId;
  if (!given && (!before || changedFields(before, settled).length > 0)) await work.tx.users.put(settled);
  if (before && coordinatesDiffer(before, settled))
    await supersede(work.tx, before.key, ['E2'], 'newer-details');
  // Who comes new has no meetings here that anybody was invited to.
  if (before) await followChange(work, before, settled);
  if (before && gotMailbox(before, settled)) await wakeMails(work.tx, settled.key, work.now);
  return writing.notify ? tell(work, draft, settled) : { before, after: settled, untold: false };
}

/** The fields in which two states of a person differ. */
export function changedFields(before: User, after: User): (keyof User)[] {
  const fields = Object.keys(after) as (keyof User)[];
  return fields.filter(
    (field) =>
      before[field] !== after[field] && JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
}

/** An enabled person has the ID that the file gives, else the one they have, else a free one; none with dynamic IDs (rule 7). */
async function withConferenceId(
  work: Work,
  { cells, after }: PersonDraft,
  { claimedIds }: Writing,
): Promise<User> {
  const wanted = cells.conferenceId ?? after.conferenceId;
  if (wanted === null && work.settings.UseUniqueConferenceIds) return after;
  const conferenceId = wanted ?? (await unclaimedId(work, claimedIds));
  return conferenceId === after.conferenceId ? after : giveConferenceId(work, after, conferenceId);
}

/** A random ID that no row of the files asks for either. */
async function unclaimedId(work: Work, claimedIds: ReadonlySet<string>): Promise<string> {
  for (;;) {
    const candidate = await freeConferenceId(work);
    if (!claimedIds.has(candidate)) return candidate;
  }
}

/** Somebody who is not enabled has neither ID nor PIN, and nothing that waits for them is true any more (rule 9). */
async function withoutConferencing(work: Work, { before, after }: PersonDraft): Promise<User> {
  if (!before || !isEnabled(before)) return after;
  await withholdConferenceId(work, before);
  await endMeetings(work, before);
  await cancelNotices(work.tx, before.key);
  return { ...after, conferenceId: null, pin: null };
}

/** E1 with a PIN, E2 or E4, whichever the change calls for. */
async function tell(work: Work, draft: PersonDraft, after: User): Promise<Written> {
  const { before } = draft;
  if (becomesEnabled(draft)) return tellEnabled(work, before, after);
  if (before && isEnabled(before)) {
    const previousConferenceId = before.conferenceId === after.conferenceId ? null : before.conferenceId;
    if (!isEnabled(after)) await queueNotices(work, after, 'E4', AS_SET);
    else if (coordinatesDiffer(before, after))
      await queueNotices(work, after, 'E2', AS_SET, { previousConferenceId });
  }
  return { before, after, untold: false };
}

/** A PIN is made only for who will learn it. */
async function tellEnabled(work: Work, before: User | null, after: User): Promise<Written> {
  if (!reachable(work, after)) return { before, after, untold: true };
  await supersede(work.tx, after.key, ['E4'], 'newer-details');
  const { pin, stored } = newPin(work, after);
  const withPin = { ...after, pin: stored };
  await work.tx.users.put(withPin);
  await queueNotices(work, withPin, 'E1', AS_SET, { pin });
  return { before, after: withPin, untold: false };
}

/** Whether a notice has any way to a person, by the settings. */
function reachable(work: Work, user: User): boolean {
  const { NotifyUsersInChat, AutomaticallySendEmailsToUsers } = work.settings;
  const hasMailbox = user.hasMailbox && user.email !== null;
  return NotifyUsersInChat || (AutomaticallySendEmailsToUsers && hasMailbox && work.house.mailAvailable);
}

function coordinatesDiffer(before: User, after: User): boolean {
  return before.conferenceId !== after.conferenceId || numbersOf(before).join() !== numbersOf(after).join();
}

/** Whether somebody can be written to by mail who could not, or at another address. */
export function gotMailbox(before: User, after: User): boolean {
  const hasMailbox = (user: User) => user.hasMailbox && user.email !== null;
  return hasMailbox(after) && (!hasMailbox(before) || before.email !== after.email);
}
