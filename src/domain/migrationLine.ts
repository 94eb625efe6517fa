import * as z from 'zod';
import { leftAlone, MIGRATION_REASONS, MIGRATION_STATES, type MeetingMigration } from './meetingMigration.ts';

/** How far the invitations of one person are, as a result card shows it. */
export const MigrationLine = z.object({
  /** The key of the person. */
  key: z.string(),
  person: z.string(),
  state: z.enum(MIGRATION_STATES),
  /** Whether it is still being counted how many will change. */
  counting: z.boolean(),
  /** How many will change; null where nobody knows. */
  expected: z.number().int().nullable(),
  updated: z.number().int(),
  leftAlone: z.number().int(),
  failed: z.number().int(),
  reason: z.enum(MIGRATION_REASONS).nullable(),
  detail: z.string().nullable(),
  /** When it begins or is tried again, else when it ended. */
  at: z.iso.datetime(),
});

/** How far the invitations of one person are. */
export type MigrationLine = z.infer<typeof MigrationLine>;

/** What a result card shows of a migration. */
export function migrationLine(migration: MeetingMigration): MigrationLine {
  const { userKey, displayName, state, counts, expected, toCount, reason, detail } = migration;
  return {
    key: userKey,
    person: displayName,
    state,
    counting: toCount,
    expected,
    updated: counts.updated,
    leftAlone: leftAlone(counts),
    failed: counts.failed,
    reason,
    detail,
    at: migration.dueAt ?? migration.modifiedAt,
  };
}
