import type { Clock } from '../ports/clock.ts';

/** What tells a program to stop. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Milliseconds after which a program that will not stop is ended: process managers wait ten seconds and then kill. */
const LONGEST_STOP = 8_000;

/**
 * Runs a program until SIGINT or SIGTERM and ends the process: 0 when it stopped cleanly. A signal that comes while the
 * program starts is obeyed as soon as it has; a second one ends the process at once. Throws what `start` throws.
 */
export async function inForeground(
  start: () => Promise<{ stop(): Promise<void> }>,
  clock: Clock,
): Promise<void> {
  const told = signalled();
  const program = await start();
  await told;
  clock.after(LONGEST_STOP, () => process.exit(1));
  try {
    await program.stop();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`Switchboard did not stop cleanly:\n${String((error as Error).stack)}\n`);
    process.exit(1);
  }
}

/** Resolves at the first signal; from then on signals do what they do to any program. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      for (const signal of SIGNALS) process.off(signal, stop);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}
