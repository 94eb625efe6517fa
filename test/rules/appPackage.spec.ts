import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import {
  ARCHIVE,
  COMMAND_LISTS,
  localizationOf,
  manifestOf,
  operationsNamed,
  packageFiles,
  readSettings,
  readSources,
  writePackage,
} from '../../deploy/appPackage.ts';
import { ConfigError } from '../../src/config.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { createPhrases } from '../../src/intake/phrases.ts';
import { CATALOGUE } from '../../src/operations/catalogue.ts';

const ENVIRONMENT = {
  MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
  DEVELOPER_NAME: 'Contoso',
  WEBSITE_URL: 'https://contoso.com/switchboard',
  PRIVACY_URL: 'https://contoso.com/privacy',
  TERMS_URL: 'https://contoso.com/terms',
};
const ALL = {
  ...ENVIRONMENT,
  TEAMS_APP_ID: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  PUBLIC_HOST: 'bot.contoso.com',
};
const FILES = ['color.png', 'fr.json', 'manifest.json', 'outline.png', 'sv.json'];
/** The limits of older versions of the manifest: what a menu has room for. */
const LONGEST_TITLE = 32;
const LONGEST_DESCRIPTION = 128;
const MOST_COMMANDS = 12;

const sources = readSources();
const manifest = manifestOf(sources, readSettings(ALL));
const understand = createPhrases(sources.locales);

// The schemas are draft 04; what reads them is a package of the package that ships them.
const shipped = createRequire(createRequire(import.meta.url).resolve('@microsoft/app-manifest'));
const { default: Ajv } = shipped('ajv-draft-04');
const { default: addFormats } = shipped('ajv-formats');

