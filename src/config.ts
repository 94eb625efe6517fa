import { resolve } from 'node:path';
import { readCertificate, type AppCertificate } from './adapters/crypto/certificateFile.ts';
import { decodeKey } from './adapters/crypto/keyFile.ts';
import { readGraphSettings, type GraphSettings } from './adapters/graph/graphSettings.ts';
import { readMailSettings, type MailSettings } from './adapters/smtp/mailSettings.ts';
import { readVoiceSettings, type VoiceSettings } from './voice/voiceSettings.ts';

/** Everything that the environment decides. */
export interface Config extends MailSettings {
  /** No app registration, this machine only, sample organisation. */
  local: boolean;
  port: number;
  host: string;
  /** Absolute path. */
  dataDir: string;
  /** A PostgreSQL database instead of the embedded store; its address holds a password. */
  databaseUrl: string | null;
  /** UPNs or object ids. */
  admins: string[];
  helpDesk: string[];
  /** Null in local mode without one: then the key lives in the data folder. */
  secretKey: Buffer | null;
  /** Earlier keys, for reading what they made. */
  previousKeys: Buffer[];
  pinVisibleMinutes: number;
  /** For how many whole months the record is kept; 0 for ever. */
  auditMonths: number;
  /** Messages and buttons that are taken in a minute; 0 stands for no limit. */
  turns: { perPerson: number; inAll: number };
  /** Where Prometheus reads metrics; null: nowhere. */
  metrics: { host: string; port: number } | null;
  logLevel: string;
  /** Null where nothing is asked of Microsoft Graph. */
  graph: GraphSettings | null;
  /** How telephony engines reach the dial-in attendant; null where calls are not taken. */
  voice: VoiceSettings | null;
  /** Where people's calendars are, and how many minutes their invitations wait for further changes; null: they are not looked after. */
  calendar: { source: 'graph' | 'sample'; holdMinutes: number } | null;
  /** botbuilder's own settings, by their names. */
  bot: {
    MicrosoftAppId: string;
    MicrosoftAppPassword: string;
    MicrosoftAppType: string;
    MicrosoftAppTenantId: string;
  };
  /** Proves who the bot is instead of MicrosoftAppPassword. */
  certificate: AppCertificate | null;
}

