/** Everything that is kept, by collection, but for the record. */
export const COLLECTIONS = [
  'users',
  'roles',
  'settings',
  'auditChain',
  'directoryBookmark',
  'localActors',
  'conversations',
  'bridges',
  'serviceNumbers',
  'quarantine',
  'outbox',
  'questions',
  'sentCards',
  'asks',
  'batches',
  'batchParts',
  'seenRequests',
  'meetings',
  'conferences',
  'calls',
  'callDays',
  'pinGuards',
  'migrations',
] as const;

/** The name of a collection. */
export type CollectionName = (typeof COLLECTIONS)[number];

/** One thing that is kept, and where: a record of a collection, or a row of the record (`audit`). */
export type Archived = readonly [collection: CollectionName | 'audit', record: object];
