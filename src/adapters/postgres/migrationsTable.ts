import type { MeetingMigration, MigrationState } from '../../domain/meetingMigration.ts';
import type { MigrationFilter, Migrations, Page } from '../../ports/tables.ts';
import { Conditions } from './conditions.ts';
import { FORMS } from './forms.ts';
import { RecordTable } from './recordTable.ts';
import type { Session } from './session.ts';

const BY_NAME = 'ORDER BY display_name, key';

/** What puts new dial-in details into invitations, as a transaction sees it. */
export class MigrationsTable extends RecordTable<MeetingMigration> implements Migrations {
  constructor(session: Session) {
    super(FORMS.migrations, session);
  }

  async list(
    { state, from, to }: MigrationFilter,
    offset: number,
    limit: number,
  ): Promise<Page<MeetingMigration>> {
    const conditions = new Conditions();
    conditions.on(state, (place) => `state = ${place}`);
    conditions.on(from?.toISOString(), (place) => `modified_at >= ${place}`);
    conditions.on(to?.toISOString(), (place) => `modified_at < ${place}`);
    const [all] = await this.session.query<{ count: string }>(
      `SELECT count(*) AS count FROM meeting_migrations WHERE ${conditions.text}`,
      conditions.values,
    );
    const page = `OFFSET ${conditions.place(offset)} LIMIT ${conditions.place(limit)}`;
    const order = 'ORDER BY modified_at DESC, key DESC';
    const rows = await this.where(`${conditions.text} ${order} ${page}`, conditions.values);
    return { rows, total: Number(all?.count ?? 0) };
  }

  async count(): Promise<{ state: MigrationState; count: number }[]> {
    const rows = await this.session.query<{ state: MigrationState; count: string }>(
      'SELECT state, count(*) AS count FROM meeting_migrations GROUP BY state',
    );
    return rows.map(({ state, count }) => ({ state, count: Number(count) }));
  }

  async ofCorrelation(correlationId: string, limit: number): Promise<MeetingMigration[]> {
    return this.where(`correlation_ids @> ARRAY[$1] ${BY_NAME} LIMIT $2`, [correlationId, limit]);
  }

  async due(now: Date, limit: number): Promise<MeetingMigration[]> {
    return this.where('due_at <= $1 ORDER BY due_at, key LIMIT $2', [now.toISOString(), limit]);
  }

  async nextDueAt(): Promise<Date | null> {
    const [first] = await this.where('due_at IS NOT NULL ORDER BY due_at, key LIMIT 1');
    return first?.dueAt ? new Date(first.dueAt) : null;
  }

  async toCount(limit: number): Promise<MeetingMigration[]> {
    return this.where('to_count ORDER BY created_at, key LIMIT $1', [limit]);
  }

  async withNumber(number: string): Promise<MeetingMigration[]> {
    return this.where(`numbers_left @> ARRAY[$1] ${BY_NAME}`, [number]);
  }
}
