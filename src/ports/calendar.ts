/** Whose calendar it is. */
export interface CalendarOwner {
  /** Entra object id, once known. */
  objectId: string | null;
  upn: string;
}

/** A meeting that somebody organizes, as far as it has to be known before its invitation is looked at. */
export interface PlannedMeeting {
  /** Names it in its owner's calendar. */
  id: string;
  /** When it ends, or the last of a series does; null for a series without an end. */
  endsAt: Date | null;
  attendees: number;
  /** Whether it can be joined online as well. */
  isOnline: boolean;
}

/** The text of an invitation, as it is at one moment. */
export interface Invitation {
  /** Another one after every change. */
  version: string;
  format: 'html' | 'text';
  body: string;
}

/** People's calendars. What one cannot do is a CalendarError. */
export interface Calendar {
  /**
   * The meetings that a person organizes, over or to come, page by page: a series once, and each of its meetings that was given a
   * text of its own once more. What was cancelled is left out.
   */
  meetings(owner: CalendarOwner): AsyncIterable<PlannedMeeting[]>;
  /** Null when the meeting is no more. */
  invitation(owner: CalendarOwner, id: string): Promise<Invitation | null>;
  /**
   * Puts another text in the place of an invitation's, and changes nothing else; the calendar sends the update to the attendees.
   * `changed`: it is no longer of this version, and nothing was done.
   */
  replace(owner: CalendarOwner, id: string, invitation: Invitation): Promise<'replaced' | 'changed' | 'gone'>;
}

/** Why a calendar did not do it; the detail is a status and a code, never what it wrote. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';

  constructor(
    /** `refused`: not with these permissions, or not for this person. `silent`: not now, and not before `until`. */
    readonly kind: 'refused' | 'silent',
    readonly detail: string,
    readonly until: Date | null = null,
  ) {
    super(`the calendar: ${kind}, ${detail}`);
  }
}
