/** Something that goes on in the background. */
export interface Worker {
  start(): void;
  /** There may be something to do: called after the commit of whatever makes it so, and when the place of this program has changed. */
  wake(): void;
  /** Lets what is under way end, or gives it up where it would take long; it goes on at the next start. */
  stop(): Promise<void>;
  /** Resolves when nothing is under way; what waits for a later moment does not count. For tests. */
  idle(): Promise<void>;
}
