import type { MeetingMigration, MigrationState } from '../../domain/meetingMigration.ts';
import type { MigrationFilter, Migrations, Page } from '../../ports/tables.ts';
import type { Collections } from './collections.ts';
import { justAfter, moment } from './moments.ts';
import { RecordTable } from './recordTable.ts';
import { byCodeUnits } from './sortedList.ts';

/** What puts new dial-in details into invitations, as a transaction sees it. */
export class MigrationsTable
  extends RecordTable<MeetingMigration, Collections['migrations']>
  implements Migrations
{
  async list(
    { state, from, to }: MigrationFilter,
    offset: number,
    limit: number,
  ): Promise<Page<MeetingMigration>> {
    const { age, stateAndAge } = this.collection.indexes;
    const index = state === undefined ? age : stateAndAge;
    const before = state === undefined ? '' : `${state} `;
    const range = [
      `${before}${from ? moment(from.toISOString()) : ''}`,
      `${before}${to ? moment(to.toISOString()) : '~'}`,
    ] as const;
    const newest = index.descending(offset + limit, ...range).slice(offset);
    return { rows: this.collection.many(newest.map(({ key }) => key)), total: index.count(...range) };
  }

  async count(): Promise<{ state: MigrationState; count: number }[]> {
    return this.collection.indexes.state.counts().map(([state, count]) => ({ state, count }));
  }

  async ofCorrelation(correlationId: string, limit: number): Promise<MeetingMigration[]> {
    const found = this.collection.many(this.collection.indexes.correlation.find(correlationId));
    return found.sort(byName).slice(0, limit);
  }

  async due(now: Date, limit: number): Promise<MeetingMigration[]> {
    const { due } = this.collection.indexes;
    return this.collection.many(due.ascending(limit, '', justAfter(now)));
  }

  async nextDueAt(): Promise<Date | null> {
    const [first] = this.collection.many(this.collection.indexes.due.ascending(1));
    return first?.dueAt ? new Date(first.dueAt) : null;
  }

  async toCount(limit: number): Promise<MeetingMigration[]> {
    return this.collection.many(this.collection.indexes.toCount.ascending(limit));
  }

  async withNumber(number: string): Promise<MeetingMigration[]> {
    const found = this.collection.many(this.collection.indexes.number.find(number));
    return found.sort(byName);
  }
}

function byName(one: MeetingMigration, other: MeetingMigration): number {
  return byCodeUnits(one.displayName, other.displayName) || byCodeUnits(one.userKey, other.userKey);
}
