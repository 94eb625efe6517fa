import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Calendar } from '../ports/calendar.ts';
import type { Clock } from '../ports/clock.ts';
import type { MeetingList } from '../ports/meetingList.ts';
import type { Store } from '../ports/store.ts';
import type { Texts } from '../presentation/texts.ts';
import { SAMPLE } from './root.ts';

/** Where invitations are looked after. */
export interface OrganizationCalendar {
  /** Null where nobody looks after them. */
  calendar: Calendar | null;
  /** For the page of local mode; null where it has nothing to show. */
  meetings: MeetingList | null;
  /** Gives the sample organisation its meetings, the first time. */
  begin(store: Store, texts: Texts): Promise<void>;
}

/** The calendar that is configured: `graph` is the one behind Microsoft Graph, the sample organisation has a file. */
export async function openCalendar(
  { calendar: configured, dataDir }: Pick<Config, 'calendar' | 'dataDir'>,
  graph: Calendar | null,
  clock: Clock,
): Promise<OrganizationCalendar> {
  if (configured?.source !== 'sample')
    return { calendar: configured && graph, meetings: null, begin: async () => undefined };
  const { openCalendarFile } = await import('../adapters/files/calendarFile.ts');
  const file = await openCalendarFile(join(dataDir, 'calendar.json'), clock);
  return {
    calendar: file,
    meetings: file,
    async begin(store, texts) {
      const { sampleMeetings } = await import('./sampleMeetings.ts');
      await file.begin(() => sampleMeetings({ store, texts, clock, folder: SAMPLE }));
    },
  };
}
