import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the page. */
export interface PageFile {
  type: string;
  content: Buffer;
}

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'page');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const packages = createRequire(import.meta.url);

/** Libraries in the form that browsers run, by the name under which the page asks for them. */
const LIBRARIES: Readonly<Record<string, () => string>> = {
  'adaptivecards.js': () => packages.resolve('adaptivecards/dist/adaptivecards.min.js'),
  'markdown-it.mjs': () =>
    join(dirname(packages.resolve('markdown-it/package.json')), 'dist/browser/markdown-it.esm.min.mjs'),
};

/** The files of the page by name; nothing else can be asked for. */
export function createPageFiles(): (name: string) => Promise<PageFile | undefined> {
  const own = new Set(readdirSync(FOLDER).filter((name) => extname(name) in TYPES));
  return async (name) => {
    const file = own.has(name) ? join(FOLDER, name) : Object.hasOwn(LIBRARIES, name) && LIBRARIES[name]?.();
    if (!file) return undefined;
    return { type: TYPES[extname(name)] ?? '', content: await readFile(file) };
  };
}
