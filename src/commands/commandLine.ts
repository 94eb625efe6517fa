import { BackupFileError } from '../adapters/files/backupFiles.ts';
import { ConfigError } from '../config.ts';
import { StoreAwayError, StoreUnusableError } from '../ports/store.ts';

/** Something that the caller has to change in the command. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Runs a command to its exit code. When it fails, `nothing` says what has not happened: expected faults follow in words, anything
 * else with its stack.
 */
export function runCommandLine(main: () => Promise<number>, nothing: string): void {
  main().then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      const expected =
        error instanceof UsageError ||
        error instanceof ConfigError ||
        error instanceof StoreUnusableError ||
        error instanceof StoreAwayError ||
        error instanceof BackupFileError;
      const { message, stack } = error as Error;
      process.stderr.write(`${nothing}\n${expected ? message : stack}\n`);
      process.exitCode = 1;
    },
  );
}
