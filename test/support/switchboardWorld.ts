import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/commands/log.ts';
import { readConfig } from '../../src/config.ts';
import { serve, type Serving } from '../../src/main.ts';
import type { User } from '../../src/domain/user.ts';
import { cardOf, type WireActivity } from '../../src/simulator/wire.ts';
import { FakeClock } from './fakeClock.ts';
import { TeamsWorld, type TestPerson } from './teamsClient.ts';
import { textOf } from './teamsCards.ts';
import { aDatabase, dropDatabase, ON_POSTGRES } from './worldDatabase.ts';

/** The whole program with the sample organisation, talking over HTTP to the connector stand-in, on a clock that tests move. */
export class SwitchboardWorld {
  readonly clock = new FakeClock();
  readonly logged: string[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), 'switchboard-'));
  /** The address of its database, where it is not the embedded store. */
  database: string | undefined;
  teams!: TeamsWorld;
  serving!: Serving;

  /** Starts connector and bot; `env` adds to the environment of local mode. */
  static async start(env: Record<string, string> = {}): Promise<SwitchboardWorld> {
    const world = new SwitchboardWorld();
    world.teams = await TeamsWorld.start();
    await world.startBot(env);
    return world;
  }

  /** Starts the bot on the same data folder. */
  async startBot(env: Record<string, string> = {}): Promise<void> {
    if (ON_POSTGRES) this.database ??= await aDatabase();
    const place = { DATA_DIR: this.folder, ...(this.database && { DATABASE_URL: this.database }) };
    const config = readConfig({ ...place, PORT: '0', CALENDAR: 'none', ...env });
    const sink = { write: (line: string) => void this.logged.push(line) };
    this.serving = await serve(config, createLog('debug', sink), this.clock);
    this.teams.connectBot(`http://127.0.0.1:${this.serving.port}/api/messages`);
  }

  /** Somebody of the sample organisation, with the object id of the sample. */
  person(
    name: 'Adele Vance' | 'Amos Marble' | 'Henri Hauge' | (string & {}),
    number: number,
    upn?: string,
  ): TestPerson {
    const objectId = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    return this.teams.person(name, { objectId, ...(upn !== undefined && { userPrincipalName: upn }) });
  }

  get adele(): TestPerson {
    return this.#once('Adele Vance', 1);
  }
  get amos(): TestPerson {
    return this.#once('Amos Marble', 2);
  }
  get henri(): TestPerson {
    return this.#once('Henri Hauge', 3, 'henri.help@contoso.com');
  }

  readonly #people = new Map<number, TestPerson>();

  #once(name: string, number: number, upn?: string): TestPerson {
    const known = this.#people.get(number) ?? this.person(name, number, upn);
    this.#people.set(number, known);
    return known;
  }

  /** The record of a person as the store has it. */
  async user(upn: string): Promise<User> {
    const user = await this.serving.store.transaction((tx) => tx.users.byUpn(upn));
    if (!user) throw new Error(`nobody is ${upn}`);
    return user;
  }

  /** The mails written so far, as they are on disk. */
  mails(): string[] {
    const folder = join(this.folder, 'mail');
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.name.endsWith('.eml'))
      .map((entry) => readFileSync(join(folder, entry.name), 'utf8'));
  }

  /** Stops the bot alone. */
  async stopBot(): Promise<void> {
    await this.serving.stop();
  }

  /** Stops everything and removes the data. */
  async close(): Promise<void> {
    await this.serving.stop();
    await this.teams.close();
    if (this.database) await dropDatabase(this.database);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Everything that the cards of some activities show, one text. */
export function shownIn(activities: readonly WireActivity[]): string {
  return activities.map((activity) => textOf(cardOf(activity))).join('\n');
}
