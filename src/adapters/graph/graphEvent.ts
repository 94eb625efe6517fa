import * as z from 'zod';
import { isDay, isTimeZone } from '../../domain/day.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Milliseconds by which the clocks that are furthest behind are behind UTC: no day ends later. */
const FURTHEST_BEHIND = 12 * HOUR;

const flag = z.boolean().nullish();

/** A moment by the clocks of a time zone, by its IANA or its Windows name. Source: "dateTimeTimeZone resource type". */
const Moment = z.object({ dateTime: z.string(), timeZone: z.string().nullish() });

/** Dates of a time zone of its own. Source: "recurrenceRange resource type". */
const Range = z.object({ type: z.string(), startDate: z.string().nullish(), endDate: z.string().nullish() });

/** Whoever is invited; the organizer may be among them. Source: "attendee resource type", "responseStatus resource type". */
const Attendee = z.object({ status: z.object({ response: z.string().nullish() }).nullish() });

/** An event as Graph writes it, without its text. Source: "event resource type". */
export const GraphEvent = z.object({
  id: z.string().min(1),
  type: z.string().nullish(),
  end: Moment.nullish(),
  isAllDay: flag,
  isOrganizer: flag,
  isCancelled: flag,
  isOnlineMeeting: flag,
  attendees: z.array(Attendee).nullish(),
  recurrence: z.object({ range: Range.nullish() }).nullish(),
});

/** An event as Graph writes it, without its text. */
export type GraphEvent = z.infer<typeof GraphEvent>;

/** The properties of GraphEvent, to be asked for: what a meeting is about is nobody's business here. */
export const SELECTED_OF_EVENT = Object.keys(GraphEvent.shape).join(',');

/**
 * The text of an event. Its etag comes with every event, whatever is selected. Source: "Get event"; "itemBody resource type" has the
 * types of content.
 */
export const GraphInvitation = z.object({
  '@odata.etag': z.string().min(1),
  isCancelled: flag,
  body: z.object({
    contentType: z
      .string()
      .toLowerCase()
      .pipe(z.enum(['html', 'text'])),
    content: z.string(),
  }),
});

/** The text of an event. */
export type GraphInvitation = z.infer<typeof GraphInvitation>;

/** How many others are invited. */
export function attendeesOf({ attendees }: GraphEvent): number {
  return (attendees ?? []).filter(({ status }) => status?.response !== 'organizer').length;
}

/**
 * When an event ends, at the latest; of a series that is its first meeting. Null where that cannot be read. Where it is not clear
 * which clocks are meant, those that are furthest behind: what may not be over counts as not over. An all-day event is told without
 * a time zone that means anything: from midnight to midnight, wherever its people are.
 */
export function endOf({ end, isAllDay }: GraphEvent): Date | null {
  if (!end) return null;
  const isWhole = /(Z|[+-]\d\d:\d\d)$/i.test(end.dateTime);
  const shown = Date.parse(isWhole ? end.dateTime : `${end.dateTime}Z`);
  if (Number.isNaN(shown)) return null;
  return new Date(isWhole ? shown : shown + behind(shown, isAllDay ? null : (end.timeZone ?? 'UTC')));
}

/** How the end of a series is told. */
export type SeriesEnd =
  /** Never. */
  | { kind: 'endless' }
  /** By a date: about then, or earlier where no meeting falls on its last days, for the date is one of a time zone of its own. */
  | { kind: 'about'; end: Date }
  /** By a number of meetings, or not so that it can be read. */
  | { kind: 'unknown' };

/** How the end of a series is told. Source: "recurrenceRange resource type". */
export function seriesEndOf(series: GraphEvent): SeriesEnd {
  const range = series.recurrence?.range;
  const kind = range?.type.toLowerCase();
  if (kind === 'noend') return { kind: 'endless' };
  const [first, start, last] = [endOf(series), dayIn(range?.startDate), dayIn(range?.endDate)];
  if (kind !== 'enddate' || !first || start === null || last === null || last < start)
    return { kind: 'unknown' };
  // The first meeting ends so long after its day began, in UTC; the last one as well, but for daylight saving time.
  return { kind: 'about', end: new Date(first.getTime() + (last - start)) };
}

function dayIn(text: string | null | undefined): number | null {
  const day = text?.slice(0, 10) ?? '';
  return isDay(day) ? Date.parse(`${day}T00:00:00Z`) : null;
}

/** Milliseconds by which the clocks of a time zone are behind UTC when they show something; where they change, the more of both. */
function behind(shown: number, timeZone: string | null): number {
  if (timeZone === null || !isTimeZone(timeZone)) return FURTHEST_BEHIND;
  return Math.max(...[shown - DAY, shown + DAY].map((moment) => moment - shownAt(moment, timeZone)));
}

/** What the clocks of a time zone show at a moment, as if it were UTC. */
function shownAt(moment: number, timeZone: string): number {
  // Swedish dates are written as ISO 8601 has them.
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${clock.format(moment).replace(' ', 'T')}Z`) + (moment % 1_000);
}
