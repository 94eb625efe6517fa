/** The program's log: fields first, as pino takes them. Never give it a text that a person wrote, nor a secret. */
export interface Log {
  info(fields: Record<string, unknown>, text: string): void;
  warn(fields: Record<string, unknown>, text: string): void;
  error(fields: Record<string, unknown>, text: string): void;
}
