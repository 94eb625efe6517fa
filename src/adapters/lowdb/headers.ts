import * as z from 'zod';
import type { FileKind } from './files.ts';
import { encodeLine } from './line.ts';
import { SCHEMA_VERSION, versionFault } from './migrations.ts';

/** The first line of a numbered file. */
export const Header = z.object({
  file: z.enum(['snapshot', 'journal']),
  /** The form of the records. */
  version: z.number().int(),
  generation: z.number().int(),
  /** The number of the next transaction. */
  next: z.number().int(),
  at: z.iso.datetime(),
  /** Of a snapshot: how long each monthly record file was, in bytes, with everything moved there that came before. */
  audit: z.record(z.string(), z.number().int()).default({}),
});

/** The first line of a numbered file. */
export type Header = z.infer<typeof Header>;

/** The header of a file that is written now. */
export function headerLine(header: Omit<Header, 'version'>): string {
  return encodeLine(JSON.stringify({ ...header, version: SCHEMA_VERSION }));
}

/** Reads a header; throws what is wrong with it. */
export function readHeader(value: unknown, kind: FileKind, generation: number): Header {
  const header = Header.parse(value);
  if (header.file !== kind || header.generation !== generation) {
    throw new Error(`this is ${header.file} ${header.generation}; the file was renamed`);
  }
  const fault = versionFault(header.version);
  if (fault) throw new Error(fault);
  return header;
}
