import type { Config } from '../config.ts';
import { DirectoryRolesCache } from '../operations/directory/directoryRolesCache.ts';
import { DirectoryWorker } from '../operations/directory/directoryWorker.ts';
import { readRoles } from '../operations/directory/readRoles.ts';
import { syncPeople } from '../operations/directory/syncPeople.ts';
import type { Gate } from '../operations/operation.ts';
import type { Clock } from '../ports/clock.ts';
import { NO_DIRECTORY_ROLES, type AppInstallation, type DirectoryRoles } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';

/** What the organisation's directory is used for. */
export interface OrganizationDirectory {
  roles: DirectoryRoles;
  /** Null where the app is installed in another way. */
  apps: AppInstallation | null;
  workers(gate: Gate): DirectoryWorker[];
}

/** Minutes, in milliseconds. */
const MINUTE = 60_000;

/** What the configuration wants of Microsoft Graph; nothing is asked before the workers start. */
export async function openDirectory(config: Config, clock: Clock, log: Log): Promise<OrganizationDirectory> {
  const { graph, local, bot } = config;
  if (!graph) return { roles: NO_DIRECTORY_ROLES, apps: null, workers: () => [] };
  // Loaded only here: a start without Graph does not wait for it.
  const { connectGraph } = await import('../adapters/graph/connectGraph.ts');
  const { directory, apps, givesRoles } = await connectGraph(graph, local ? null : bot, clock, log);
  const cache = new DirectoryRolesCache(clock);
  return {
    roles: givesRoles ? cache : NO_DIRECTORY_ROLES,
    apps,
    workers: (gate) => {
      const { syncMinutes, mostRemoved } = graph;
      const tasks = [
        ...(givesRoles ? [readRoles(gate, directory, cache)] : []),
        ...(syncMinutes > 0
          ? [syncPeople(gate, directory, { every: syncMinutes * MINUTE, mostRemoved })]
          : []),
      ];
      return tasks.map((task) => new DirectoryWorker(task, gate.clock, gate.log));
    },
  };
}
