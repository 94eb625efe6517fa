import type { Language } from '../../domain/language.ts';
import type { MeetingMigration } from '../../domain/meetingMigration.ts';
import { languageOfUser } from '../../domain/user.ts';
import type { Invitation, PlannedMeeting } from '../../ports/calendar.ts';
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
  { userKey, upn, objectId, previous, adds }: MeetingMigration,
  counting: boolean,
): Promise<Wanted> {
  const { user, settings, own, ids } = await knownOf(gate, userKey);
  const details = user ? detailsOf(user, settings) : null;
  const changeOf = (meeting: PlannedMeeting): BlockChange => ({
    ids: [...previous.conferenceIds, ...ids],
    details,
    words,
    append: adds && meeting.isOnline && user ? languageOfUser(user) : null,
  });

  async function ownIdFor(meeting: PlannedMeeting, invitation: Invitation, change: BlockChange) {
    const found = own.find(({ event }) => event === meeting.id)?.conferenceId;
    const standing =
      found ?? own.find(({ conferenceId }) => hasBlockOf(invitation, conferenceId, change))?.conferenceId;
    if (standing !== undefined) return standing;
    return counting || !user ? SOME_ID : giveOwnId(gate, user, meeting.id);
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
      return withId(await ownIdFor(meeting, invitation, change));
    },
  };
}

/** What is known of a person now, and the IDs that any invitation of theirs may have. */
function knownOf({ store }: Gate, userKey: string) {
  return store.transaction(async (tx) => {
    const user = await tx.users.get(userKey);
    const own = await tx.meetings.ofOrganizer(userKey);
    const all = [...(await tx.quarantine.ofUser(userKey)), ...(user ? [user] : []), ...own];
    const ids = all.map(({ conferenceId }) => conferenceId).filter((id) => id !== null);
    return { user, own, ids, settings: await tx.settings.get() };
  });
}

/** Whether an invitation has the block of an ID. */
function hasBlockOf(invitation: Invitation, id: string, change: BlockChange): boolean {
  const blocks = (ids: string[]) => withDialIn(invitation, { ...change, ids, details: null }).found;
  return blocks([id]) > blocks([]);
}
