/** What is counted while the program works; only names of the catalogue and words of ours, never anything of a person. */
export interface Metrics {
  /** A request that the front door has answered with this HTTP status. */
  turn(status: number, seconds: number): void;
  /** How a command ended at the gate. */
  operation(name: string, outcome: 'done' | 'asked' | 'previewed' | 'refused' | 'failed' | 'repeated'): void;
  /** The state in which an attempt, or its being given up, has left a notice. */
  delivery(channel: string, state: string): void;
}
