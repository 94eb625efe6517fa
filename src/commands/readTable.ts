import type { ReadTable } from '../teams/attachedFile.ts';

/** Reads a CSV file that somebody attached; what reads it is loaded with the first one. */
export const readTable: ReadTable = async (...file) =>
  (await import('../adapters/files/csvFiles.ts')).readNameList(...file);
