import { mkdirSync, watch } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as z from 'zod';
import {
  CalendarError,
  type Calendar,
  type CalendarOwner,
  type PlannedMeeting,
} from '../../ports/calendar.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ListedMeeting, MeetingList } from '../../ports/meetingList.ts';
import { StoreUnusableError } from '../../ports/store.ts';

const Moment = z.iso.datetime();

/** A meeting as it is kept. Strict: what another version has added must not be lost when the file is written anew. */
export const StoredMeeting = z.strictObject({
  id: z.string().regex(/^[\w-]+$/),
  /** The organizer's UPN. */
  owner: z.string().min(1),
  subject: z.string(),
  location: z.string(),
  /** Of a series: when its first meeting begins and ends. */
  start: Moment,
  end: Moment,
  /** Until the end of its last meeting, or without an end; null for a single one. */
  weekly: z.strictObject({ until: Moment.nullable() }).nullable(),
  attendees: z.array(z.strictObject({ name: z.string(), address: z.string() })),
  isOnline: z.boolean(),
  body: z.strictObject({ format: z.enum(['html', 'text']), content: z.string() }),
  version: z.int().min(1),
  /** How often the attendees were sent an update, and when they last were. */
  updates: z.int().min(0),
  updatedAt: Moment.nullable(),
});

/** A meeting as it is kept. */
export type StoredMeeting = z.infer<typeof StoredMeeting>;

const Content = z.strictObject({ meetings: z.array(StoredMeeting) });

/** The calendar of local mode. */
export interface LocalCalendar extends Calendar, MeetingList {
  /** Makes the file with these meetings where there is none yet, and not for none; says whether it did. */
  begin(make: () => Promise<StoredMeeting[]>): Promise<boolean>;
}

/** The most meetings told at once. */
const PAGE = 50;

/**
 * Opens a calendar that is one JSON file, which need not be there yet. It is read whenever something is asked for, replaced as a
 * whole, and changed by one program at a time. Throws StoreUnusableError when it is damaged.
 */
export async function openCalendarFile(path: string, clock: Clock): Promise<LocalCalendar> {
  await readMeetings(path);
  const alone = oneAfterTheOther();
  return {
    async *meetings(owner) {
      const own = (await told(() => readMeetings(path))).filter((meeting) => isOf(owner, meeting));
      for (let from = 0; from < own.length; from += PAGE) yield own.slice(from, from + PAGE).map(planned);
    },
    async invitation(owner, id) {
      const meeting = find(await told(() => readMeetings(path)), owner, id);
      if (!meeting) return null;
      const { format, content } = meeting.body;
      return { version: String(meeting.version), format, body: content };
    },
    replace: (owner, id, { version, format, body }) =>
      alone(() =>
        told(async () => {
          const meetings = await readMeetings(path);
          const meeting = find(meetings, owner, id);
          if (!meeting) return 'gone';
          if (String(meeting.version) !== version) return 'changed';
          const updated = sentAnew({ ...meeting, body: { format, content: body } }, clock.now());
          await writeMeetings(
            path,
            meetings.map((one) => (one === meeting ? updated : one)),
          );
          return 'replaced';
        }),
      ),
    list: async () => (await readMeetings(path)).map(listed),
    async body(id) {
      const body = (await readMeetings(path)).find((meeting) => meeting.id === id)?.body;
      if (!body) return undefined;
      return body.format === 'html' ? { html: body.content, text: '' } : { html: null, text: body.content };
    },
    watch: (listener) => watchFile(path, listener),
    begin: (make) =>
      alone(async () => {
        if ((await contentOf(path)) !== null) return false;
        const meetings = await make();
        if (meetings.length > 0) await writeMeetings(path, meetings);
        return meetings.length > 0;
      }),
  };
}

function isOf({ upn }: CalendarOwner, { owner }: StoredMeeting): boolean {
  return owner.toLowerCase() === upn.toLowerCase();
}

function find(meetings: readonly StoredMeeting[], owner: CalendarOwner, id: string) {
  return meetings.find((meeting) => meeting.id === id && isOf(owner, meeting));
}

function planned({ id, end, weekly, attendees, isOnline }: StoredMeeting): PlannedMeeting {
  const last = weekly ? weekly.until : end;
  return { id, endsAt: dateOf(last), attendees: attendees.length, isOnline };
}

function listed(meeting: StoredMeeting): ListedMeeting {
  const { id, owner, subject, location, start, end, weekly, attendees, version, updates, updatedAt } =
    meeting;
  return {
    id,
    owner,
    subject,
    location,
    start: new Date(start),
    end: new Date(end),
    weekly: weekly && { until: dateOf(weekly.until) },
    attendees,
    version: String(version),
    updates,
    updatedAt: dateOf(updatedAt),
  };
}

function dateOf(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso);
}

/** The same meeting after its attendees were sent an update; where there are none, nobody was. */
function sentAnew(meeting: StoredMeeting, now: Date): StoredMeeting {
  const version = meeting.version + 1;
  if (meeting.attendees.length === 0) return { ...meeting, version };
  return { ...meeting, version, updates: meeting.updates + 1, updatedAt: now.toISOString() };
}

/** Null where there is no file yet. */
async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException;
    // Where even its folder is none, whoever needs that says so.
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new StoreUnusableError(`The calendar ${path} cannot be read (${code}): look whose file it is.`, {
      cause: error,
    });
  }
}

async function readMeetings(path: string): Promise<StoredMeeting[]> {
  const text = await contentOf(path);
  if (text === null) return [];
  try {
    return Content.parse(JSON.parse(text)).meetings;
  } catch (error) {
    throw new StoreUnusableError(
      `The calendar ${path} is damaged: ${firstFault(error)}. Put an earlier copy of the file back, or move it away: a new one is made. Nothing was changed.`,
      { cause: error },
    );
  }
}

/** What is wrong with a file, without anything of what stands in it. */
function firstFault(error: unknown): string {
  const [issue] = error instanceof z.ZodError ? error.issues : [];
  return issue ? `${issue.path.map(String).join('.')}, ${issue.code}` : 'it is no JSON';
}

/** Puts the file in its place as a whole: whoever reads it sees all of a change or nothing, also after a power cut. */
async function writeMeetings(path: string, meetings: readonly StoredMeeting[]): Promise<void> {
  const beside = `${path}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await synced(beside, 'w', (handle) => handle.writeFile(`${JSON.stringify({ meetings }, null, 2)}\n`));
  await rename(beside, path);
  // Windows cannot open a folder, and its file systems do not need it.
  if (process.platform !== 'win32') await synced(dirname(path), 'r');
}

type Handle = Awaited<ReturnType<typeof open>>;

async function synced(
  path: string,
  flags: string,
  work: (handle: Handle) => Promise<void> = async () => {},
): Promise<void> {
  const handle = await open(path, flags);
  try {
    await work(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What the port's callers are told instead of a fault of the file: it may be put right while they wait. */
async function told<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof StoreUnusableError ? 'EUNUSABLE' : (error as NodeJS.ErrnoException).code;
    throw new CalendarError('silent', code ?? 'EUNKNOWN');
  }
}

function watchFile(path: string, listener: () => void): () => void {
  // The folder is watched: the file itself is another one after every change.
  mkdirSync(dirname(path), { recursive: true });
  const watcher = watch(dirname(path), { persistent: false }, (_event, file) => {
    if (file === null || file === basename(path)) listener();
  });
  watcher.on('error', () => watcher.close());
  return () => watcher.close();
}

/** Lets one piece of work run at a time, in the order in which they came, however the one before it has ended. */
function oneAfterTheOther(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
