import type { Log } from '../../src/ports/log.ts';

/** A log that keeps its lines. */
export class FakeLog implements Log {
  readonly lines: { level: 'info' | 'warn' | 'error'; fields: Record<string, unknown>; text: string }[] = [];

  info(fields: Record<string, unknown>, text: string): void {
    this.lines.push({ level: 'info', fields, text });
  }

  warn(fields: Record<string, unknown>, text: string): void {
    this.lines.push({ level: 'warn', fields, text });
  }

  error(fields: Record<string, unknown>, text: string): void {
    this.lines.push({ level: 'error', fields, text });
  }
}
