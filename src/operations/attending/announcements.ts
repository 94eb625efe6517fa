import { announcementOf, type Announcement, type Coming } from '../../calls/callAnnouncement.ts';
import { spokenOf } from '../../calls/languages.ts';
import { callerRules } from '../../domain/callerRules.ts';
import type { Gate } from '../operation.ts';

/** What a token is bound to, so that nothing else that is sealed opens a recording. */
const RECORDING = 'recorded name';

/** What those in a room are to be told of a call; undefined for a call that is not known, or where names are not told any more. */
export async function announced(
  { store, house }: Gate,
  callId: string,
  coming: Coming,
): Promise<Announcement | undefined> {
  return store.transaction(async (tx) => {
    const call = await tx.calls.get(callId);
    const conference = await tx.conferences.get(call?.conference ?? '');
    if (!call || !conference) return undefined;
    const organizer = await tx.users.get(conference.organizerKey);
    const rules = organizer && callerRules(organizer, await tx.settings.get());
    if (!organizer || rules?.announcement !== 'names') return undefined;
    // Of the number that those who are invited are told to call: people of one meeting may have called others.
    const number = await tx.serviceNumbers.get(organizer.serviceNumber ?? call.to);
    const [language = call.language] = spokenOf(number ? [number.primaryLanguage] : call.languages);
    const told = announcementOf(call, coming, { organizer: organizer.displayName, language }, rules.masking);
    const { recording } = told;
    return { ...told, recording: recording === null ? null : house.secrets.seal(recording, RECORDING) };
  });
}

/** The recording that a token of `announced` stands for; undefined for any other text. */
export function recordingOf({ house }: Pick<Gate, 'house'>, token: string): string | undefined {
  try {
    return house.secrets.open(token, RECORDING);
  } catch {
    return undefined;
  }
}
