import { AuditRow, type DayCount } from '../../domain/audit.ts';
import type { Audit, AuditFilter } from '../../ports/tables.ts';
import { Conditions } from './conditions.ts';
import type { Pending, Session } from './session.ts';

const COLUMNS = ['id', 'record', 'at', 'actor_key', 'operation', 'correlation_id', 'outcome', 'people'];

/** The record, as a transaction sees it. */
export class AuditTable implements Audit, Pending {
  readonly #pending: AuditRow[] = [];

  constructor(private readonly session: Session) {}

  async append(row: AuditRow): Promise<void> {
    this.session.later(this);
    this.#pending.push(AuditRow.parse(row));
  }

  async flush(): Promise<void> {
    const rows = this.#pending.splice(0);
    const places = rows.map(
      (_, at) => `(${COLUMNS.map((_name, column) => `$${at * COLUMNS.length + column + 1}`).join(', ')})`,
    );
    const values = rows.flatMap((row) => [
      row.id,
      JSON.stringify(row),
      row.at,
      row.actorKey,
      row.operation,
      row.correlationId,
      row.outcome,
      row.people.map(({ key }) => key),
    ]);
    await this.session.run(
      `INSERT INTO audit (${COLUMNS.join(', ')}) VALUES ${places.join(', ')} ON CONFLICT (id) DO NOTHING`,
      values,
      rows.length <= 2,
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
