import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { readLocales } from '../src/adapters/files/localeFiles.ts';
import { ConfigError } from '../src/config.ts';
import { LANGUAGES, type Language } from '../src/domain/language.ts';
import type { Locales } from '../src/domain/locale.ts';
import { CATALOGUE } from '../src/operations/catalogue.ts';
import type { Operation } from '../src/operations/operation.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The name of the archive that is uploaded. */
export const ARCHIVE = 'switchboard.zip';

/**
 * The commands that Teams offers while somebody writes to the bot: operations, by the scopes of the conversation. Teams shows ten
 * of a list, the first ones first; `help` shows everything else.
 */
export const COMMAND_LISTS = [
  {
    scopes: ['personal'],
    operations: [
      'resetPin',
      'resetConferenceId',
      'assignLicense',
      'bulk',
      'status',
      'deliveries',
      'approvals',
      'myInfo',
      'askAdmin',
      'help',
    ],
  },
  {
    scopes: ['team', 'groupChat'],
    operations: [
      'resetPin',
      'bulk',
      'status',
      'deliveries',
      'approvals',
      'listUsers',
      'numbers',
      'bridge',
      'settings',
      'help',
    ],
  },
] as const;

/** The language of the manifest itself; the others have files of their own beside it. */
const DEFAULT_LANGUAGE: Language = 'en';

/** The languages that have a file of their own. */
const OTHER_LANGUAGES = LANGUAGES.filter((language) => language !== DEFAULT_LANGUAGE);

/** What is the same for everybody who builds the package: `appPackage/manifest.template.json`. */
interface Template {
  $schema: string;
  manifestVersion: string;
  icons: { color: string; outline: string };
  bots: [Record<string, unknown>];
}

/** What only Teams shows, and the bot never says: `appPackage/texts/<language>.json`. */
interface AppTexts {
  name: { short: string; full: string };
  description: { short: string; full: string };
  /** Titles of commands that are not the operation's example or name, by operation. */
  titles: Record<string, string>;
  /** Descriptions of commands, by operation; `{example}` stands for the operation's example. */
  commands: Record<string, string>;
}

/** What the package is made of, besides the settings. */
export interface Sources {
  template: Template;
  appTexts: Record<Language, AppTexts>;
  locales: Locales;
  version: string;
  color: Uint8Array;
  outline: Uint8Array;
}

/** Whose package it is. */
export interface PackageSettings {
  botId: string;
  appId: string;
  /** The host name under which the bot is reached; Teams does not need it to talk to the bot. */
  publicHost: string | undefined;
  developer: { name: string; websiteUrl: string; privacyUrl: string; termsOfUseUrl: string };
}

/** Reads the files that the package is made of. */
export function readSources(root: string = ROOT): Sources {
  const bytes = (path: string) => readFileSync(join(root, path));
  const json = (path: string): unknown => JSON.parse(bytes(path).toString('utf8'));
  const template = json('appPackage/manifest.template.json') as Template;
  const appTexts = LANGUAGES.map((language) => [language, json(`appPackage/texts/${language}.json`)]);
  return {
    template,
    appTexts: Object.fromEntries(appTexts) as Sources['appTexts'],
    locales: readLocales(join(root, 'locales')),
    version: (json('package.json') as { version: string }).version,
    color: bytes(`appPackage/${template.icons.color}`),
    outline: bytes(`appPackage/${template.icons.outline}`),
  };
}

const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const HOST_NAME = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$/i;
const LONGEST_DEVELOPER_NAME = 32;

