/** Time, so that tests can move it. */
export interface Clock {
  now(): Date;
  /** Calls back once after `milliseconds`; the result cancels. */
  after(milliseconds: number, callback: () => void): () => void;
}
