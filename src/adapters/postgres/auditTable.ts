import { AuditRow, type DayCount } from '../../domain/audit.ts';
import type { Audit, AuditFilter } from '../../ports/store.ts';
import type { Session, Value } from './session.ts';

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
    const { condition, values } = conditionOf(filter);
    const places = `OFFSET $${values.length + 1} LIMIT $${values.length + 2}`;
    const rows = await this.session.query<{ record: unknown }>(
      `SELECT record FROM audit WHERE ${condition} ORDER BY at DESC, number DESC ${places}`,
      [...values, offset, limit],
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

function conditionOf(filter: AuditFilter): { condition: string; values: Value[] } {
  const values: Value[] = [];
  const conditions = ['true'];
  const holds = (value: Value | undefined, condition: (place: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  holds(filter.person, (place) => `people @> ARRAY[${place}]`);
  holds(filter.actor, (place) => `actor_key = ${place}`);
  holds(filter.operations, (place) => `operation = ANY (${place}::text[])`);
  holds(filter.correlationId, (place) => `correlation_id = ${place}`);
  holds(filter.from?.toISOString(), (place) => `at >= ${place}`);
  holds(filter.to?.toISOString(), (place) => `at < ${place}`);
  return { condition: conditions.join(' AND '), values };
}