/** Reads the settings of the package from the environment; throws ConfigError with all faults at once. */
export function readSettings(env: Record<string, string | undefined> = process.env): PackageSettings {
  const faults: string[] = [];
  const read = (name: string) => env[name]?.trim() ?? '';
  const check = (name: string, fits: (value: string) => boolean, wanted: string): string => {
    if (read(name) !== '' && !fits(read(name)))
      faults.push(`${name} is ${read(name)}: it must be ${wanted}.`);
    return read(name);
  };
  const need = (name: string, meaning: string, fits: (value: string) => boolean, wanted: string): string => {
    if (read(name) === '') faults.push(`${name} is missing: ${meaning}.`);
    return check(name, fits, wanted);
  };
  const page = (name: string, meaning: string) => need(name, meaning, isWebAddress, 'an https:// address');
  const isGuid = (value: string) => GUID.test(value);
  const botId = need('MicrosoftAppId', 'the app id of the Azure Bot registration', isGuid, 'a GUID');
  const settings: PackageSettings = {
    botId,
    appId: check('TEAMS_APP_ID', isGuid, 'a GUID') || botId,
    publicHost:
      check(
        'PUBLIC_HOST',
        (value) => HOST_NAME.test(value),
        'a host name such as bot.example.com, without https:// and path',
      ) || undefined,
    developer: {
      name: need(
        'DEVELOPER_NAME',
        'who offers the app, usually the organisation',
        (value) => value.length <= LONGEST_DEVELOPER_NAME,
        `${LONGEST_DEVELOPER_NAME} characters at most`,
      ),
      websiteUrl: page('WEBSITE_URL', 'the page where people find help with the app'),
      privacyUrl: page('PRIVACY_URL', 'the page with the privacy statement'),
      termsOfUseUrl: page('TERMS_URL', 'the page with the terms of use'),
    },
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return settings;
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'https:';
}

/** The operations of these names; throws for one that cannot be offered to people: unknown, hidden, or of local mode. */
export function operationsNamed(
  names: readonly string[],
  catalogue: readonly Operation[] = CATALOGUE,
): Operation[] {
  return names.map((name) => {
    const found = catalogue.find((one) => one.name === name);
    if (!found || found.hidden || found.localOnly) throw new Error(`${name} cannot be offered as a command`);
    return found;
  });
}

/** The command lists in a language, in the order of COMMAND_LISTS. */
function commandLists({ appTexts, locales }: Sources, language: Language) {
  const { titles, commands } = appTexts[language];
  const { texts } = locales[language];
  return COMMAND_LISTS.map(({ scopes, operations }) => ({
    scopes: [...scopes],
    commands: operationsNamed(operations).map(({ name, form }) => {
      const example = there(texts, `example.${name}`, language);
      // What has a form needs more words, and its example takes them from a sample organisation: its name alone opens the form.
      const usual = form ? decapitalized(there(texts, `operation.${name}`, language)) : example;
      const description = there(commands, name, language).replaceAll('{example}', example);
      return { title: titles[name] ?? usual, description };
    }),
  }));
}

function there(texts: Record<string, string>, key: string, language: Language): string {
  const text = texts[key];
  if (text === undefined) throw new Error(`${key} has no text (${language})`);
  return text;
}

/** As people type it. */
function decapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The manifest, in the default language. */
export function manifestOf(sources: Sources, settings: PackageSettings) {
  const { template, version, appTexts } = sources;
  const { name, description } = appTexts[DEFAULT_LANGUAGE];
  return {
    ...template,
    version,
    id: settings.appId,
    developer: settings.developer,
    name,
    description,
    localizationInfo: {
      defaultLanguageTag: DEFAULT_LANGUAGE,
      additionalLanguages: OTHER_LANGUAGES.map((languageTag) => ({ languageTag, file: fileOf(languageTag) })),
    },
    bots: [
      {
        ...template.bots[0],
        botId: settings.botId,
        commandLists: commandLists(sources, DEFAULT_LANGUAGE),
      },
    ],
    // Lets the bot install this app for people, where Graph permits that; nobody signs in to anything.
    webApplicationInfo: { id: settings.botId, resource: `api://botid-${settings.botId}` },
    ...(settings.publicHost !== undefined && { validDomains: [settings.publicHost] }),
  };
}

/** What the manifest says in another language: texts by their place in the manifest. */
export function localizationOf(sources: Sources, language: Language): Record<string, string> {
  const { name, description } = sources.appTexts[language];
  const commands = commandLists(sources, language).flatMap((list, at) =>
    list.commands.flatMap(({ title, description }, index) => {
      const place = `bots[0].commandLists[${at}].commands[${index}]`;
      return [
        [`${place}.title`, title],
        [`${place}.description`, description],
      ];
    }),
  );
  return {
    $schema: sources.template.$schema.replace('MicrosoftTeams.', 'MicrosoftTeams.Localization.'),
    'name.short': name.short,
    'name.full': name.full,
    'description.short': description.short,
    'description.full': description.full,
    ...(Object.fromEntries(commands) as Record<string, string>),
  };
}

/** The file of a language. */
function fileOf(language: Language): string {
  return `${language}.json`;
}

/** The files of the package, by name. */
export function packageFiles(sources: Sources, settings: PackageSettings): Record<string, Uint8Array> {
  const json = (content: unknown) => new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`);
  const localizations = OTHER_LANGUAGES.map((language) => [
    fileOf(language),
    json(localizationOf(sources, language)),
  ]);
  return {
    'manifest.json': json(manifestOf(sources, settings)),
    ...(Object.fromEntries(localizations) as Record<string, Uint8Array>),
    [sources.template.icons.color]: sources.color,
    [sources.template.icons.outline]: sources.outline,
  };
}

/** Writes the files and the archive of them into a folder that holds nothing else afterwards; gives the archive's path. */
export function writePackage(folder: string, files: Record<string, Uint8Array>): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const archive = join(folder, ARCHIVE);
  // Always the same time: the same package is the same archive.
  writeFileSync(archive, zipSync(files, { mtime: new Date(1980, 0, 1) }));
  return archive;
}

/** The command: writes `dist/appPackage`, or says everything that is wrong with the settings. */
function main(): void {
  try {
    const archive = writePackage(join(ROOT, 'dist/appPackage'), packageFiles(readSources(), readSettings()));
    process.stdout.write(`${archive}\n`);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`The app package cannot be made:\n${error.message}\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
