import type { ListedMeeting } from '../ports/meetingList.ts';

/** A meeting as the page is told of it. */
export interface ShownMeeting {
  id: string;
  subject: string;
  location: string;
  /** UPN, in lower case. */
  organizer: string;
  /** Addresses, in lower case. */
  attendees: string[];
  /** The next one of a series; the first one of a series that is over. */
  start: string;
  end: string;
  isOver: boolean;
  weekly: { until: string | null } | null;
  /** Of its invitation. */
  version: string;
  updates: number;
  updatedAt: string | null;
}

const WEEK = 7 * 24 * 60 * 60_000;

/** The meetings in the order of a calendar: the next first, and behind those to come what is over, the latest first. */
export function shownMeetings(meetings: readonly ListedMeeting[], now: Date): ShownMeeting[] {
  const shown = meetings.map((meeting) => shownMeeting(meeting, now));
  const [over, ahead] = [true, false].map((isOver) =>
    shown
      .filter((meeting) => meeting.isOver === isOver)
      .sort((one, other) => one.start.localeCompare(other.start)),
  ) as [ShownMeeting[], ShownMeeting[]];
  return [...ahead, ...over.reverse()];
}

function shownMeeting(meeting: ListedMeeting, now: Date): ShownMeeting {
  const { id, subject, location, owner, attendees, weekly, version, updates, updatedAt } = meeting;
  const { start, end } = nextOf(meeting, now);
  return {
    id,
    subject,
    location,
    organizer: owner.toLowerCase(),
    attendees: attendees.map(({ address }) => address.toLowerCase()),
    start: start.toISOString(),
    end: end.toISOString(),
    isOver: end <= now,
    weekly: weekly && { until: weekly.until?.toISOString() ?? null },
    version,
    updates,
    updatedAt: updatedAt?.toISOString() ?? null,
  };
}

/** When a meeting is, and of a series the one that comes next; its first one when none does. */
function nextOf({ start, end, weekly }: ListedMeeting, now: Date): { start: Date; end: Date } {
  if (!weekly || end > now) return { start, end };
  const past = Math.floor((now.getTime() - end.getTime()) / WEEK);
  // One week more or less where the clocks were moved.
  const weeks = [past, past + 1, past + 2].find((count) => weeksLater(end, count) > now) ?? past;
  const next = { start: weeksLater(start, weeks), end: weeksLater(end, weeks) };
  return weekly.until && next.end > weekly.until ? { start, end } : next;
}

/** At the same time of day, where the clocks of this machine are moved in between as well. */
function weeksLater(date: Date, weeks: number): Date {
  const later = new Date(date);
  later.setDate(later.getDate() + 7 * weeks);
  return later;
}
