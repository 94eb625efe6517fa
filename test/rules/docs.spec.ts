import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readLocales } from '../../src/adapters/files/localeFiles.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { createCmdlets } from '../../src/intake/cmdlets.ts';
import { createPhrases } from '../../src/intake/phrases.ts';
import { CATALOGUE } from '../../src/operations/catalogue.ts';

const read = (path: string) => readFileSync(path, 'utf8');

const PAGES = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const COMMANDS = 'docs/phrases-and-cmdlets.md';

const locales = readLocales('locales');
const phrases = createPhrases(locales);
const cmdlets = createCmdlets(CATALOGUE);

/** Every variable that the program reads of its environment. */
const VARIABLES = [
  ...new Set(
    [
      'src/config.ts',
      'src/adapters/graph/graphSettings.ts',
      'src/adapters/smtp/mailSettings.ts',
      'src/voice/voiceSettings.ts',
      'src/voice/engineApiSettings.ts',
    ].flatMap((file) =>
      [...read(file).matchAll(/'([A-Z][A-Z_]{3,}|MicrosoftApp\w+)'/g)].map(([, name]) => name ?? ''),
    ),
  ),
];

/** The cells of the tables of a page, one list a row, without headers and rules. */
function rowsOf(page: string): string[][] {
  const rows = read(page)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What a text shows as code, blocks left out. */
const codeIn = (text: string) =>
  [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');

/** The operations that words ask for. */
function askedBy(words: string): string[] {
  const understood = cmdlets(words) ?? phrases(words);
  return understood.kind === 'steps' ? understood.steps.map((step) => step.operation) : [];
}

describe('what a newcomer reads', () => {
  it('finds the variables of the environment', () => {
    assert.ok(VARIABLES.includes('DATA_DIR') && VARIABLES.includes('MicrosoftAppId'), VARIABLES.join(' '));
  });

  for (const page of ['README.md', 'docs/configuration.md']) {
    it(`has every variable of the environment in ${page}`, () => {
      const told = codeIn(read(page));
      assert.deepEqual(
        VARIABLES.filter((name) => !told.some((code) => code.split('=')[0] === name)),
        [],
      );
    });
  }

  for (const operation of CATALOGUE.filter((one) => !one.hidden)) {
    it(`shows how to ask for ${operation.name}`, () => {
      const examples = LANGUAGES.map(
        (language) => locales[language].texts[`example.${operation.name}`] ?? '',
      );
      const row = rowsOf(COMMANDS).find((cells) => codeIn(cells[1] ?? '')[0] === examples[0]);
      assert.deepEqual(row?.slice(1, 4).flatMap(codeIn), examples);
      for (const line of codeIn(row?.[4] ?? '')) assert.deepEqual(askedBy(line), [operation.name]);
    });
  }

  it('understands everything that the README says to type', () => {
    const said = rowsOf('README.md')
      .map((cells) => cells[0] ?? '')
      .flatMap(codeIn)
      .filter((code) => !VARIABLES.includes(code));
    assert.ok(said.length > 5);
    assert.deepEqual(
      said.filter((words) => askedBy(words).length === 0),
      [],
    );
  });

  it('understands every cmdlet that is shown in full', () => {
    const lines = /```powershell\n([\s\S]*?)```/.exec(read(COMMANDS))?.[1]?.trim().split('\n') ?? [];
    assert.ok(lines.length > 3);
    assert.deepEqual(
      lines.filter((line) => askedBy(line).length === 0),
      [],
    );
  });

  for (const page of PAGES) {
    it(`leads nowhere that is not there: ${page}`, () => {
      const links = [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link]) => link ?? '');
      const missing = links.filter(
        (link) => !/^https?:/.test(link) && !existsSync(join(dirname(page), link)),
      );
      assert.deepEqual(missing, []);
    });

    it(`knows nothing of anybody's machine: ${page}`, () => {
      assert.deepEqual(
        read(page).match(/(?<![\w/.])(?:\/(?:home|Users|root|work|tmp)\/|[A-Z]:\\Users\\)\S*/g),
        null,
      );
    });
  }

  it('has files behind all scripts, and scripts behind all commands of the pages', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const files = Object.values(scripts).flatMap(
      (script) => script.match(/(?<![\w/])(?:src|test|bench)\/[\w/.]+/g) ?? [],
    );
    const runs = PAGES.flatMap((page) =>
      [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? ''),
    );
    assert.deepEqual(
      files.filter((file) => !existsSync(file)),
      [],
    );
    assert.deepEqual(
      runs.filter((name) => !(name in scripts)),
      [],
    );
  });
});

describe('what a newcomer installs', () => {
  it('is locked without the address of anybody’s registry', () => {
    assert.deepEqual(read('package-lock.json').match(/"resolved": "https?:[^"]*"/g), null);
  });
});
