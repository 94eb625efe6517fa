/** Rows after which an import lets other things happen: the lock of the data folder has to show signs of life. */
const ROWS = 1_000;

/** Lets timers run every so many rows; `at` counts the rows. */
export async function breathe(at: number): Promise<void> {
  if (at % ROWS === 0) await new Promise<void>((resolve) => setImmediate(resolve));
}
