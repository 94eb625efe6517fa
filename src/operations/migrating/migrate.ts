import type { MeetingMigration, MigrationCounts } from '../../domain/meetingMigration.ts';
import { CalendarError, type Calendar } from '../../ports/calendar.ts';
import type { MigrationParts } from './migrationRunner.ts';
import { isOfOneMeeting, look, lookThrough, type Looked, type Wanted } from './lookThrough.ts';
import { begin, count, end, goesOn, noteExpected, type Shortfall } from './migrationWork.ts';
import { wantedOf } from './wanted.ts';

/** What an attempt works with. */
export interface Job extends MigrationParts {
  calendar: Calendar;
  /** Whether the program is about to stop, or another one leads: what is left is for later. */
  isStopped(): boolean;
}

/** How often an invitation is looked at again that somebody else was changing. */
const MOST_LOOKS = 4;

/** Looks how many invitations will change, so that whoever caused it can be told; changes nothing. */
export async function countBeforehand(job: Job, userKey: string): Promise<void> {
  const { gate, calendar } = job;
  const migration = await gate.store.transaction((tx) => tx.migrations.get(userKey));
  if (!migration?.toCount) return;
  let expected: number | null = 0;
  try {
    const wanted = await wantedOf(gate, job.words, migration, true);
    for await (const { what } of lookThrough(calendar, wanted)) {
      if (job.isStopped()) return;
      if (what === 'due') expected += 1;
    }
  } catch (error) {
    if (job.isStopped()) return;
    if (!(error instanceof CalendarError)) throw error;
    // Whoever waits for the number is told that nobody knows it; the attempt itself will say more.
    expected = null;
  }
  const noted = await noteExpected(gate, migration, expected);
  if (noted) show(job, noted);
}

/** One attempt to bring all invitations of a person up to date. */
export async function migrate(job: Job, userKey: string): Promise<void> {
  const { gate } = job;
  const migration = await begin(gate, userKey);
  if (!migration) return;
  show(job, migration);
  const shortfall = await attempt(job, migration).catch((error: unknown): Shortfall => {
    // A fault of ours is no reason to stand in the way of others, nor to be tried for ever.
    const detail = gate.house.random.uuid();
    gate.log.error({ err: error, reference: detail }, 'invitations could not be updated');
    return { reason: 'broken', detail, until: null };
  });
  if (shortfall === 'stopped') return;
  await end(gate, migration, shortfall);
  show(job, migration);
  job.wakeCourier();
}

/** Goes through the calendar; what is in the way of one meeting does not keep the others from being changed. */
async function attempt(job: Job, migration: MeetingMigration): Promise<Shortfall | null | 'stopped'> {
  const { gate, calendar, words } = job;
  let failed: string | null = null;
  try {
    const wanted = await wantedOf(gate, words, migration, false);
    for await (const looked of lookThrough(calendar, wanted)) {
      if (job.isStopped()) return 'stopped';
      const updated = looked.what === 'due' ? await update(job, migration, wanted, looked) : looked;
      if (updated === 'overtaken') return null;
      if (updated === 'gone') continue;
      if (updated.what === 'failed') failed = updated.detail;
      await count(gate, migration, updated.what, looked.meeting);
      if (updated.what === 'updated') show(job, migration);
    }
  } catch (error) {
    if (job.isStopped()) return 'stopped';
    if (!(error instanceof CalendarError)) throw error;
    return { reason: `calendar-${error.kind}`, detail: error.detail, until: error.until };
  }
  return failed === null ? null : { reason: 'meetings-failed', detail: failed, until: null };
}

type Updated =
  | { what: Exclude<keyof MigrationCounts, 'failed'> }
  | { what: 'failed'; detail: string }
  | 'gone'
  | 'overtaken';

/** Changes one invitation. What was changed by somebody else meanwhile is looked at anew, so that nothing of theirs is lost. */
async function update(
  { gate, calendar }: Job,
  migration: MeetingMigration,
  wanted: Wanted,
  first: Looked,
): Promise<Updated> {
  let looked: Looked | undefined = first;
  for (let looks = 1; looked?.what === 'due' && looks <= MOST_LOOKS; looks += 1) {
    const { meeting, invitation } = looked;
    if (!(await goesOn(gate, migration))) return 'overtaken';
    try {
      const result = await calendar.replace(wanted.owner, meeting.id, invitation);
      if (result === 'replaced') return { what: 'updated' };
      if (result === 'gone') return 'gone';
    } catch (error) {
      if (isOfOneMeeting(error)) return { what: 'failed', detail: error.detail };
      throw error;
    }
    looked = await look(calendar, wanted, meeting);
  }
  if (!looked) return 'gone';
  return looked.what === 'due' ? { what: 'failed', detail: 'changed by others' } : looked;
}

/** The result cards of those who have caused it show how far it is. */
function show(job: Job, { correlationIds }: MeetingMigration): void {
  for (const correlationId of correlationIds) job.refresh(correlationId);
}
