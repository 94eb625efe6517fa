import type { User } from '../../domain/user.ts';
import { freeConferenceId } from '../conferenceIds.ts';
import type { Gate } from '../operation.ts';
import { sourceWork } from '../sourceRecord.ts';

/** The conference ID of a meeting of somebody's calendar, with dynamic IDs: made at the first time, and the same ever after. */
export function giveOwnId({ store, house, clock }: Gate, organizer: User, event: string): Promise<string> {
  return store.transaction(async (tx) => {
    const known = (await tx.meetings.ofOrganizer(organizer.key)).find((one) => one.event === event);
    if (known) return known.conferenceId;
    const work = await sourceWork('calendar', tx, house, clock.now());
    const conferenceId = await freeConferenceId(work);
    await tx.meetings.put({
      id: house.random.uuid(),
      organizerKey: organizer.key,
      conferenceId,
      title: '',
      createdAt: work.now.toISOString(),
      event,
    });
    return conferenceId;
  });
}
