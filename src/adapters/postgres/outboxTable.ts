import { DELIVERY_STATES, type DeliveryState } from '../../domain/notice.ts';
import type { OutboxRow } from '../../domain/outboxRow.ts';
import type { Outbox, Page } from '../../ports/tables.ts';
import { FORMS } from './forms.ts';
import { RecordTable } from './recordTable.ts';
import type { Session } from './session.ts';

/** Notices, as a transaction sees them. */
export class OutboxTable extends RecordTable<OutboxRow> implements Outbox {
  constructor(session: Session) {
    super(FORMS.outbox, session);
  }

  /** Those that another program is looking at are left to it. */
  async due(channel: OutboxRow['channel'], now: Date, limit: number): Promise<OutboxRow[]> {
    const condition =
      'is_open AND channel = $1 AND next_try_at <= $2 ORDER BY next_try_at, key LIMIT $3 FOR UPDATE SKIP LOCKED';
    return this.where(condition, [channel, now.toISOString(), limit]);
  }

  async nextTryAt(): Promise<Date | null> {
    const [earliest] = await this.session.query<{ at: Date | null }>(
      'SELECT min(next_try_at) AS at FROM outbox WHERE is_open',
    );
    return earliest?.at ?? null;
  }

  async ofCorrelation(correlationId: string): Promise<OutboxRow[]> {
    return this.where('correlation_id = $1 ORDER BY number', [correlationId]);
  }

  async ofUser(userKey: string): Promise<OutboxRow[]> {
    return this.where('user_key = $1 ORDER BY number', [userKey]);
  }

  async inStates(states: readonly DeliveryState[], offset: number, limit: number): Promise<Page<OutboxRow>> {
    const wanted = [states.length === 0 ? DELIVERY_STATES : states];
    const [counted] = await this.session.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM outbox WHERE state = ANY ($1::text[])',
      wanted,
    );
    const rows = await this.where(
      'state = ANY ($1::text[]) ORDER BY created_at DESC, key DESC OFFSET $2 LIMIT $3',
      [...wanted, offset, limit],
    );
    return { rows, total: counted?.total ?? 0 };
  }

  async expired(now: Date, limit: number): Promise<OutboxRow[]> {
    return this.where('is_open AND expires_at <= $1 ORDER BY expires_at, key LIMIT $2', [
      now.toISOString(),
      limit,
    ]);
  }
}
