/** Brings one record of the version before to the next one; null leaves it out. */
export type Migration = (collection: string, record: unknown) => unknown;

/** The steps between versions: the first leads from version 1 to 2. Never changed once released. */
export const MIGRATIONS: readonly Migration[] = [
  (collection, record) => (collection === 'users' ? withReplacedProvider(record) : record),
];

/** The version of the form of the records that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length + 1;

/** A record in its present form. */
export function migrated(
  collection: string,
  record: unknown,
  from: number,
  migrations: readonly Migration[] = MIGRATIONS,
): unknown {
  return migrations
    .slice(from - 1)
    .reduce((old, step) => (old === null ? null : step(collection, old)), record);
}

/** What is wrong with the version of a file, or undefined when it can be read. */
export function versionFault(version: number): string | undefined {
  if (version >= 1 && version <= SCHEMA_VERSION) return undefined;
  return `it was written by a newer version of Switchboard (data version ${version}, this one reads up to ${SCHEMA_VERSION}); start that version again`;
}

/** Version 1 kept the third party that was replaced where the present one stands. */
function withReplacedProvider(record: unknown): unknown {
  const { thirdParty, ...user } = record as { provider?: unknown; thirdParty?: unknown };
  const isReplaced = thirdParty !== null && (user.provider === 'Microsoft' || user.provider === 'None');
  if (!isReplaced || thirdParty === undefined) return record;
  return { ...user, thirdParty: null, replacedProviders: [{ records: [thirdParty], at: null, by: null }] };
}
