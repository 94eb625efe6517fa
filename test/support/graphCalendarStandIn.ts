const DAY = 86_400_000;
/** What stands where there is no date. */
const NO_DATE = '0001-01-01';

/** A moment as Microsoft Graph writes it: what the clocks of a zone show. */
export interface StandInMoment {
  dateTime: string;
  timeZone: string;
}

/** How a series goes on, as Microsoft Graph writes it; only days and weeks, and one day of the week. */
export interface StandInRecurrence {
  pattern: { type: 'daily' | 'weekly'; interval: number };
  range: {
    type: 'endDate' | 'noEnd' | 'numbered';
    startDate: string;
    endDate?: string;
    numberOfOccurrences?: number;
    recurrenceTimeZone?: string;
  };
}

/** What a test says of an event; what it does not say is as with a meeting that was just planned by its organizer. */
export interface StandInEvent {
  subject?: string;
  /** In ISO 8601, in UTC; or as it is to be answered, whatever is asked for. */
  start?: string | StandInMoment;
  end?: string | StandInMoment;
  /** HTML, unless something else is said. */
  body?: string | { contentType: 'html' | 'text'; content: string };
  /** How many, or who. */
  attendees?: number | object[];
  isOrganizer?: boolean;
  isCancelled?: boolean;
  isOnlineMeeting?: boolean;
  isAllDay?: boolean;
  /** Makes it a series. */
  recurrence?: StandInRecurrence;
}

/** What a request was answered with; `code` says no. */
export type StandInReply = { status: number; code: string } | { status: number; body: object };

/** A request to somebody's events, its path behind `users`. */
export interface StandInRequest {
  method: string;
  path: readonly string[];
  address: URL;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

/** What is kept of an event; exceptions and occurrences that were removed are kept with their series, by date. */
interface Kept extends StandInEvent {
  id: string;
  owner: string;
  /** The number of its last change; one for a series and all of its meetings, as their etags are the same in "List instances". */
  version: number;
  changed: Map<string, StandInEvent>;
  removed: Set<string>;
}

/** A series of weekly meetings; `endDate`, `numberOfOccurrences` or neither says when it ends. */
export function weekly(
  startDate: string,
  end: { endDate?: string; numberOfOccurrences?: number } = {},
): StandInRecurrence {
  const type = end.endDate ? 'endDate' : end.numberOfOccurrences ? 'numbered' : 'noEnd';
  return {
    pattern: { type: 'weekly', interval: 1 },
    range: { type, startDate, ...end, recurrenceTimeZone: 'UTC' },
  };
}

/**
 * The calendars in the stand-in for Microsoft Graph, in the shapes of the documentation: "event resource type", "List events", "List
 * instances", "Get event", "Update event", "Obtain immutable identifiers for Outlook resources".
 */
export class GraphCalendarStandIn {
  /** Ids of users that have no mailbox here. */
  readonly withoutMailbox = new Set<string>();
  /** The updates that were sent to attendees, each with the text that it has. */
  readonly updatesSent: { id: string; body: string }[] = [];
  /** The changes that were asked for. */
  readonly patches: { id: string; ifMatch: string | undefined; sent: Record<string, unknown> }[] = [];
  /** The most events on a page, whatever is asked for. */
  pageSize = 100;
  /** Where the next page is said to be; null: where it is. */
  nextLink: string | null = null;
  readonly #events = new Map<string, Kept>();
  #changes = 0;

  constructor(private readonly users: ReadonlyMap<string, { userPrincipalName?: string | null }>) {}

  /** Plans something in a person's calendar, and returns its id. */
  put(owner: string, event: StandInEvent): string {
    const user = this.#userOf(owner);
    if (user === undefined) throw new Error(`nobody is called ${owner}`);
    const id = `AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AiTo+event/${this.#changes + 1}=`;
    const [changed, removed] = [new Map<string, StandInEvent>(), new Set<string>()];
    const times = { start: '2026-12-01T09:00:00Z', end: '2026-12-01T10:00:00Z' };
    this.#events.set(id, {
      ...times,
      ...event,
      id,
      owner: user,
      version: (this.#changes += 1),
      changed,
      removed,
    });
    return id;
  }

  /** Changes an event as its owner does in Outlook; of a series one meeting, if a date is given. Returns the id of what was changed. */
  change(id: string, changes: StandInEvent, date?: string): string {
    const [event, of] = this.#found(id) ?? missing(id);
    const day = date ?? of;
    if (day === undefined) Object.assign(event, changes);
    else event.changed.set(day, { ...event.changed.get(day), ...changes });
    event.version = this.#changes += 1;
    return day === undefined ? event.id : idOf(event, day);
  }

