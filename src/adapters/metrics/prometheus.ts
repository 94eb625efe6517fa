import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { MIGRATION_STATES } from '../../domain/meetingMigration.ts';
import { OPEN_STATES } from '../../domain/notice.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DirectoryRoles } from '../../ports/directory.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { Store } from '../../ports/store.ts';

/** Seconds between which turns are sorted. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics in the form that Prometheus reads. */
export interface Prometheus extends Metrics {
  /** From now on tells of this store as well, and of whether the directory answers that gives roles. */
  watch(store: Store, directoryRoles: DirectoryRoles): void;
  /** All metrics of this moment, as text, and its type. */
  read(): Promise<{ type: string; text: string }>;
}

/** The series of ours. */
function seriesIn(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers });
  return {
    turns: new Histogram({
      name: 'switchboard_turn_seconds',
      help: 'Requests of the channel, by HTTP status, and how long they took.',
      labelNames: ['status'],
      buckets: SECONDS,
      registers,
    }),
    operations: counter(
      'switchboard_operations_total',
      'Commands by operation and outcome; of what is done to many, the command as one.',
      ['operation', 'outcome'],
    ),
    deliveries: counter(
      'switchboard_deliveries_total',
      'Attempts to deliver a notice, by channel and the state that they left it in.',
      ['channel', 'state'],
    ),
    depth: gauge('switchboard_outbox_notices', 'Notices that have not come to their end, by state.', [
      'state',
    ]),
    age: gauge('switchboard_outbox_oldest_seconds', 'Age of the oldest notice that has not come to its end.'),
    migrations: gauge(
      'switchboard_meeting_migrations',
      'People whose invitations follow changes, by state.',
      ['state'],
    ),
    usable: gauge('switchboard_store_usable', '1 while the store is open and takes changes.'),
    silent: gauge(
      'switchboard_directory_silent',
      '1 while roles of the directory do not count: it does not answer.',
    ),
  };
}

/** Makes the metrics of a program. */
export function createPrometheus(clock: Clock): Prometheus {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const { turns, operations, deliveries, depth, age, migrations, usable, silent } = seriesIn(registry);
  let watched: Store | undefined;
  let roles: DirectoryRoles | undefined;

  /** What is asked of the store only when somebody reads: a scrape that the store cannot answer says that it is unusable. */
  async function lookAtStore(): Promise<void> {
    usable.set(watched?.usable ? 1 : 0);
    if (!watched?.usable) return;
    try {
      const { counts, oldest } = await outboxOf(watched);
      const states = await watched.transaction((tx) => tx.migrations.count());
      for (const state of MIGRATION_STATES)
        migrations.set({ state }, states.find((one) => one.state === state)?.count ?? 0);
      for (const [state, count] of counts) depth.set({ state }, count);
      age.set(oldest === null ? 0 : (clock.now().getTime() - oldest.getTime()) / 1_000);
    } catch {
      usable.set(0);
    }
  }

  return {
    turn: (status, seconds) => turns.observe({ status: String(status) }, seconds),
    operation: (operation, outcome) => operations.inc({ operation, outcome }),
    delivery: (channel, state) => deliveries.inc({ channel, state }),
    watch(store, directoryRoles) {
      watched = store;
      roles = directoryRoles;
    },
    async read() {
      await lookAtStore();
      silent.set(roles?.isSilent ? 1 : 0);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** How many notices there are in each open state, and when the oldest of them was queued. */
function outboxOf(store: Store): Promise<{ counts: [state: string, count: number][]; oldest: Date | null }> {
  return store.transaction(async (tx) => {
    const counts: [string, number][] = [];
    for (const state of OPEN_STATES) counts.push([state, (await tx.outbox.inStates([state], 0, 0)).total]);
    const total = counts.reduce((sum, [, count]) => sum + count, 0);
    const [row] = total === 0 ? [] : (await tx.outbox.inStates(OPEN_STATES, total - 1, 1)).rows;
    return { counts, oldest: row ? new Date(row.createdAt) : null };
  });
}
