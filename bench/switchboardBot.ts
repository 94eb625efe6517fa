import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';

// The program as it is, in local mode; only its courier rests until it is told to deliver, or with `deliver` not at all.
const [, , mainModule = '', configModule = '', does = ''] = process.argv;
const { serve } = (await import(mainModule)) as typeof import('../src/main.ts');
const { readConfig } = (await import(configModule)) as typeof import('../src/config.ts');

const config = readConfig();
const serving = await serve(config, pino({ level: config.logLevel }));
if (does !== 'deliver') await serving.courier.stop();

process.on('message', (question: { deliver?: boolean; batches?: boolean }) => {
  void answerTo(question).then((answer) => process.send?.(answer));
});
process.once('disconnect', () => process.exit());
process.once('SIGTERM', () => void serving.stop().then(() => process.exit()));
process.send?.({ port: serving.port });

async function answerTo(question: { deliver?: boolean; batches?: boolean }): Promise<object> {
  if (question.deliver) return deliver();
  if (!question.batches) return process.cpuUsage();
  return serving.store.transaction(async (tx) => ({ running: (await tx.batches.running()) !== undefined }));
}

/** Delivers what waits, for ten seconds at most; gives how many notices left and the seconds that took. */
async function deliver() {
  const before = await delivered();
  const began = performance.now();
  serving.courier.start();
  await Promise.race([serving.courier.idle(), pause(10_000)]);
  await serving.courier.stop();
  const seconds = (performance.now() - began) / 1000;
  return { notices: (await delivered()) - before, seconds };
}

async function delivered(): Promise<number> {
  return serving.store.transaction(async (tx) => (await tx.outbox.inStates(['sent'], 0, 1)).total);
}
