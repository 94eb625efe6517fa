import type { Role } from '../domain/actor.ts';
import type { DirectoryPerson } from '../domain/directoryPerson.ts';

/** Somebody who is more than a user by a group or a role of the directory. */
export interface RoleHolder {
  role: Role;
  person: DirectoryPerson;
}

/** Some of what has changed; `link` comes with the last of a round and begins the next one. Only what was said of people is there. */
export interface DirectoryPage {
  people: DirectoryPerson[];
  link: string | null;
}

/** The organisation's directory. What it cannot do is a DirectoryError. */
export interface Directory {
  /** Everybody who has a role by what is configured; each once, with the greatest. */
  roleHolders(): Promise<RoleHolder[]>;
  /** What has changed since a link was given, page by page; without one, everybody. Throws one of kind `reset` for a link that is too old. */
  changes(since: string | null): AsyncIterable<DirectoryPage>;
  /** All that it says of one person, and for sure whether they are a guest; null for nobody. */
  person(id: string): Promise<DirectoryPerson | null>;
}

/** Puts the app where a person finds it, so that it may write to them. */
export interface AppInstallation {
  /** `present` when they have it already. Throws DirectoryError. */
  install(objectId: string): Promise<'installed' | 'present'>;
}

/** Why the directory did not do it; the detail is a status and a code, never what it wrote. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';

  constructor(
    /** `reset`: begin anew. `refused`: not with these permissions, or not with this. `silent`: not now, and not before `until`. */
    readonly kind: 'reset' | 'refused' | 'silent',
    readonly detail: string,
    readonly until: Date | null = null,
  ) {
    super(`the directory: ${kind}, ${detail}`);
  }
}

/** Roles that the directory gives, as it was last read. */
export interface DirectoryRoles {
  /** By object id; `user` for everybody when it has not answered for five minutes. */
  of(objectId: string | null): Role;
  /** Everybody who is more than a user by it. */
  list(): readonly { objectId: string; role: Role }[];
  /** Whether roles come from it that nobody can read now. */
  readonly isSilent: boolean;
  /** Whether what it says counts, and was read since a moment: who has no role by it has none, rather than one that is not known yet. */
  knowsOf(moment: Date): boolean;
  /** The role by the last reading, however old: to protect somebody, not to let them do anything. Undefined before there was one. */
  lastKnownOf(objectId: string | null): Role | undefined;
}

/** Where no roles come from a directory. */
export const NO_DIRECTORY_ROLES: DirectoryRoles = {
  of: () => 'user',
  list: () => [],
  isSilent: false,
  knowsOf: () => true,
  lastKnownOf: () => 'user',
};
