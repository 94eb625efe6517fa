import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { StoredMeeting } from '../adapters/files/calendarFile.ts';
import { LANGUAGES } from '../domain/language.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import type { TenantSettings } from '../domain/settings.ts';
import { isEnabled, numbersOf, type User } from '../domain/user.ts';
import { escapeHtml } from '../presentation/noticeMail.ts';
import type { Texts } from '../presentation/texts.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/** What the meetings are made with; `folder` holds `meetings.json`. */
export interface SampleMeetingOptions {
  store: Store;
  texts: Texts;
  clock: Clock;
  folder: string;
}

/** A meeting as the sample organisation describes it: people by UPN, times from today. */
const SampleMeeting = z.strictObject({
  id: z.string(),
  owner: z.string(),
  language: z.enum(LANGUAGES),
  subject: z.string(),
  location: z.string(),
  inDays: z.int(),
  /** UTC. */
  at: z.string().regex(/^\d\d:\d\d$/),
  minutes: z.int().min(1),
  /** How many times it takes place; null without an end. */
  weekly: z.strictObject({ weeks: z.int().min(1).nullable() }).optional(),
  attendees: z.array(z.string()),
  /** How many more are invited whom nobody knows. */
  guests: z.int().default(0),
  isOnline: z.boolean(),
  format: z.enum(['html', 'text']),
  above: z.string(),
  /** `{conferenceId}` stands for the one of whoever is quoted. */
  agenda: z.array(z.string()),
  quotes: z.string().optional(),
  /** How the owner has pasted the dial-in details; null where there are none. */
  details: z.enum(['paragraphs', 'breaks']).nullable(),
  below: z.array(z.string()),
});

type SampleMeeting = z.infer<typeof SampleMeeting>;

/** What somebody has put into an invitation: words, and in between the dial-in details as they were then. */
type Parts = Pick<SampleMeeting, 'above' | 'agenda' | 'details' | 'below'> & { block: string[] };

/**
 * The meetings of the sample organisation, around this moment and with the dial-in details that people have now. Those of people
 * whom the store does not know are left out: of another organisation, all.
 */
export async function sampleMeetings({
  store,
  texts,
  clock,
  folder,
}: SampleMeetingOptions): Promise<StoredMeeting[]> {
  const samples = z
    .array(SampleMeeting)
    .parse(JSON.parse(readFileSync(join(folder, 'meetings.json'), 'utf8')));
  const { people, settings } = await knownNow(store, samples);
  return samples.flatMap((sample) => {
    const owner = people.get(sample.owner);
    if (!owner) return [];
    const block = sample.details === null ? [] : detailsOf(owner, sample, settings, texts);
    const quoted = people.get(sample.quotes ?? sample.owner)?.conferenceId ?? '';
    const agenda = sample.agenda.map((line) => line.replace('{conferenceId}', quoted));
    return [meetingOf(sample, owner, { ...sample, agenda, block }, people, clock.now())];
  });
}

/** Whoever is named, by the UPN in the sample, and what holds for everybody. */
async function knownNow(
  store: Store,
  samples: readonly SampleMeeting[],
): Promise<{ people: Map<string, User>; settings: TenantSettings }> {
  const upns = new Set(
    samples.flatMap(({ owner, attendees, quotes }) => [owner, ...attendees, quotes ?? owner]),
  );
  return store.transaction(async (tx) => {
    const people = new Map<string, User>();
    for (const upn of upns) {
      const user = await tx.users.byUpn(upn);
      if (user) people.set(upn, user);
    }
    return { people, settings: await tx.settings.get() };
  });
}

function meetingOf(
  sample: SampleMeeting,
  owner: User,
  parts: Parts,
  people: ReadonlyMap<string, User>,
  now: Date,
): StoredMeeting {
  const { id, subject, location, isOnline, format, weekly, minutes } = sample;
  const start = new Date(`${now.toISOString().slice(0, 10)}T${sample.at}:00Z`);
  start.setDate(start.getDate() + sample.inDays);
  const end = new Date(start.getTime() + minutes * 60_000);
  return {
    id,
    owner: owner.upn,
    subject,
    location,
    start: start.toISOString(),
    end: end.toISOString(),
    weekly: weekly ? { until: lastOf(end, weekly.weeks) } : null,
    attendees: attendeesOf(sample, people),
    isOnline,
    body: { format, content: format === 'html' ? htmlOf(parts) : textOf(parts) },
    version: 1,
    updates: 0,
    updatedAt: null,
  };
}

/** When the last meeting of a series ends, of which the first ends at `end`. */
function lastOf(end: Date, weeks: number | null): string | null {
  if (weeks === null) return null;
  const last = new Date(end);
  last.setDate(last.getDate() + 7 * (weeks - 1));
  return last.toISOString();
}

function attendeesOf({ attendees, guests }: SampleMeeting, people: ReadonlyMap<string, User>) {
  const known = attendees.flatMap((upn) => people.get(upn) ?? []);
  return [
    ...known.map(({ displayName, email, upn }) => ({ name: displayName, address: email ?? upn })),
    ...Array.from({ length: guests }, (_, at) => ({
      name: `Guest ${at + 1}`,
      address: `guest${at + 1}@fabrikam.com`,
    })),
  ];
}

/** The lines that a notice of new details offers for invitations. */
function detailsOf(
  owner: User,
  { language }: SampleMeeting,
  { UseUniqueConferenceIds }: TenantSettings,
  texts: Texts,
): string[] {
  if (!isEnabled(owner)) return [];
  const { conferenceId } = owner;
  return [
    texts(language, 'notice.invitation.title'),
    ...numbersOf(owner).map(formatPhoneNumber),
    ...(conferenceId === null || UseUniqueConferenceIds
      ? []
      : [texts(language, 'notice.invitation.conferenceId', { conferenceId })]),
  ];
}

function textOf({ above, agenda, block, below }: Parts): string {
  const paragraphs = [
    above,
    agenda.map((line, at) => `${at + 1}. ${line}`).join('\n'),
    block.join('\n'),
    below.length > 0 ? ['-- ', ...below].join('\n') : '',
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`;
}

/** As calendar programs write it: without a structure, each line in a paragraph or behind a break. */
function htmlOf({ above, agenda, details, block, below }: Parts): string {
  const lines = block.map(escapeHtml);
  const body = [
    `<p>${escapeHtml(above)}</p>`,
    agenda.length > 0 ? `<ol>${agenda.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ol>` : '',
    details === 'paragraphs' ? lines.map((line) => `<p style="margin:0">${line}</p>`).join('\n') : '',
    details === 'breaks' && lines.length > 0 ? `<div>${lines.join('<br>\n')}</div>` : '',
    below.length > 0 ? `<p style="color:#595959">${below.map(escapeHtml).join('<br>\n')}</p>` : '',
  ];
  return [
    '<html>',
    '<head>',
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
    '</head>',
    '<body style="font-family:Segoe UI,Helvetica,Arial,sans-serif;font-size:11pt">',
    ...body.filter((part) => part !== ''),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
