import { isLoopback } from '../domain/loopback.ts';

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

/** How the engine's REST interface is reached. */
export interface EngineApiSettings {
  engine: 'twilio' | 'jambonz';
  /** Scheme, host and path before that of the interface. */
  url: string;
  account: string;
  /** The whole of the Authorization header. */
  authorization: string;
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
  const api = twilioApi(read, local, faults) ?? jambonzApi(read, local, faults);
  if (!local && url === '') return null;
  return { url: url || null, unsigned: local && !hasProof, twilioAuthToken, jambonzSecret, api, mapperKey };
}

/** Twilio, and those who have the same interface, such as SignalWire. */
function twilioApi(read: Read, local: boolean, faults: string[]): EngineApiSettings | null {
  const account = read('TWILIO_ACCOUNT_SID');
  if (account === '') {
    for (const name of ['TWILIO_API_KEY', 'TWILIO_API_URL'])
      if (read(name) !== '') faults.push(`TWILIO_ACCOUNT_SID is missing: ${name} is of no use without.`);
    return null;
  }
  const token = read('TWILIO_AUTH_TOKEN');
  const key = read('TWILIO_API_KEY');
  if (token === '')
    faults.push(
      'TWILIO_AUTH_TOKEN is missing: TWILIO_ACCOUNT_SID is there, and calls are not signed without.',
    );
  // It holds a secret: the fault does not repeat it.
  if (key !== '' && !/^[^:]+:.+$/.test(key)) faults.push('TWILIO_API_KEY is not of the form key:secret.');
  const url = addressOf(read('TWILIO_API_URL') || 'https://api.twilio.com', 'TWILIO_API_URL', local, faults);
  const authorization = `Basic ${Buffer.from(key || `${account}:${token}`).toString('base64')}`;
  return { engine: 'twilio', url, account, authorization };
}

function jambonzApi(read: Read, local: boolean, faults: string[]): EngineApiSettings | null {
  const names = ['JAMBONZ_API_URL', 'JAMBONZ_ACCOUNT_SID', 'JAMBONZ_API_KEY'] as const;
  const [given = '', account = '', key = ''] = names.map(read);
  const missing = names.filter((name) => read(name) === '');
  if (missing.length === names.length) return null;
  for (const name of missing)
    faults.push(`${name} is missing: it, and the others of ${names.join(', ')}, belong together.`);
  if (read('JAMBONZ_SECRET') === '')
    faults.push(
      'JAMBONZ_SECRET is missing: JAMBONZ_API_URL is there, and no call comes from jambonz without.',
    );
  const url = addressOf(given, 'JAMBONZ_API_URL', local, faults);
  return { engine: 'jambonz', url, account, authorization: `Bearer ${key}` };
}

/** An address that a secret is sent to: encrypted, except to this machine in local mode. What stands before an @ is not repeated. */
function addressOf(given: string, name: string, local: boolean, faults: string[]): string {
  const url = given.replace(/\/+$/, '');
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const isFine =
    parsed !== null &&
    parsed.username === '' &&
    parsed.password === '' &&
    (parsed.protocol === 'https:' || (local && parsed.protocol === 'http:' && isLoopback(parsed.hostname)));
  if (url !== '' && !isFine)
    faults.push(
      `${name} is ${url.replace(/\/\/.*@/, '//…@')}: it must be an address such as https://api.example.com, without a password.`,
    );
  return url;
}
