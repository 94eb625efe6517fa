import type { Calendar } from '../../ports/calendar.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AppInstallation, Directory } from '../../ports/directory.ts';
import type { Log } from '../../ports/log.ts';
import { createGraphCalendar } from './graphCalendar.ts';
import { GraphClient } from './graphClient.ts';
import { createAppInstallation, createGraphDirectory } from './graphDirectory.ts';
import { hasSources, type GraphSettings } from './graphSettings.ts';
import { createGraphToken, type AppRegistration } from './graphToken.ts';

/** What Graph is used for. */
export interface Graph {
  directory: Directory;
  apps: AppInstallation | null;
  calendar: Calendar | null;
  /** Whether groups or directory roles give roles here. */
  givesRoles: boolean;
  /** Gives up what is being asked. */
  close: () => void;
}

/** Puts the parts together; without an app registration a stand-in on this machine is asked, which looks at no token. */
export async function connectGraph(
  settings: GraphSettings,
  app: AppRegistration | null,
  clock: Clock,
  log: Log,
): Promise<Graph> {
  const { url, admins, helpDesk, teamsAppId } = settings;
  const token = app ? await createGraphToken(app, settings) : () => Promise.resolve('local');
  const client = new GraphClient(url, token, clock);
  return {
    directory: createGraphDirectory(client, { admins, helpDesk }, log),
    apps: teamsAppId === null ? null : createAppInstallation(client, url, teamsAppId),
    calendar: settings.calendars ? createGraphCalendar(client, clock) : null,
    givesRoles: hasSources(admins) || hasSources(helpDesk),
    close: () => client.close(),
  };
}
