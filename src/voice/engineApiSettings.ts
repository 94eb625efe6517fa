import { isLoopback } from '../domain/loopback.ts';

type Read = (name: string) => string;

/** How the engine's REST interface is reached. */
export interface EngineApiSettings {
  engine: 'twilio' | 'jambonz';
  /** Scheme, host and path before that of the interface. */
  url: string;
  account: string;
  /** The whole of the Authorization header. */
  authorization: string;
}

/** The interface of the engine that calls come from; null where it is not asked. Faults name their variable. */
export function readEngineApi(read: Read, local: boolean, faults: string[]): EngineApiSettings | null {
  return twilioApi(read, local, faults) ?? jambonzApi(read, local, faults);
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
