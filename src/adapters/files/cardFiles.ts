import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Reads `cards/*.json`: the Adaptive Card templates by file name without ending. */
export function readCardTemplates(folder: string): Record<string, object> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [file.slice(0, -5), JSON.parse(readFileSync(join(folder, file), 'utf8')) as object]),
  );
}
