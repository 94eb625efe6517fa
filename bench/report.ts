import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { dirname } from 'node:path';

/** A table: the first row is its head. */
export type Table = readonly (readonly string[])[];

/** What a section of the benchmark found: a table for people, the figures for programs. */
export interface Section {
  title: string;
  /** How it was measured, where that is not plain. */
  note?: string;
  table: Table;
  figures: object;
}

/** The machine that the figures are from. */
export function machine() {
  const [cpu] = cpus();
  return {
    at: new Date().toISOString(),
    node: process.version,
    system: `${platform()} ${release()} ${arch()}`,
    cores: cpus().length,
    cpu: cpu?.model.trim() || 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}

/** A section as Markdown, which reads well in a terminal too. */
export function markdown({ title, note, table }: Section): string {
  const [head = [], ...rows] = table;
  const width = (column: number) => Math.max(...table.map((row) => row[column]?.length ?? 0));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(width(column)) : cell.padStart(width(column)))).join(' | ')} |`;
  const rule = `|${head.map((_, column) => (column === 0 ? '-'.repeat(width(column) + 2) : `${'-'.repeat(width(column) + 1)}:`)).join('|')}|`;
  return [`\n## ${title}\n`, ...(note ? [note, ''] : []), line(head), rule, ...rows.map(line), ''].join('\n');
}

/** Writes all figures as JSON. */
export function writeFigures(path: string, figures: object): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(figures, null, 2)}\n`);
}
