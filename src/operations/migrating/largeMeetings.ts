import { shortMoment } from '../../domain/day.ts';
import { message, type Message } from '../../domain/message.ts';
import type { MeetingMigration } from '../../domain/meetingMigration.ts';
import { formatPhoneNumber } from '../../domain/phoneNumber.ts';
import type { Fact } from '../../domain/view.ts';
import type { Transaction } from '../../ports/store.ts';
import { button } from '../buttons.ts';
import { detailsOf } from '../inviting/dialInDetails.ts';
import { queueCard } from '../notices.ts';
import { sourceWork } from '../sourceRecord.ts';
import type { Gate } from '../operation.ts';

/** Tells an organizer which of their meetings were left because too many people are invited, and what to write into them. */
export async function tellOfLarge(
  tx: Transaction,
  { house }: Gate,
  now: Date,
  { userKey, large, counts }: MeetingMigration,
): Promise<void> {
  const organizer = await tx.users.get(userKey);
  if (!organizer || large.length === 0) return;
  const work = await sourceWork('calendar', tx, house, now);
  if (!work.settings.NotifyUsersInChat) return;
  // Without the passcode of a third party: notices hold secrets only sealed.
  const details = detailsOf(organizer, work.settings);
  const meetings: Fact[] = large.map((meeting) => ({ label: 'meeting', value: meetingOf(meeting) }));
  const numbers = (details?.numbers ?? []).map((number) => formatPhoneNumber(number));
  await queueCard(work, organizer, 'migration', {
    about: work.correlationId,
    view: {
      kind: 'facts',
      title: message('migration.large', { count: counts.large }),
      facts: [
        ...meetings,
        ...numbers.map((value) => ({ label: 'serviceNumber', value })),
        ...(details?.conferenceId ? [{ label: 'conferenceId', value: details.conferenceId }] : []),
      ],
      notes: [
        message(details ? 'migration.largeReplace' : 'migration.largeRemove'),
        // Each meeting has an ID of its own then, and nobody has given one to these.
        ...(details?.conferenceId === null ? [message('migration.largeOwnId')] : []),
      ],
      cmdlet: null,
      buttons: details ? [button('myInfo', {})] : [],
    },
  });
}

function meetingOf({ attendees, endsAt }: MeetingMigration['large'][number]): Message {
  if (endsAt === null) return message('migration.largeSeries', { attendees });
  return message('migration.largeMeeting', { attendees, end: shortMoment(endsAt) });
}
