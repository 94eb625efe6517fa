import { message, type Message } from './message.ts';
import { formatPhoneNumber } from './phoneNumber.ts';
import type { TenantSettings } from './settings.ts';
import type { User } from './user.ts';

/** What somebody who dials in meets, as far as the settings decide it. */
export interface CallerRules {
  /** Whether the first caller starts the meeting, or only the organizer, with star and PIN. */
  start: 'anybody' | 'organizer';
  /** Who lets callers in that wait in the lobby; null where nobody waits. */
  admission: TenantSettings['LobbyAdmission'] | null;
  /** How it is announced that a caller comes or goes. */
  announcement: 'none' | 'tone' | 'names';
  masking: TenantSettings['MaskPstnNumbersType'];
}

/** The rules that hold for the callers of a person's meetings. */
export function callerRules(user: User, settings: TenantSettings): CallerRules {
  const anybody = user.allowPstnOnlyMeetings;
  return {
    start: anybody ? 'anybody' : 'organizer',
    admission: anybody ? null : settings.LobbyAdmission,
    announcement: announcementOf(settings),
    masking: settings.MaskPstnNumbersType,
  };
}

/** Names can be announced only where callers are asked to record them. */
function announcementOf(settings: TenantSettings): CallerRules['announcement'] {
  if (!settings.EnableEntryExitNotifications) return 'none';
  const named = settings.EntryExitAnnouncementsType === 'UseNames' && settings.EnableNameRecording;
  return named ? 'names' : 'tone';
}

/** How a caller's number is shown to people of the organisation: they are no external users. */
export function callerShown(
  from: string | null,
  masking: TenantSettings['MaskPstnNumbersType'],
): string | Message {
  if (from === null) return message('caller.hidden');
  if (masking !== 'MaskedForAllUsers') return formatPhoneNumber(from);
  return message('caller.masked', { end: from.slice(-2) });
}
