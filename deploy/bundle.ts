import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What is shipped: the program and the commands of an operator. */
export const ENTRIES = [
  'main',
  'commands/import',
  'commands/history',
  'commands/migrateStore',
  'commands/backup',
  'commands/auditVerify',
  'commands/keys',
].map((name) => `src/${name}.ts`);

/** CommonJS packages among ours ask for `require`, `__filename` and `__dirname`, which a module does not have. */
const COMMONJS = `
import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __filename.replace(/[\\\\/][^\\\\/]*$/, '');`;

/**
 * Puts the program and the packages it uses into a few files in `dist/`, without looking at types: a fresh process then reads
 * some files instead of two thousand. The parts that only local mode loads stay in files of their own.
 */
export async function bundle(entries: readonly string[] = ENTRIES): Promise<void> {
  const outdir = join(ROOT, 'dist');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: [...entries],
    outdir,
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 120,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: COMMONJS },
    // Native addons of restify's and pg's that are not needed and do not build everywhere.
    external: ['dtrace-provider', 'pg-native'],
    logLevel: 'warning',
  });
  cpSync(join(ROOT, 'src/simulator/page'), join(outdir, 'page'), { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
