import type { Prometheus } from '../adapters/metrics/prometheus.ts';
import type { Config } from '../config.ts';
import { startMetricsServer } from '../http/metricsServer.ts';
import type { HttpAnswer } from '../http/server.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/** The program as those who operate it see it. */
export interface Observed {
  /** Undefined where nobody reads them. */
  metrics: Prometheus | undefined;
  /** A handler whose answers are counted and timed. */
  timed<Arguments extends unknown[]>(
    handle: (...given: Arguments) => Promise<HttpAnswer>,
  ): (...given: Arguments) => Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** Counts what happens and serves the counts where the configuration wants them; else does nothing. */
export async function observe({ metrics: place }: Config, clock: Clock): Promise<Observed> {
  if (!place) return { metrics: undefined, timed: (handle) => handle, close: () => Promise.resolve() };
  // Loaded only here: a start waits for it.
  const { createPrometheus } = await import('../adapters/metrics/prometheus.ts');
  const metrics = createPrometheus(clock);
  const server = await startMetricsServer(place, () => metrics.read());
  return {
    metrics,
    timed:
      (handle) =>
      async (...given) => {
        const began = performance.now();
        const answer = await handle(...given);
        metrics.turn(answer.status, (performance.now() - began) / 1_000);
        return answer;
      },
    close: () => server.close(),
  };
}

/** What an operator is told: a store that acknowledges nothing any more needs space, and a new start. */
export function healthOf(store: Store | null): HttpAnswer {
  if (!store) return { status: 503, body: { status: 'starting' } };
  if (!store.usable) return { status: 503, body: { status: 'store unusable' } };
  return { status: 200, body: { status: 'ok' } };
}
