import type { Clock } from '../ports/clock.ts';
import type { Telephony } from '../ports/telephony.ts';
import type { VoiceSettings } from '../voice/voiceSettings.ts';

/** The engine, as far as it can be asked; in local mode the telephones of the page are one. Null where none can. */
export async function openTelephony(
  { api, unsigned }: VoiceSettings,
  clock: Clock,
  page?: Telephony,
): Promise<Telephony | null> {
  if (api?.engine === 'twilio')
    return (await import('../adapters/telephony/twilioTelephony.ts')).twilioTelephony(api, clock);
  if (api?.engine === 'jambonz')
    return (await import('../adapters/telephony/jambonzTelephony.ts')).jambonzTelephony(api);
  return unsigned && page ? page : null;
}