/** Everything that is wrong with the environment, one line a fault, each naming its variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const CALENDARS = ['graph', 'sample', 'none'];
const APP_TYPES = ['SingleTenant', 'UserAssignedMSI'];

type Environment = Record<string, string | undefined>;

/** Reads the environment, the only place that does; throws ConfigError with all faults at once. */
export function readConfig(env: Environment = process.env): Config {
  const faults: string[] = [];
  const read = (name: string) => env[name]?.trim() ?? '';
  const local = read('MicrosoftAppId') === '' && read('NODE_ENV') !== 'production';
  const config: Config = {
    local,
    port: wholeNumber(read, 'PORT', 3978, 0, 65_535, faults),
    host: hostOf(read, local, faults),
    dataDir: resolve(read('DATA_DIR') || './data'),
    databaseUrl: databaseUrlOf(read, faults),
    admins: list(read('ADMINS')),
    helpDesk: list(read('HELP_DESK')),
    ...readMailSettings(read, faults),
    secretKey: keyOf(read, local, faults),
    previousKeys: previousKeysOf(read, faults),
    pinVisibleMinutes: wholeNumber(read, 'PIN_VISIBLE_MINUTES', 10, 1, 1_440, faults),
    auditMonths: wholeNumber(read, 'AUDIT_MONTHS', 0, 0, 1_200, faults),
    turns: {
      perPerson: wholeNumber(read, 'TURNS_PER_PERSON', local ? 0 : 60, 0, 1_000_000, faults),
      inAll: wholeNumber(read, 'TURNS_IN_ALL', local ? 0 : 6_000, 0, 1_000_000, faults),
    },
    metrics: metricsOf(read, faults),
    logLevel: oneOf(read, 'LOG_LEVEL', LOG_LEVELS, 'info', faults),
    graph: readGraphSettings({
      read,
      list: (name) => list(read(name)),
      wholeNumber: (...given) => wholeNumber(read, ...given, faults),
      faults,
      local,
    }),
    voice: readVoiceSettings(read, local, faults),
    calendar: calendarOf(read, local, faults),
    bot: botOf(read, local, faults),
    certificate: certificateOf(read, local, faults),
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

type Read = (name: string) => string;

/** Local mode listens on this machine only: there is no authentication in front of it. */
function hostOf(read: Read, local: boolean, faults: string[]): string {
  const host = read('HOST') || (local ? '127.0.0.1' : '0.0.0.0');
  if (local && !LOOPBACK.includes(host)) {
    faults.push(
      `HOST is ${host}: local mode has no authentication and listens on 127.0.0.1 only. Leave HOST out, or set MicrosoftAppId for a real bot.`,
    );
  }
  return host;
}

/** Metrics are served on this machine only, unless another address is named, and not at all without a port. */
function metricsOf(read: Read, faults: string[]): Config['metrics'] {
  if (read('METRICS_PORT') === '') return null;
  const port = wholeNumber(read, 'METRICS_PORT', 0, 0, 65_535, faults);
  return { host: read('METRICS_HOST') || '127.0.0.1', port };
}

/** The sample organisation's calendar belongs to local mode; anybody else's is changed only where that is asked for. */
function calendarOf(read: Read, local: boolean, faults: string[]): Config['calendar'] {
  const source = oneOf(read, 'CALENDAR', CALENDARS, local ? 'sample' : 'none', faults);
  const holdMinutes = wholeNumber(read, 'MEETING_MIGRATION_MINUTES', 90, 0, 1_440, faults);
  if (source === 'sample' && !local)
    faults.push('CALENDAR is sample: that is for local mode. Set it to graph, or leave it out.');
  return source === 'graph' || source === 'sample' ? { source, holdMinutes } : null;
}

/** The credentials of the bot; all of them, or local mode. */
function botOf(read: Read, local: boolean, faults: string[]): Config['bot'] {
  const bot = {
    MicrosoftAppId: read('MicrosoftAppId'),
    MicrosoftAppPassword: read('MicrosoftAppPassword'),
    MicrosoftAppType: read('MicrosoftAppType') || 'SingleTenant',
    MicrosoftAppTenantId: read('MicrosoftAppTenantId'),
  };
  if (local) return bot;
  if (bot.MicrosoftAppId === '')
    faults.push('MicrosoftAppId is missing: the app id of the Azure Bot registration.');
  if (bot.MicrosoftAppTenantId === '')
    faults.push('MicrosoftAppTenantId is missing: the directory (tenant) id of the organisation.');
  if (!APP_TYPES.includes(bot.MicrosoftAppType))
    faults.push(`MicrosoftAppType is ${bot.MicrosoftAppType}: it must be SingleTenant or UserAssignedMSI.`);
  const proofs = [bot.MicrosoftAppPassword, read('MicrosoftAppCertificate')].filter((one) => one !== '');
  if (bot.MicrosoftAppType === 'SingleTenant' && proofs.length === 0)
    faults.push(
      'MicrosoftAppPassword is missing: the client secret of the app registration; or MicrosoftAppCertificate, the file of its certificate.',
    );
  if (proofs.length > 1)
    faults.push('MicrosoftAppCertificate is there beside MicrosoftAppPassword: leave one of them out.');
  return bot;
}

/** The certificate of the app registration; a managed identity has none. */
function certificateOf(read: Read, local: boolean, faults: string[]): AppCertificate | null {
  const file = read('MicrosoftAppCertificate');
  if (local || file === '') return null;
  if (read('MicrosoftAppType') === 'UserAssignedMSI')
    faults.push('MicrosoftAppCertificate is there, and a managed identity has none: leave it out.');
  const certificate = readCertificate(file);
  if (typeof certificate !== 'string') return certificate;
  faults.push(`MicrosoftAppCertificate is ${file}, which ${certificate}.`);
  return null;
}

/** The key that PINs depend on: outside the store, so required wherever it is not a trial. */
function keyOf(read: Read, local: boolean, faults: string[]): Buffer | null {
  const text = read('SECRET_KEY');
  if (text === '') {
    if (!local)
      faults.push(
        'SECRET_KEY is missing: 32 random bytes in base64, e.g. from `openssl rand -base64 32`. Keep it safe and outside DATA_DIR.',
      );
    return null;
  }
  const key = decodeKey(text);
  if (!key) faults.push('SECRET_KEY is not 32 bytes in base64, e.g. from `openssl rand -base64 32`.');
  return key ?? null;
}

/** Keys that were replaced, and are kept for reading what they made. */
function previousKeysOf(read: Read, faults: string[]): Buffer[] {
  const keys = list(read('SECRET_KEY_PREVIOUS')).map(decodeKey);
  if (keys.includes(undefined))
    faults.push('SECRET_KEY_PREVIOUS is not the earlier SECRET_KEY, or several separated by commas.');
  return keys.filter((key) => key !== undefined);
}

function databaseUrlOf(read: Read, faults: string[]): string | null {
  const url = read('DATABASE_URL');
  if (url === '') return null;
  // The URL holds a password: the fault does not repeat it.
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    faults.push('DATABASE_URL is not of the form postgres://user:password@host:5432/database.');
  return url;
}

function wholeNumber(
  read: Read,
  name: string,
  otherwise: number,
  min: number,
  max: number,
  faults: string[],
): number {
  const text = read(name);
  if (text === '') return otherwise;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  faults.push(`${name} is ${text}: it must be a whole number from ${min} to ${max}.`);
  return otherwise;
}

function oneOf(
  read: Read,
  name: string,
  values: readonly string[],
  otherwise: string,
  faults: string[],
): string {
  const text = read(name) || otherwise;
  if (!values.includes(text)) faults.push(`${name} is ${text}: it must be one of ${values.join(', ')}.`);
  return text;
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
