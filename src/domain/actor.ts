import * as z from 'zod';
import type { User } from './user.ts';

/** Roles from the least to the most powerful; each includes the ones before it. */
export const ROLES = ['user', 'helpDesk', 'admin'] as const;

/** What a person may do in the product. */
export type Role = (typeof ROLES)[number];

/** The role of somebody who is more than a user, as it is kept. */
export const RoleRecord = z.object({ userKey: z.string(), role: z.enum(ROLES) });

/** The role of somebody who is more than a user. */
export type RoleRecord = z.infer<typeof RoleRecord>;

/** The person who asks, with the role read at the moment of execution. */
export interface Actor {
  user: User;
  role: Role;
}

/** Whether a role includes another. */
export function includesRole(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** The more powerful one of two roles. */
export function greaterRole(one: Role, other: Role): Role {
  return includesRole(one, other) ? one : other;
}
