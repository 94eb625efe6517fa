import type { Call } from '../../domain/call.ts';
import type { Conference, Meeting } from '../../domain/conference.ts';
import type { QuarantinedId } from '../../domain/conferenceId.ts';
import type { Calls, Conferences, Meetings, Quarantine } from '../../ports/tables.ts';
import type { Collections } from './collections.ts';
import { justAfter } from './moments.ts';
import { RecordTable } from './recordTable.ts';
import { byCodeUnits } from './sortedList.ts';

/** Conference IDs that somebody had, as a transaction sees them. */
export class QuarantineTable
  extends RecordTable<QuarantinedId, Collections['quarantine']>
  implements Quarantine
{
  async ofUser(userKey: string): Promise<QuarantinedId[]> {
    const found = this.collection.many(this.collection.indexes.user.find(userKey));
    return found.sort((one, other) => byCodeUnits(one.conferenceId, other.conferenceId));
  }
}

/** Meetings with an ID of their own, as a transaction sees them. */
export class MeetingsTable extends RecordTable<Meeting, Collections['meetings']> implements Meetings {
  async byConferenceId(conferenceId: string): Promise<Meeting | undefined> {
    const key = this.collection.indexes.conferenceId.find(conferenceId);
    return key === undefined ? undefined : this.collection.get(key);
  }

  async ofOrganizer(userKey: string): Promise<Meeting[]> {
    return this.collection.many(this.collection.indexes.organizer.find(userKey));
  }
}

/** Calls, as a transaction sees them. */
export class CallsTable extends RecordTable<Call, Collections['calls']> implements Calls {
  async due(now: Date, limit: number): Promise<Call[]> {
    return this.collection.many(this.collection.indexes.due.ascending(limit, '', justAfter(now)));
  }
}

/** Meetings that have callers, as a transaction sees them. */
export class ConferencesTable
  extends RecordTable<Conference, Collections['conferences']>
  implements Conferences
{
  async byRoom(room: string): Promise<Conference | undefined> {
    return this.collection.many(this.collection.indexes.room.find(room))[0];
  }

  async cardsDue(): Promise<Conference[]> {
    return this.collection.many(this.collection.indexes.cardsDue.ascending());
  }
}
