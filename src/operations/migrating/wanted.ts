import type { Language } from '../../domain/language.ts';
import type { MeetingMigration } from '../../domain/meetingMigration.ts';
import { languageOfUser } from '../../domain/user.ts';
import type { Invitation, PlannedMeeting } from '../../ports/calendar.ts';
import type { Transaction } from '../../ports/store.ts';
import type { Gate } from '../operation.ts';
import { withDialIn, type BlockChange, type BlockWords } from '../inviting/dialInBlock.ts';
import { detailsOf } from '../inviting/dialInDetails.ts';
import type { Wanted } from './lookThrough.ts';
import { giveOwnId } from './ownIds.ts';

/** Stands for an ID that is still to be made, where none is to be: every ID of a meeting differs from it. */
const SOME_ID = '0000000';

/**
 * What a person's invitations are to say, as the person is at this moment. With dynamic IDs each meeting keeps its own, or gets one
 * when its invitation is to be changed; `counting` makes none.
 */
export async function wantedOf(
  gate: Gate,
  words: Readonly<Record<Language, BlockWords>>,
  { userKey, upn, objectId, previous, had }: MeetingMigration,
  counting: boolean,
): Promise<Wanted> {
  const { user, settings, own, ids } = await knownOf(gate, userKey, previous.conferenceIds);
  const details = user ? detailsOf(user, settings) : null;
  const changeOf = (meeting: PlannedMeeting): BlockChange => ({
    ids,
    details,
    words,
    append: !had && meeting.isOnline && user ? languageOfUser(user) : null,
  });

  /** The ID of a meeting that has its own; undefined where it has none and gets none. */
  async function ownIdFor(meeting: PlannedMeeting, invitation: Invitation, change: BlockChange) {
    const digits = invitation.body.replace(/\D/g, '');
    const known =
      own.find(({ event }) => event === meeting.id) ??
      own.find(
        ({ conferenceId }) => digits.includes(conferenceId) && hasBlockOf(invitation, conferenceId, change),
      );
    if (known) return known.conferenceId;
    if (counting) return SOME_ID;
    const given = await giveOwnId(gate, userKey, meeting.id);
    // Meetings of one series that have a text of their own have the ID of the series.
    if (given) own.push(given);
    if (given) ids.push(given.conferenceId);
    return given?.conferenceId;
  }

  return {
    owner: { objectId: user?.id ?? objectId, upn: user?.upn ?? upn },
    now: gate.clock.now(),
    async changeFor(meeting, invitation) {
      const change = changeOf(meeting);
      if (!details || !user || !settings.UseUniqueConferenceIds || details.conferenceId !== null)
        return change;
      const withId = (conferenceId: string) => ({ ...change, details: { ...details, conferenceId } });
      const trial = withId(SOME_ID);
      // What has no block and gets none needs no ID.
      if (withDialIn(invitation, trial).body === invitation.body) return trial;
      const id = await ownIdFor(meeting, invitation, change);
      return id === undefined ? { ...change, details: null } : withId(id);
    },
  };
}

/** What is known of a person now, and the IDs that any invitation of theirs may have: none that somebody else has got meanwhile. */
function knownOf({ store }: Gate, userKey: string, before: readonly string[]) {
  return store.transaction(async (tx) => {
    const user = await tx.users.get(userKey);
    const own = await tx.meetings.ofOrganizer(userKey);
    const had = (await tx.quarantine.ofUser(userKey)).map(({ conferenceId }) => conferenceId);
    const ids = own.map(({ conferenceId }) => conferenceId);
    if (user?.conferenceId) ids.push(user.conferenceId);
    for (const id of new Set([...before, ...had])) if (!(await isOfAnother(tx, userKey, id))) ids.push(id);
    return { user, own, ids, settings: await tx.settings.get() };
  });
}

/** Whether an ID is by now somebody else's, or was that last. */
async function isOfAnother(tx: Transaction, userKey: string, id: string): Promise<boolean> {
  const owners = [
    (await tx.users.byConferenceId(id))?.key,
    (await tx.meetings.byConferenceId(id))?.organizerKey,
    (await tx.quarantine.get(id))?.userKey,
  ];
  return owners.some((owner) => owner !== undefined && owner !== userKey);
}

/** Whether an invitation has the block of an ID. */
function hasBlockOf(invitation: Invitation, id: string, change: BlockChange): boolean {
  const blocks = (ids: string[]) => withDialIn(invitation, { ...change, ids, details: null }).found;
  return blocks([id]) > blocks([]);
}
