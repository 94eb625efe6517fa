import { AuditRow, type DayCount } from '../../domain/audit.ts';
import type { Audit, AuditFilter } from '../../ports/store.ts';
import { Conditions } from './conditions.ts';
import type { Session } from './session.ts';

/** The record, as a transaction sees it. */
export class AuditTable implements Audit {
  constructor(private readonly session: Session) {}

  async append(row: AuditRow): Promise<void> {
    const kept = AuditRow.parse(row);
    const { id, at, actorKey, operation, correlationId, outcome, people } = kept;
    await this.session.query(
      `INSERT INTO audit (id, record, at, actor_key, operation, correlation_id, outcome, people)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
      [
        id,
        JSON.stringify(kept),
        at,
        actorKey,
        operation,
        correlationId,
        outcome,
        people.map((one) => one.key),
      ],
    );
  }

  async find(filter: AuditFilter, offset: number, limit: number): Promise<AuditRow[]> {
    const found = conditionsOf(filter);
    const { text, values } = found;
    const rows = await this.session.query<{ record: unknown }>(
      `SELECT record FROM audit WHERE ${text} ORDER BY at DESC, number DESC OFFSET ${found.place(offset)} LIMIT ${found.place(limit)}`,
      values,
    );
    return rows.map(({ record }) => AuditRow.parse(record));
  }

  async ofPerson(userKey: string, limit: number): Promise<AuditRow[]> {
    return this.find({ person: userKey }, 0, limit);
  }

  async countByDay(firstDay: string): Promise<DayCount[]> {
    return this.session.query<DayCount>(
      `SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, outcome, count(*)::int AS count
      FROM audit WHERE at >= $1::timestamp AT TIME ZONE 'UTC' GROUP BY 1, 2 ORDER BY 1, 2`,
      [firstDay],
    );
  }
}

function conditionsOf(filter: AuditFilter): Conditions {
  const found = new Conditions();
  found.on(filter.person, (place) => `people @> ARRAY[${place}]`);
  found.on(filter.actor, (place) => `actor_key = ${place}`);
  found.on(filter.operations, (place) => `operation = ANY (${place}::text[])`);
  found.on(filter.correlationId, (place) => `correlation_id = ${place}`);
  found.on(filter.from?.toISOString(), (place) => `at >= ${place}`);
  found.on(filter.to?.toISOString(), (place) => `at < ${place}`);
  return found;
}
