import {
  CalendarError,
  type Calendar,
  type CalendarOwner,
  type Invitation,
  type PlannedMeeting,
} from '../../ports/calendar.ts';
import type { Clock } from '../../ports/clock.ts';
import { DirectoryError } from '../../ports/directory.ts';
import { read, type GraphClient } from './graphClient.ts';
import {
  attendeesOf,
  endOf,
  GraphEvent,
  GraphInvitation,
  SELECTED_OF_EVENT,
  seriesEndOf,
  type SeriesEnd,
} from './graphEvent.ts';

const DAY = 86_400_000;
/** Milliseconds ahead within which the meetings of a series are looked at. */
const AHEAD = 365 * DAY;
/**
 * The same where only they tell when a series ends; Exchange tells no more than two years at once. Source: "ResponseCode",
 * ErrorCalendarViewRangeTooBig.
 */
const FAR_AHEAD = 720 * DAY;
/** Milliseconds by which the last meeting of a series may have been moved beyond its end. */
const MOVED = 31 * DAY;
/** Events on a page. */
const PAGE = 100;

/**
 * Ids that stay when a meeting is moved to another calendar of the same person, and times in UTC; to be said with every request.
 * Source: "Obtain immutable identifiers for Outlook resources", "List events".
 */
const PREFERENCES = { Prefer: 'IdType="ImmutableId", outlook.timezone="UTC"' };

/**
 * The event is no more, rather than its mailbox, which is another 404 (MailboxNotEnabledForRESTAPI, ErrorInvalidUser, …): taken for
 * gone is only what is said to be. Source: "ResponseCode" of Exchange Web Services, which names the errors of Outlook in Graph.
 */
const GONE = /^4\d\d (ErrorItemNotFound|ErrorCalendarOccurrenceIsDeletedFromRecurrence)$/;

/**
 * The event is no longer of the version that `If-Match` has. Source: "Microsoft Graph error responses and resource types", 412;
 * "ResponseCode", ErrorIrresolvableConflict: "Retrieve the updated change key and try again".
 */
const CHANGED = /^(412\b|4\d\d ErrorIrresolvableConflict$)/;

/** Calendars of Exchange Online, with the application permission Calendars.ReadWrite. */
export function createGraphCalendar(client: GraphClient, clock: Clock): Calendar {
  return {
    async *meetings(owner) {
      try {
        // By the day of creation, no change of a meeting moves others from one page to the next.
        const query = `$select=${SELECTED_OF_EVENT}&$orderby=createdDateTime&$top=${PAGE}`;
        const pages = client.pages(`${eventsOf(owner)}?${query}`, GraphEvent, PREFERENCES);
        for await (const { items } of pages) {
          const found: PlannedMeeting[] = [];
          for (const event of items.filter(isOrganized))
            found.push(...(await meetingsIn(client, owner, event, clock.now())));
          yield found;
        }
      } catch (error) {
        throw calendarErrorOf(error);
      }
    },
    async invitation(owner, id) {
      try {
        const path = `${eventOf(owner, id)}?$select=id,isCancelled,body`;
        return invitationOf(read(GraphInvitation, await client.get(path, PREFERENCES)));
      } catch (error) {
        if (says(GONE, error)) return null;
        throw calendarErrorOf(error);
      }
    },
    async replace(owner, id, { version, format, body }) {
      const headers = { ...PREFERENCES, 'If-Match': version };
      try {
        await client.patch(eventOf(owner, id), headers, { body: { contentType: format, content: body } });
        return 'replaced';
      } catch (error) {
        if (says(CHANGED, error)) return 'changed';
        if (says(GONE, error)) return 'gone';
        throw calendarErrorOf(error);
      }
    },
  };
}

function eventsOf({ objectId, upn }: CalendarOwner): string {
  return `users/${encodeURIComponent(objectId ?? upn)}/events`;
}

function eventOf(owner: CalendarOwner, id: string): string {
  return `${eventsOf(owner)}/${encodeURIComponent(id)}`;
}

