import type { Call, Spoken } from '../domain/call.ts';
import type { CallerRules } from '../domain/callerRules.ts';

/** What those in a meeting are told of somebody. */
export const COMINGS = ['entered', 'left'] as const;

/** What those in a meeting are told of somebody. */
export type Coming = (typeof COMINGS)[number];

/** What those in a meeting hear when somebody comes or goes: the recording in which they say their name, where there is one, and then this. */
export interface Announcement {
  recording: string | null;
  says: Spoken;
}

/**
 * Announces a caller, in the language of the meeting: by the name that they have said, as the organizer, or by their
 * number, which is spoken only where the settings mask it for nobody, since people from outside listen too.
 */
export function announcementOf(
  call: Call,
  coming: Coming,
  { organizer, language }: { organizer: string; language: string },
  masking: CallerRules['masking'],
): Announcement {
  const told = (how: string, params: Spoken['params'] = {}, recording: string | null = null) => ({
    recording,
    says: { text: `${coming}${how}`, params, language },
  });
  if (call.isOrganizer) return told('Name', { name: organizer });
  if (call.recording !== null) return told('', {}, call.recording);
  if (call.from === null || masking !== 'NoMasking') return told('Caller');
  return told('Number', { digits: [...call.from.replace(/\D/g, '')].join(' ') });
}
