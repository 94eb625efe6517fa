import type { Language } from '../../domain/language.ts';
import type { MeetingMigration } from '../../domain/meetingMigration.ts';
import { languageOfUser } from '../../domain/user.ts';
import type { Invitation, PlannedMeeting } from '../../ports/calendar.ts';
import type { Gate } from '../operation.ts';
import { withDialIn, type BlockChange, type BlockWords } from './dialInBlock.ts';
import { detailsOf } from './dialInDetails.ts';
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
  const { user, settings, own, had } = await gate.store.transaction(async (tx) => ({
    user: await tx.users.get(userKey),
    settings: await tx.settings.get(),
    own: await tx.meetings.ofOrganizer(userKey),
    had: await tx.quarantine.ofUser(userKey),
  }));
  const details = user ? detailsOf(user, settings) : null;
  const ownIds = own.map(({ conferenceId }) => conferenceId);
  const ids = [
    ...previous.conferenceIds,
    ...had.map(({ conferenceId }) => conferenceId),
    ...(user?.conferenceId ? [user.conferenceId] : []),
    ...ownIds,
  ];
  const changeOf = (meeting: PlannedMeeting): BlockChange => ({
    ids,
    details,
    words,
    append: adds && meeting.isOnline && user ? languageOfUser(user) : null,
  });

  async function ownIdFor(meeting: PlannedMeeting, invitation: Invitation, change: BlockChange) {
    const found = own.find(({ event }) => event === meeting.id)?.conferenceId;
    const standing = found ?? ownIds.find((id) => hasBlockOf(invitation, id, change));
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

/** Whether an invitation has the block of an ID. */
function hasBlockOf(invitation: Invitation, id: string, change: BlockChange): boolean {
  const blocks = (ids: string[]) => withDialIn(invitation, { ...change, ids, details: null }).found;
  return blocks([id]) > blocks([]);
}
