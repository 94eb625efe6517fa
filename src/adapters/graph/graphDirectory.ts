import * as z from 'zod';
import { greaterRole } from '../../domain/actor.ts';
import type { DirectoryPerson } from '../../domain/directoryPerson.ts';
import {
  DirectoryError,
  type AppInstallation,
  type Directory,
  type RoleHolder,
} from '../../ports/directory.ts';
import type { Log } from '../../ports/log.ts';
import { read, type GraphClient } from './graphClient.ts';
import type { GraphSettings, RoleSources } from './graphSettings.ts';
import { GraphUser, personOf, SELECTED, wholePersonOf } from './graphUser.ts';

/** Members may be anything of the directory; only users count. */
const Member = GraphUser.extend({ '@odata.type': z.string() });

/** Who has a directory role, and where; `/` is everywhere. */
const RoleAssignment = z.object({ directoryScopeId: z.string().nullish(), principal: Member.nullish() });

const USER = '#microsoft.graph.user';
const GROUP = '#microsoft.graph.group';

/** The organisation's directory, Microsoft Entra, as Microsoft Graph tells it. */
export function createGraphDirectory(
  client: GraphClient,
  { admins, helpDesk }: Pick<GraphSettings, 'admins' | 'helpDesk'>,
  log: Log,
): Directory {
  return {
    async roleHolders() {
      const holders = new Map<string, RoleHolder>();
      for (const [role, sources] of [
        ['admin', admins],
        ['helpDesk', helpDesk],
      ] as const)
        for (const person of await membersOf(client, sources, log)) {
          const known = holders.get(person.id);
          holders.set(person.id, { person, role: greaterRole(role, known?.role ?? 'user') });
        }
      return [...holders.values()];
    },
    async *changes(since) {
      if (since !== null && !client.isOwn(since))
        throw new DirectoryError('reset', 'a link of another service');
      const path = since ?? `users/delta?$select=${SELECTED}`;
      for await (const { items, link } of client.pages(path, GraphUser))
        yield { people: items.map(personOf), link };
    },
    async person(id) {
      try {
        return wholePersonOf(
          read(GraphUser, await client.get(`users/${encodeURIComponent(id)}?$select=${SELECTED}`)),
        );
      } catch (error) {
        // Gone again, since it was named.
        if (isNotFound(error)) return null;
        throw error;
      }
    },
  };
}

/** Whoever is in one of the groups or has one of the roles. Guests have nothing to say here, nor has who cannot sign in. */
async function membersOf(
  client: GraphClient,
  { groups, directoryRoles }: RoleSources,
  log: Log,
): Promise<DirectoryPerson[]> {
  const found: DirectoryPerson[] = [];
  const all = new Set(groups);
  for (const id of directoryRoles)
    for (const principal of await assignedTo(client, id)) {
      if (principal['@odata.type'] === USER) found.push(wholePersonOf(principal));
      if (principal['@odata.type'] === GROUP) all.add(principal.id);
    }
  for (const id of all)
    try {
      const path = `groups/${id}/transitiveMembers?$select=${SELECTED}&$top=999`;
      for await (const { items } of client.pages(path, Member))
        found.push(...items.filter((one) => one['@odata.type'] === USER).map(wholePersonOf));
    } catch (error) {
      if (!isNotFound(error)) throw error;
      // One that was deleted has no members; the others are none the worse for it.
      log.warn({ group: id }, 'a group that gives a role is not in the directory');
    }
  // Without the permission to read users only ids are told: then nobody can say who of them is a guest.
  const readable = found.filter(({ upn }) => upn !== undefined);
  if (readable.length < found.length)
    log.warn(
      { people: found.length - readable.length },
      'members of the directory cannot be read: User.Read.All is missing',
    );
  return readable.filter(({ isGuest, isEnabled }) => !isGuest && isEnabled !== false);
}

/** Who has a directory role. What is assigned for a part of the organisation is no right over all of it. */
async function assignedTo(client: GraphClient, role: string): Promise<z.infer<typeof Member>[]> {
  const path = `roleManagement/directory/roleAssignments?$filter=roleDefinitionId eq '${role}'&$expand=principal`;
  const found: z.infer<typeof Member>[] = [];
  for await (const { items } of client.pages(path, RoleAssignment))
    found.push(
      ...items.flatMap(({ directoryScopeId, principal }) =>
        directoryScopeId === '/' && principal ? [principal] : [],
      ),
    );
  return found;
}

function isNotFound(error: unknown): boolean {
  return error instanceof DirectoryError && error.kind === 'refused' && /^404\b/.test(error.detail);
}

/** Installs the app for people, from the organisation's catalogue. */
export function createAppInstallation(client: GraphClient, url: string, teamsAppId: string): AppInstallation {
  return {
    async install(objectId) {
      const body = { 'teamsApp@odata.bind': `${url}/v1.0/appCatalogs/teamsApps/${teamsAppId}` };
      const status = await client.post(
        `users/${encodeURIComponent(objectId)}/teamwork/installedApps`,
        body,
        [409],
      );
      return status === 409 ? 'present' : 'installed';
    },
  };
}
