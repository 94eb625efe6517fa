import { isLoopback } from '../../domain/loopback.ts';

/** What is done with Microsoft Graph. */
export interface GraphSettings {
  /** The service, such as `https://graph.microsoft.com`. */
  url: string;
  /** Where tokens come from, such as `https://login.microsoftonline.com`. */
  loginUrl: string;
  /** Object ids of Entra groups, and ids of directory roles, whose members have a role here. */
  admins: RoleSources;
  helpDesk: RoleSources;
  /** Minutes between two readings of what has changed about people; 0: never. */
  syncMinutes: number;
  /** With more people gone at once, nobody is removed. */
  mostRemoved: number;
  /** Whether people's calendars are changed. */
  calendars: boolean;
  /** The id of the app in the organisation's catalogue, to install it for people; null: that is done elsewhere. */
  teamsAppId: string | null;
}

/** What gives a role. */
export interface RoleSources {
  groups: string[];
  directoryRoles: string[];
}

/**
 * Directory roles by name, with the ids that they have in every organisation.
 * Source: Microsoft Entra, "Microsoft Entra built-in roles".
 */
const DIRECTORY_ROLES: Readonly<Record<string, string>> = {
  'global administrator': '62e90394-69f5-4237-9190-012177145e10',
  'teams administrator': '69091246-20e8-4a56-aa4d-066075b2a7a8',
  'teams communications administrator': 'baf37b3a-610e-45da-9e62-d9d1e5e8914b',
  'teams communications support engineer': 'f70938a0-fc10-4177-9e90-2178f8765737',
  'teams communications support specialist': 'fcf91098-03e3-41a9-b5ba-6f0ec8188a12',
};

const GRAPH = 'https://graph.microsoft.com';
const LOGIN = 'https://login.microsoftonline.com';
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What reading the environment works with. */
export interface Reading {
  read: (name: string) => string;
  list: (name: string) => string[];
  wholeNumber: (name: string, otherwise: number, min: number, max: number) => number;
  faults: string[];
  /** Local mode has no app registration: a stand-in on this machine is asked without a token. */
  local: boolean;
}

/** Reads what is to be done with Graph; null for nothing. Faults name their variable. */
export function readGraphSettings(reading: Reading): GraphSettings | null {
  const { read, wholeNumber, faults, local } = reading;
  const settings: GraphSettings = {
    url: serviceOf(reading, 'GRAPH_URL', GRAPH),
    loginUrl: serviceOf(reading, 'LOGIN_URL', LOGIN),
    admins: sourcesOf(reading, 'ADMIN_GROUPS', 'ADMIN_DIRECTORY_ROLES'),
    helpDesk: sourcesOf(reading, 'HELP_DESK_GROUPS', 'HELP_DESK_DIRECTORY_ROLES'),
    syncMinutes: wholeNumber('DIRECTORY_SYNC_MINUTES', 0, 0, 1_440),
    mostRemoved: wholeNumber('DIRECTORY_SYNC_MOST_REMOVED', 50, 0, 1_000_000),
    calendars: read('CALENDAR') === 'graph',
    teamsAppId:
      read('TEAMS_CATALOG_APP_ID') === ''
        ? null
        : idOf(reading, 'TEAMS_CATALOG_APP_ID', read('TEAMS_CATALOG_APP_ID')),
  };
  const asksForRoles = [settings.admins, settings.helpDesk].some(hasSources);
  const asksForMore = settings.syncMinutes > 0 || settings.teamsAppId !== null || settings.calendars;
  if (!asksForRoles && !asksForMore) return null;
  if (local && !isThisMachine(settings.url))
    faults.push(
      'MicrosoftAppId is missing: groups, directory roles, DIRECTORY_SYNC_MINUTES, TEAMS_CATALOG_APP_ID and CALENDAR need Microsoft Graph, and that an app registration.',
    );
  return settings;
}

/** Whether anything gives a role. */
export function hasSources({ groups, directoryRoles }: RoleSources): boolean {
  return groups.length + directoryRoles.length > 0;
}

function sourcesOf(reading: Reading, groups: string, directoryRoles: string): RoleSources {
  const { list, faults } = reading;
  return {
    groups: list(groups).map((group) => idOf(reading, groups, group)),
    directoryRoles: list(directoryRoles).flatMap((name) => {
      const id = DIRECTORY_ROLES[name.toLowerCase()] ?? (ID.test(name) ? name.toLowerCase() : undefined);
      if (id === undefined)
        faults.push(
          `${directoryRoles} has ${name}: it must be the template id of a directory role, or one of ${Object.keys(DIRECTORY_ROLES).join(', ')}.`,
        );
      return id ?? [];
    }),
  };
}

function idOf({ faults }: Reading, name: string, id: string): string {
  if (!ID.test(id))
    faults.push(`${name} has ${id}: it must be an id such as ${DIRECTORY_ROLES['teams administrator']}.`);
  return id.toLowerCase();
}

/** HTTPS, for what goes there is worth as much as the secret; on this machine anything. */
function serviceOf({ read, faults }: Reading, name: string, otherwise: string): string {
  const text = read(name) || otherwise;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isGood = url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(text));
  if (!isGood || url?.username !== '' || url.search !== '' || url.pathname !== '/')
    faults.push(`${name} is not of the form ${otherwise}.`);
  return url?.origin ?? otherwise;
}

function isThisMachine(url: string): boolean {
  return URL.canParse(url) && isLoopback(new URL(url).hostname);
}
