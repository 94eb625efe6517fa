import { greaterRole, type Role } from '../../domain/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DirectoryRoles, RoleHolder } from '../../ports/directory.ts';

/** Milliseconds for which what was read counts. After that nobody has a role by it: the directory may have taken it away. */
export const GOOD_FOR = 5 * 60_000;

/** The roles that the directory gave when it was last read, as long as that counts. */
export class DirectoryRolesCache implements DirectoryRoles {
  #roles = new Map<string, Role>();
  /** Null before the first reading. */
  #readAt: number | null = null;

  constructor(private readonly clock: Clock) {}

  /** Takes what a reading has brought that began at a moment. */
  put(holders: readonly RoleHolder[], began: Date): void {
    const roles = new Map<string, Role>();
    for (const { person, role } of holders)
      roles.set(person.id, greaterRole(role, roles.get(person.id) ?? 'user'));
    this.#roles = roles;
    this.#readAt = began.getTime();
  }

  of(objectId: string | null): Role {
    return (objectId !== null && !this.isSilent && this.#roles.get(objectId.toLowerCase())) || 'user';
  }

  list(): { objectId: string; role: Role }[] {
    return this.isSilent ? [] : [...this.#roles].map(([objectId, role]) => ({ objectId, role }));
  }

  knowsOf(moment: Date): boolean {
    return !this.isSilent && this.#readAt !== null && this.#readAt >= moment.getTime();
  }

  lastKnownOf(objectId: string | null): Role | undefined {
    if (this.#readAt === null) return undefined;
    return (objectId !== null && this.#roles.get(objectId.toLowerCase())) || 'user';
  }

  get isSilent(): boolean {
    const age = this.#readAt === null ? Infinity : this.clock.now().getTime() - this.#readAt;
    // A clock that was set back tells nothing of how old it is.
    return age < 0 || age >= GOOD_FOR;
  }
}
