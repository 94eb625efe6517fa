import type { Call } from '../../domain/call.ts';
import type { Conference, Meeting } from '../../domain/conference.ts';
import type { QuarantinedId } from '../../domain/conferenceId.ts';
import type { Calls, Conferences, Meetings, Quarantine } from '../../ports/tables.ts';
import { FORMS } from './forms.ts';
import { RecordTable } from './recordTable.ts';
import type { Session } from './session.ts';

/** Conference IDs that somebody had, as a transaction sees them. */
export class QuarantineTable extends RecordTable<QuarantinedId> implements Quarantine {
  constructor(session: Session) {
    super(FORMS.quarantine, session);
  }

  async ofUser(userKey: string): Promise<QuarantinedId[]> {
    return this.where('user_key = $1 ORDER BY key', [userKey]);
  }
}

/** Meetings with an ID of their own, as a transaction sees them. */
export class MeetingsTable extends RecordTable<Meeting> implements Meetings {
  constructor(session: Session) {
    super(FORMS.meetings, session);
  }

  async byConferenceId(conferenceId: string): Promise<Meeting | undefined> {
    return (await this.where('conference_id = $1', [conferenceId]))[0];
  }

  async ofOrganizer(userKey: string): Promise<Meeting[]> {
    return this.where('organizer_key = $1 ORDER BY created_at, key', [userKey]);
  }
}

/** Calls, as a transaction sees them. */
export class CallsTable extends RecordTable<Call> implements Calls {
  constructor(session: Session) {
    super(FORMS.calls, session);
  }

  async due(now: Date, limit: number): Promise<Call[]> {
    return this.where('due_at <= $1 ORDER BY due_at, key LIMIT $2', [now.toISOString(), limit]);
  }
}

/** Meetings that have callers, as a transaction sees them. */
export class ConferencesTable extends RecordTable<Conference> implements Conferences {
  constructor(session: Session) {
    super(FORMS.conferences, session);
  }

  async byRoom(room: string): Promise<Conference | undefined> {
    return (await this.where('room = $1', [room]))[0];
  }

  async cardsDue(): Promise<Conference[]> {
    return this.where('cards_due ORDER BY key');
  }
}
