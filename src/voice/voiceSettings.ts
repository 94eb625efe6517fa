import { readEngineApi, type EngineApiSettings } from './engineApiSettings.ts';

type Read = (name: string) => string;

/** How telephony engines reach the dial-in attendant, and how they prove who they are. */
export interface VoiceSettings {
  /** Where the engines call: scheme and host. Null in local mode without one: this machine. */
  url: string | null;
  /** Local mode: whoever is on this machine may be an engine. */
  unsigned: boolean;
  twilioAuthToken: string | null;
  jambonzSecret: string | null;
  /** How the engine is asked by us, rather than we by it; null where it is not. */
  api: EngineApiSettings | null;
  /** The key of who may ask which ID leads where; null: nobody, but in local mode. */
  mapperKey: string | null;
}

/** Whether callers can be asked for their name: the engine, or the page of local mode, records and announces it. */
export function recordsNames({ unsigned, api }: Pick<VoiceSettings, 'unsigned' | 'api'>): boolean {
  return unsigned || api?.engine === 'twilio';
}

/** Calls are taken in local mode, and where their engines know the way and can prove who they are. */
export function readVoiceSettings(read: Read, local: boolean, faults: string[]): VoiceSettings | null {
  const url = read('VOICE_URL').replace(/\/$/, '');
  const twilioAuthToken = read('TWILIO_AUTH_TOKEN') || null;
  const jambonzSecret = read('JAMBONZ_SECRET') || null;
  if (
    url !== '' &&
    (!URL.canParse(url) || new URL(url).origin !== url || !(local || url.startsWith('https:')))
  )
    faults.push(`VOICE_URL is ${url}: it must be scheme and host alone, such as https://bot.contoso.com.`);
  const mapperKey = read('CONFERENCE_MAPPER_KEY') || null;
  const hasProof = [twilioAuthToken, jambonzSecret, mapperKey].some((proof) => proof !== null);
  if (!local && url === '' && hasProof)
    faults.push(
      'VOICE_URL is missing: the address under which the telephony engine calls, such as https://bot.contoso.com.',
    );
  if (!local && url !== '' && !hasProof)
    faults.push(
      'TWILIO_AUTH_TOKEN is missing: it, JAMBONZ_SECRET or CONFERENCE_MAPPER_KEY proves that what comes there comes from the engine.',
    );
  if (!local && twilioAuthToken !== null && jambonzSecret !== null)
    faults.push(
      'JAMBONZ_SECRET is there beside TWILIO_AUTH_TOKEN: callers of two engines would not hear each other. Leave one of them out.',
    );
  const api = readEngineApi(read, local, faults);
  if (!local && url === '') return null;
  return { url: url || null, unsigned: local && !hasProof, twilioAuthToken, jambonzSecret, api, mapperKey };
}
