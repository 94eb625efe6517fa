import { connectGraph } from '../adapters/graph/connectGraph.ts';
import type { Config } from '../config.ts';
import { DirectoryRolesCache } from '../operations/directory/directoryRolesCache.ts';
import { createDirectoryWork, type DirectoryWork } from '../operations/directory/directoryWork.ts';
import { readRoles } from '../operations/directory/readRoles.ts';
import { syncPeople } from '../operations/directory/syncPeople.ts';
import type { Gate } from '../operations/operation.ts';
import type { Calendar } from '../ports/calendar.ts';
import type { Clock } from '../ports/clock.ts';
import { NO_DIRECTORY_ROLES, type AppInstallation, type DirectoryRoles } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';

/** What the organisation's directory is used for. */
export interface OrganizationDirectory {
  roles: DirectoryRoles;
  /** Null where the app is installed in another way. */
  apps: AppInstallation | null;
  /** Null where people's calendars are not changed. */
  calendar: Calendar | null;
  work(gate: Gate): DirectoryWork;
}

/** Milliseconds. */
const MINUTE = 60_000;

/** Makes ready what the configuration wants of Microsoft Graph; nothing is asked before the work starts. */
export async function openDirectory(config: Config, clock: Clock, log: Log): Promise<OrganizationDirectory> {
  const { graph, local, bot, certificate } = config;
  if (!graph)
    return {
      roles: NO_DIRECTORY_ROLES,
      apps: null,
      calendar: null,
      work: (gate) => createDirectoryWork([], gate, () => undefined),
    };
  const { directory, apps, calendar, givesRoles, close } = await connectGraph(
    graph,
    local ? null : { ...bot, certificate },
    clock,
    log,
  );
  const cache = new DirectoryRolesCache(clock);
  const sync = { every: graph.syncMinutes * MINUTE, mostRemoved: graph.mostRemoved };
  const tasksOf = (gate: Gate) => [
    ...(givesRoles ? [readRoles(gate, directory, cache)] : []),
    ...(graph.syncMinutes > 0 ? [syncPeople(gate, directory, sync)] : []),
  ];
  return {
    roles: givesRoles ? cache : NO_DIRECTORY_ROLES,
    apps,
    calendar,
    work: (gate) => createDirectoryWork(tasksOf(gate), gate, close),
  };
}
