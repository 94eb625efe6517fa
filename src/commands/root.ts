import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project, in which `cards`, `locales` and `migrations` are: sources and build lie at different depths in it. */
export const ROOT = rootOf(dirname(fileURLToPath(import.meta.url)));

/** The folder of the sample organisation. */
export const SAMPLE = join(ROOT, 'src/simulator/organization');

function rootOf(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootOf(dirname(folder));
}
