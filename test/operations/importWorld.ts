import { readFileSync } from 'node:fs';
import { readCsv } from '../../src/adapters/files/csvFiles.ts';
import { cryptoRandom } from '../../src/adapters/crypto/random.ts';
import { createSecrets } from '../../src/adapters/crypto/secrets.ts';
import type { LowdbStore } from '../../src/adapters/lowdb/store.ts';
import type { OutboxRow } from '../../src/domain/outboxRow.ts';
import type { TenantSettings } from '../../src/domain/settings.ts';
import type { User } from '../../src/domain/user.ts';
import { importFiles, type ImportOptions, type ImportResult } from '../../src/operations/importFiles.ts';
import type { House } from '../../src/operations/operation.ts';
import { DataFolder } from '../adapters/lowdb/dataFolder.ts';
import { NO_DIRECTORY_ROLES } from '../../src/ports/directory.ts';
import { aStoredPin, settingsWith } from '../support/builders.ts';

const folder = 'src/simulator/organization';

/** The sample's files. */
export const SAMPLE = {
  people: readFileSync(`${folder}/users.csv`, 'utf8'),
  numbers: readFileSync(`${folder}/numbers.csv`, 'utf8'),
};

/** Imports into a store of its own that holds the sample organisation. */
export class ImportWorld {
  readonly house: House = {
    secrets: createSecrets(Buffer.alloc(32, 7)),
    random: cryptoRandom,
    mailAvailable: true,
    local: true,
    pinVisibleMinutes: 10,
    directoryRoles: NO_DIRECTORY_ROLES,
    recordsNames: false,
    calendar: null,
    catalogue: [],
  };

  private constructor(
    private readonly data: DataFolder,
    readonly store: LowdbStore,
  ) {}

  static async empty(): Promise<ImportWorld> {
    const data = await DataFolder.create();
    return new ImportWorld(data, await data.open());
  }

  static async withSample(): Promise<ImportWorld> {
    const world = await ImportWorld.empty();
    await world.import([SAMPLE.people, SAMPLE.numbers]);
    return world;
  }

  /** Imports texts as files `1.csv`, `2.csv` …. */
  import(texts: readonly string[], options: Partial<ImportOptions> = {}): Promise<ImportResult> {
    const tables = texts.map((text, at) => readCsv(`${at + 1}.csv`, Buffer.from(text)));
    const tools = { store: this.store, house: this.house, clock: this.data.clock };
    return importFiles(tools, tables, {
      goodRows: false,
      notify: false,
      dryRun: false,
      replaceProvider: false,
      ...options,
    });
  }

  async user(alias: string): Promise<User> {
    const user = await this.store.transaction((tx) => tx.users.byUpn(`${alias}@contoso.com`));
    if (!user) throw new Error(`there is no ${alias}`);
    return user;
  }

  /** Gives somebody a PIN, and other things besides. */
  async givePin(alias: string, changes: Partial<User> = {}): Promise<User> {
    const user = { ...(await this.user(alias)), pin: aStoredPin(), ...changes };
    await this.store.transaction((tx) => tx.users.put(user));
    return user;
  }

  async noticesOf(alias: string): Promise<OutboxRow[]> {
    const { key } = await this.user(alias);
    return this.store.transaction((tx) => tx.outbox.ofUser(key));
  }

  async set(changes: Partial<TenantSettings>): Promise<void> {
    await this.store.transaction((tx) => tx.settings.put(settingsWith(changes)));
  }

  remove(): Promise<void> {
    return this.data.remove();
  }
}

/** The faults of an import as file, line, column and code. */
export function faultsIn({ faults }: ImportResult): unknown[] {
  return faults.map(({ file, line, column, code }) => [file, line, column, code]);
}