  /** Removes an event; of a series one meeting, if a date is given. */
  remove(id: string, date?: string): void {
    const [event, of] = this.#found(id) ?? missing(id);
    const day = date ?? of;
    if (day === undefined) this.#events.delete(event.id);
    else event.removed.add(day);
    event.version = this.#changes += 1;
  }

  /** The text of an event. */
  textOf(id: string): string {
    const [event, date] = this.#found(id) ?? missing(id);
    return bodyOf(whole(event, date)).content;
  }

  /** Answers a request to somebody's events. */
  answer({ method, path, address, headers, body }: StandInRequest): StandInReply {
    const [name = '', , id, part] = path;
    const user = this.#userOf(name);
    if (user === undefined) return { status: 404, code: 'ErrorInvalidUser' };
    if (this.withoutMailbox.has(user)) return { status: 404, code: 'MailboxNotEnabledForRESTAPI' };
    const prefers = String(headers.prefer);
    // Without the preference Graph tells ids that change; it takes both.
    const shape = (event: Kept, date?: string) =>
      selected(shapeOf(event, date, prefers.includes('IdType="ImmutableId"')), address);
    if (id === undefined) {
      const all = [...this.#events.values()].filter(({ owner }) => owner === user);
      return this.#page(all, (event) => shape(event), address);
    }
    const [event, date] = this.#found(id) ?? [];
    if (event?.owner !== user) return { status: 404, code: 'ErrorItemNotFound' };
    if (method === 'PATCH') return this.#update(event, date, headers['if-match'], body, shape);
    if (part === 'instances')
      return this.#page(instancesOf(event, address), (one) => shape(event, one), address);
    return part === undefined
      ? { status: 200, body: shape(event, date) }
      : { status: 400, code: 'BadRequest' };
  }

  #update(
    event: Kept,
    date: string | undefined,
    ifMatch: string | string[] | undefined,
    body: string,
    shape: (event: Kept, date?: string) => object,
  ): StandInReply {
    const id = date === undefined ? event.id : idOf(event, date);
    const sent = JSON.parse(body) as Record<string, unknown>;
    this.patches.push({ id, ifMatch: ifMatch?.toString(), sent });
    if (ifMatch !== undefined && ifMatch !== etagOf(event))
      return { status: 412, code: 'ErrorIrresolvableConflict' };
    const before = bodyOf(whole(event, date)).content;
    const told = sent.body as { contentType: 'html' | 'text'; content: string };
    // "Inadvertently removing the meeting blob from the body would disable meeting online." Source: "Update event".
    const isCut = /\/l\/meetup-join\//.test(before) && !/\/l\/meetup-join\//.test(told.content);
    this.change(event.id, { body: told, ...(isCut && { isOnlineMeeting: false }) }, date);
    // "One for the master series and one per instance that has been updated." Source: "Update event".
    const dates = date === undefined ? [undefined, ...event.changed.keys()] : [date];
    for (const day of dates)
      if (attendeesOf(whole(event, day)).length > 0)
        this.updatesSent.push({
          id: day === undefined ? event.id : idOf(event, day),
          body: bodyOf(whole(event, day)).content,
        });
    return { status: 200, body: shape(event, date) };
  }

  #page<Row>(rows: readonly Row[], shape: (row: Row) => object, address: URL): StandInReply {
    const from = Number(address.searchParams.get('$skip') ?? 0);
    const size = Math.min(this.pageSize, Number(address.searchParams.get('$top') ?? 10));
    const next = new URL(address);
    next.searchParams.set('$skip', String(from + size));
    const value = rows.slice(from, from + size).map(shape);
    const link = from + size < rows.length && { '@odata.nextLink': this.nextLink ?? next.href };
    return {
      status: 200,
      body: { '@odata.context': `${address.origin}/v1.0/$metadata#events`, value, ...link },
    };
  }

  #userOf(name: string): string | undefined {
    if (this.users.has(name)) return name;
    const isNamed = ([, { userPrincipalName: upn }]: [string, { userPrincipalName?: string | null }]) =>
      upn?.toLowerCase() === name.toLowerCase();
    return [...this.users].find(isNamed)?.[0];
  }

  /** An event, with the date of a meeting of a series. */
  #found(given: string): [event: Kept, date: string | undefined] | undefined {
    const [id = '', date] = given.replace(/^AQMk/, '').split('@');
    const event = this.#events.get(id);
    return event && !(date !== undefined && event.removed.has(date)) ? [event, date] : undefined;
  }
}

function missing(id: string): never {
  throw new Error(`no event ${id}`);
}

function idOf({ id }: Kept, date: string): string {
  return `${id}@${date}`;
}

