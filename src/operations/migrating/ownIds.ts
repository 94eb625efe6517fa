import type { Meeting } from '../../domain/conference.ts';
import { isEnabled } from '../../domain/user.ts';
import { freeConferenceId } from '../conferenceIds.ts';
import type { Gate } from '../operation.ts';
import { sourceWork } from '../sourceRecord.ts';

/**
 * A meeting of somebody's calendar with the conference ID of its own that it has with dynamic IDs: made at the first time, and the same
 * ever after. Undefined where the organizer's meetings cannot be called any more, or have the organizer's ID.
 */
export function giveOwnId(
  { store, house, clock }: Gate,
  userKey: string,
  event: string,
): Promise<Meeting | undefined> {
  return store.transaction(async (tx) => {
    const known = (await tx.meetings.ofOrganizer(userKey)).find((one) => one.event === event);
    if (known) return known;
    const organizer = await tx.users.get(userKey);
    const work = await sourceWork('calendar', tx, house, clock.now());
    if (!organizer || !isEnabled(organizer) || !work.settings.UseUniqueConferenceIds) return undefined;
    const meeting = {
      id: house.random.uuid(),
      organizerKey: userKey,
      conferenceId: await freeConferenceId(work),
      title: '',
      createdAt: work.now.toISOString(),
      event,
    };
    await tx.meetings.put(meeting);
    return meeting;
  });
}