/** The list has single meetings and series; the meetings of a series are asked for with it. Source: "List events". */
function isOrganized({ type, isOrganizer, isCancelled }: GraphEvent): boolean {
  const isOfSeries = type === 'occurrence' || type === 'exception';
  return isOrganizer === true && isCancelled !== true && !isOfSeries;
}

/** A meeting; or a series, and those of its meetings that are to come and were given something of their own. */
async function meetingsIn(
  client: GraphClient,
  owner: CalendarOwner,
  event: GraphEvent,
  now: Date,
): Promise<PlannedMeeting[]> {
  if (event.type !== 'seriesMaster') return [meetingOf(event, endOf(event))];
  const end = seriesEndOf(event);
  if (end.kind === 'about' && end.end.getTime() + MOVED < now.getTime()) return [meetingOf(event, end.end)];
  try {
    const { from, to } = spanOf(event, end, now);
    const instances = await instancesOf(client, eventOf(owner, event.id), from, to);
    const exceptions = instances.filter(({ type }) => type === 'exception');
    return [
      meetingOf(event, lastEndOf(event, end, instances, now)),
      ...exceptions.map((exception) => meetingOf(exception, endOf(exception))),
    ];
  } catch (error) {
    // Removed since it was listed.
    if (says(GONE, error)) return [];
    throw error;
  }
}

/** The time in which the meetings of a series are looked at. */
function spanOf(series: GraphEvent, end: SeriesEnd, now: Date): { from: Date; to: Date } {
  const ahead = now.getTime() + AHEAD;
  if (end.kind === 'endless') return { from: now, to: new Date(ahead) };
  if (end.kind === 'about') return { from: now, to: new Date(Math.min(ahead, end.end.getTime() + MOVED)) };
  // A series that begins only later is looked at from there.
  const begins = (endOf(series) ?? now).getTime() - MOVED;
  const from = Math.max(now.getTime(), begins);
  return { from: new Date(from), to: new Date(from + FAR_AHEAD) };
}

/** What of a series takes place, in a time. Without an offset Graph would take it for UTC as well. Source: "List instances". */
async function instancesOf(client: GraphClient, path: string, from: Date, to: Date): Promise<GraphEvent[]> {
  const span = `startDateTime=${from.toISOString()}&endDateTime=${to.toISOString()}`;
  const query = `${span}&$select=${SELECTED_OF_EVENT}&$top=${PAGE}`;
  const found: GraphEvent[] = [];
  for await (const { items } of client.pages(`${path}/instances?${query}`, GraphEvent, PREFERENCES))
    found.push(...items.filter(({ isCancelled }) => isCancelled !== true));
  return found;
}

/** When the last meeting of a series ends; of one with more meetings than were looked at, the last that was. */
function lastEndOf(
  series: GraphEvent,
  end: SeriesEnd,
  instances: readonly GraphEvent[],
  now: Date,
): Date | null {
  if (end.kind === 'endless') return null;
  const told = end.kind === 'about' ? end.end : (endOf(series) ?? now);
  if (end.kind === 'about' && told.getTime() > now.getTime() + AHEAD) return told;
  // No meeting is left, whatever the last day of the series is.
  if (instances.length === 0) return told < now ? told : now;
  const ends = instances.map(endOf);
  return ends.includes(null) ? null : new Date(Math.max(...ends.map(Number)));
}

function meetingOf(event: GraphEvent, endsAt: Date | null): PlannedMeeting {
  const { id, isOnlineMeeting } = event;
  return { id, endsAt, attendees: attendeesOf(event), isOnline: isOnlineMeeting === true };
}

function invitationOf(event: GraphInvitation): Invitation | null {
  if (event.isCancelled) return null;
  return { version: event['@odata.etag'], format: event.body.contentType, body: event.body.content };
}

function says(answer: RegExp, error: unknown): boolean {
  return error instanceof DirectoryError && answer.test(error.detail);
}

/** In the words of calendars; a bug stays what it is. */
function calendarErrorOf(error: unknown): unknown {
  if (!(error instanceof DirectoryError)) return error;
  return new CalendarError(error.kind === 'silent' ? 'silent' : 'refused', error.detail, error.until);
}