/** One meeting of a series has what the series has, but for what it was given of its own. */
function whole(event: Kept, date: string | undefined): Kept {
  if (date === undefined) return event;
  const { range } = event.recurrence ?? missing(event.id);
  const later = Date.parse(date) - Date.parse(range.startDate);
  const [start, end] = [event.start, event.end].map((one) => new Date(timeOf(one) + later).toISOString());
  return { ...event, ...(start && { start }), ...(end && { end }), ...event.changed.get(date) };
}

/** The dates of a series, as it was planned: a thousand at most. */
function datesOf({ id, recurrence }: Kept): string[] {
  const { pattern, range } = recurrence ?? missing(id);
  const step = pattern.interval * (pattern.type === 'weekly' ? 7 : 1) * DAY;
  const last = range.endDate === NO_DATE ? undefined : range.endDate;
  return Array.from({ length: range.numberOfOccurrences ?? 1_000 }, (_, at) =>
    new Date(Date.parse(range.startDate) + at * step).toISOString().slice(0, 10),
  ).filter((date) => last === undefined || date <= last);
}

/** The dates of those meetings of a series that take place in the time that is asked for, at least in part. */
function instancesOf(event: Kept, { searchParams }: URL): string[] {
  const [from = 0, to = 0] = ['startDateTime', 'endDateTime'].map((name) =>
    Date.parse(searchParams.get(name) ?? ''),
  );
  return datesOf(event)
    .filter((date) => !event.removed.has(date))
    .filter((date) => {
      const { start, end } = whole(event, date);
      return !(timeOf(start) >= to || timeOf(end) <= from);
    });
}

function timeOf(moment: string | StandInMoment | undefined): number {
  return Date.parse(`${momentOf(moment).dateTime}Z`);
}

function etagOf({ version }: Kept): string {
  return `W/"${changeKeyOf(version)}"`;
}

function changeKeyOf(version: number): string {
  return Buffer.from(`change ${String(version).padStart(9, '0')}`).toString('base64');
}

function bodyOf({ body = '' }: StandInEvent): { contentType: string; content: string } {
  return typeof body === 'string' ? { contentType: 'html', content: body } : body;
}

/** Source: "attendee resource type". */
function attendeesOf({ attendees = 0 }: StandInEvent): object[] {
  if (typeof attendees !== 'number') return attendees;
  return Array.from({ length: attendees }, (_, at) => ({
    type: 'required',
    status: { response: 'none', time: '0001-01-01T00:00:00Z' },
    emailAddress: { name: `Guest ${at + 1}`, address: `guest${at + 1}@contoso.com` },
  }));
}

function momentOf(moment: string | StandInMoment | undefined): StandInMoment {
  if (typeof moment === 'object') return moment;
  const iso = new Date(moment ?? 0).toISOString();
  return { dateTime: iso.replace(/Z$/, '0000'), timeZone: 'UTC' };
}

function shapeOf(kept: Kept, date: string | undefined, isImmutable: boolean): Record<string, unknown> {
  const event = whole(kept, date);
  const id = date === undefined ? event.id : idOf(event, date);
  const told = (one: string) => (isImmutable ? one : `AQMk${one}`);
  const isException = date !== undefined && event.changed.has(date);
  const ofSeries = event.recurrence ? 'seriesMaster' : 'singleInstance';
  return {
    '@odata.etag': etagOf(event),
    id: told(id),
    changeKey: changeKeyOf(event.version),
    subject: event.subject ?? 'A meeting',
    body: bodyOf(event),
    start: momentOf(event.start),
    end: momentOf(event.end),
    isAllDay: event.isAllDay ?? false,
    isCancelled: event.isCancelled ?? false,
    isOrganizer: event.isOrganizer ?? true,
    isOnlineMeeting: event.isOnlineMeeting ?? false,
    type: date === undefined ? ofSeries : isException ? 'exception' : 'occurrence',
    seriesMasterId: date === undefined ? null : told(event.id),
    recurrence: date === undefined && event.recurrence ? recurrenceOf(event.recurrence) : null,
    attendees: attendeesOf(event),
  };
}

/** What is not used has a value all the same. Source: "Create event", an event that recurs. */
function recurrenceOf({ pattern, range }: StandInRecurrence): object {
  return {
    pattern: { month: 0, dayOfMonth: 0, firstDayOfWeek: 'sunday', index: 'first', ...pattern },
    range: { endDate: NO_DATE, recurrenceTimeZone: 'UTC', numberOfOccurrences: 0, ...range },
  };
}

/** The id and the etag come always. Source: "Get event", with `$select`. */
function selected(event: Record<string, unknown>, { searchParams }: URL): object {
  const names = searchParams.get('$select')?.split(',');
  if (!names) return event;
  const always = ['@odata.etag', 'id'];
  return Object.fromEntries(
    Object.entries(event).filter(([name]) => always.includes(name) || names.includes(name)),
  );
}