/** What is wrong with a file of the package, by the schema that it names. */
function faultsOf(content: { $schema?: string }): unknown[] {
  const [version = '', name = ''] = (content.$schema ?? '').split('/').slice(-2);
  const folder = dirname(shipped.resolve('@microsoft/app-manifest'));
  const schema = JSON.parse(readFileSync(join(folder, 'json-schemas/teams', version, name), 'utf8'));
  // The patterns of the localisation schema are no regular expressions of the stricter, Unicode kind.
  const ajv = new Ajv({ allErrors: true, strictTypes: false, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  return validate(content) ? [] : validate.errors;
}

/** The faults that settings are refused with. */
function refused(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

/** Whether a value of an input is somebody's or something's name. */
function isNamed(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : typeof value === 'string';
}

/** Width, height and colour type of a PNG, from its header. */
function pngHeader(bytes: Uint8Array) {
  const header = Buffer.from(bytes);
  assert.equal(header.subarray(1, 4).toString(), 'PNG');
  return { width: header.readUInt32BE(16), height: header.readUInt32BE(20), colourType: header[25] };
}

describe('the app package: what Teams is told about the bot', () => {
  it('has a manifest as its schema wants it', () => {
    assert.deepEqual(faultsOf(manifest), []);
    assert.deepEqual(faultsOf(manifestOf(sources, readSettings(ENVIRONMENT))), []);
  });

  it('would notice a manifest that its schema does not want', () => {
    assert.equal(faultsOf({ ...manifest, version: 1 } as unknown as typeof manifest).length, 1);
  });

  it('says whose bot it is', () => {
    assert.equal(manifest.id, ALL.TEAMS_APP_ID);
    assert.equal(manifest.bots[0]?.botId, ALL.MicrosoftAppId);
    assert.equal(manifest.webApplicationInfo.id, ALL.MicrosoftAppId);
    assert.deepEqual(manifest.validDomains, [ALL.PUBLIC_HOST]);
    assert.equal(manifest.developer.privacyUrl, ALL.PRIVACY_URL);
  });

  it('does without an id of its own and without a host name', () => {
    const plain = manifestOf(sources, readSettings(ENVIRONMENT));

    assert.equal(plain.id, ENVIRONMENT.MicrosoftAppId);
    assert.ok(!('validDomains' in plain));
  });

  it('has a version of the only kind that Teams takes', () => {
    assert.match(manifest.version, /^\d+\.\d+\.\d+$/);
  });

  it('names every language of the bot', () => {
    const { defaultLanguageTag, additionalLanguages } = manifest.localizationInfo;
    const tags = [defaultLanguageTag, ...additionalLanguages.map(({ languageTag }) => languageTag)];
    assert.deepEqual(tags, [...LANGUAGES]);
  });

  it('offers a command of every scope only once, and help in all of them', () => {
    for (const { operations } of COMMAND_LISTS) {
      assert.equal(new Set(operations).size, operations.length);
      assert.ok(operations.length <= MOST_COMMANDS);
      assert.ok(operations.includes('help'));
    }
    assert.deepEqual(
      manifest.bots.flatMap(({ commandLists }) => commandLists.flatMap(({ scopes }) => scopes)),
      ['personal', 'team', 'groupChat'],
    );
  });

  it('refuses to offer what is unknown, a part of something else, or of local mode', () => {
    for (const { name } of CATALOGUE.filter((one) => one.hidden || one.localOnly))
      assert.throws(() => operationsNamed([name]), /cannot be offered/);
    assert.throws(() => operationsNamed(['resetPins']), /cannot be offered/);
  });

  for (const language of LANGUAGES) {
    const localization = localizationOf(sources, language);
    const texts = sources.appTexts[language];

    it(`has a localisation as its schema wants it (${language})`, () => {
      assert.deepEqual(faultsOf(localization), []);
    });

    it(`leaves no name out, and does not call itself Teams (${language})`, () => {
      for (const name of [localization['name.short'], localization['name.full']]) {
        assert.ok(name);
        assert.doesNotMatch(name, /teams/i);
      }
    });

    it(`describes the commands that are offered, and no others (${language})`, () => {
      const offered: string[] = COMMAND_LISTS.flatMap(({ operations }) => [...operations]);
      assert.deepEqual(Object.keys(texts.commands).sort(), [...new Set(offered)].sort());
      assert.deepEqual(
        Object.keys(texts.titles).filter((name) => !offered.includes(name)),
        [],
      );
    });

    COMMAND_LISTS.forEach(({ scopes, operations }, list) =>
      operations.forEach((operation, at) => {
        const place = `bots[0].commandLists[${list}].commands[${at}]`;
        const title = localization[`${place}.title`] ?? '';
        const description = localization[`${place}.description`] ?? '';

        it(`offers “${title}”, and understands it as ${operation} (${scopes.join(', ')}, ${language})`, () => {
          const understood = understand(title);
          const steps = understood.kind === 'steps' ? understood.steps : [];
          assert.deepEqual(
            steps.map((step) => step.operation),
            [operation],
          );
          // Nothing of a sample organisation: the person says who or what, behind it or in the form.
          assert.deepEqual(Object.values(steps[0]?.input ?? {}).filter(isNamed), []);
          assert.ok(title.length <= LONGEST_TITLE, `${title.length}`);
          assert.ok(description !== '' && description.length <= LONGEST_DESCRIPTION, `${description.length}`);
          assert.doesNotMatch(title + description, /[{}]/);
        });
      }),
    );
  }

  it('says in the manifest what its localisation would say', () => {
    const { $schema: _, ...english } = localizationOf(sources, 'en');
    const commands = manifest.bots[0]?.commandLists.flatMap((list) => list.commands) ?? [];
    const { name, description } = manifest;
    assert.deepEqual(Object.values(english), [
      ...[name.short, name.full, description.short, description.full],
      ...commands.flatMap((command) => [command.title, command.description]),
    ]);
  });

  it('has icons of the sizes that Teams wants, the outline on nothing', () => {
    assert.deepEqual(pngHeader(sources.color), { width: 192, height: 192, colourType: 2 });
    assert.deepEqual(pngHeader(sources.outline), { width: 32, height: 32, colourType: 6 });
  });
});

describe('the app package: the files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-package-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('writes the files, and an archive of exactly these', () => {
    const files = packageFiles(sources, readSettings(ALL));

    const archive = writePackage(join(folder, 'made'), files);

    assert.equal(basename(archive), ARCHIVE);
    assert.deepEqual(readdirSync(dirname(archive)).sort(), [...FILES, ARCHIVE].sort());
    const packed = unzipSync(new Uint8Array(readFileSync(archive)));
    assert.deepEqual(Object.keys(packed).sort(), FILES);
    for (const [name, content] of Object.entries(packed))
      assert.ok(readFileSync(join(dirname(archive), name)).equals(content), name);
    assert.deepEqual(JSON.parse(Buffer.from(packed['manifest.json'] ?? []).toString()), manifest);
  });

  it('packs every file that the manifest names', () => {
    const { icons, localizationInfo } = manifest;
    const named = [
      icons.color,
      icons.outline,
      ...localizationInfo.additionalLanguages.map(({ file }) => file),
    ];
    assert.deepEqual(
      named.filter((name) => !FILES.includes(name)),
      [],
    );
  });

  it('leaves nothing of an earlier package behind, and makes the same archive of the same files', () => {
    const made = join(folder, 'again');
    const files = packageFiles(sources, readSettings(ALL));
    writePackage(made, { ...files, 'old.json': new Uint8Array() });
    const first = readFileSync(writePackage(made, files));
    const second = readFileSync(writePackage(made, files));

    assert.ok(!readdirSync(made).includes('old.json'));
    assert.ok(first.equals(second));
  });
});

describe('the app package: its settings', () => {
  it('names everything that is missing at once', () => {
    assert.deepEqual(
      refused({}).map((fault) => fault.split(' ')[0]),
      Object.keys(ENVIRONMENT),
    );
  });

  for (const [name, value] of [
    ['MicrosoftAppId', 'switchboard'],
    ['TEAMS_APP_ID', '42'],
    ['PUBLIC_HOST', 'https://bot.contoso.com'],
    ['PUBLIC_HOST', 'bot.contoso.com/api/messages'],
    ['PUBLIC_HOST', 'localhost'],
    ['DEVELOPER_NAME', 'The department of audio conferencing'],
    ['WEBSITE_URL', 'contoso.com'],
    ['PRIVACY_URL', 'http://contoso.com/privacy'],
    ['TERMS_URL', 'https://'],
  ] as const)
    it(`does not take ${value} for ${name}`, () => {
      const faults = refused({ ...ALL, [name]: value });
      assert.equal(faults.length, 1);
      assert.ok(faults[0]?.startsWith(`${name} is ${value}: it must be `), faults[0]);
    });

  it('tells the faults without a stack, and fails', () => {
    const env = { ...process.env, ...ENVIRONMENT, MicrosoftAppId: '', TERMS_URL: '' };
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'deploy/appPackage.ts'],
      { env, encoding: 'utf8' },
    );

    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.deepEqual(
      stderr
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
      ['The', 'MicrosoftAppId', 'TERMS_URL'],
    );
  });
});
