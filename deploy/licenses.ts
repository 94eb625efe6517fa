import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';

/** Licences that let a program be shipped with what they cover, when their texts go with it. */
export const COMPATIBLE: readonly string[] = [
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'PSF-2.0',
  'Unlicense',
  '(AFL-2.1 OR BSD-3-Clause)',
];

/** Packages that name no licence in their package.json, and the one that stands in their own files. */
const TOLD_ELSEWHERE: Readonly<Record<string, string>> = {
  'escape-regexp-component': 'MIT',
  jspath: 'MIT',
};

/** A package that the program is shipped with. */
export interface Licensed {
  name: string;
  version: string;
  license: string;
}

/** Everything that the lock file has for the program itself, by name; packages for tests and builds are not shipped. */
export function shippedPackages(lockFile: string): Licensed[] {
  const { packages } = JSON.parse(lockFile) as {
    packages: Record<string, { version?: string; license?: string; dev?: boolean }>;
  };
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version = '', license }]) => {
      const name = path.replace(/^.*node_modules\//, '');
      return { name, version, license: license ?? TOLD_ELSEWHERE[name] ?? 'unknown' };
    })
    .sort((one, other) => (`${one.name} ${one.version}` < `${other.name} ${other.version}` ? -1 : 1));
}

/** The page that lists them, in the form of the repository. */
export function licensesPage(packages: readonly Licensed[]): Promise<string> {
  const distinct = [...new Map(packages.map((one) => [`${one.name} ${one.version}`, one])).values()];
  const rows = distinct.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  const text = [
    '# Licences',
    '',
    'What Switchboard is shipped with, made of the lock file by `npm run licenses`. `npm run sbom` writes the same as a CycloneDX document.',
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
  return format(text, { parser: 'markdown', printWidth: 130, proseWrap: 'preserve' });
}

const ROOT = join(fileURLToPath(import.meta.url), '../..');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const packages = shippedPackages(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  writeFileSync(join(ROOT, 'docs/licenses.md'), await licensesPage(packages));
}
