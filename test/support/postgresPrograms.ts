import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from './builtProgram.ts';
import type { PostgresServer } from './postgresServer.ts';
import { Program } from './program.ts';
import { TeamsWorld } from './teamsClient.ts';

/** A database with nothing in it, and real programs on it, in local mode, that talk to a connector stand-in. */
export class PostgresPrograms {
  readonly programs: Program[] = [];

  private constructor(
    private readonly server: PostgresServer,
    private readonly shipped: readonly string[],
    /** The data folder of all of them: their key. */
    readonly folder: string,
    /** The address of the database. */
    readonly url: string,
    readonly world: TeamsWorld,
  ) {}

  static async open(server: PostgresServer): Promise<PostgresPrograms> {
    const folder = mkdtempSync(join(tmpdir(), 'switchboard-on-postgres-'));
    return new PostgresPrograms(
      server,
      await built(),
      folder,
      await server.createDatabase(),
      await TeamsWorld.start(),
    );
  }

  /** Starts one more program; it is killed at the end. */
  start(env: Record<string, string> = {}): Program {
    const given = { DATA_DIR: this.folder, DATABASE_URL: this.url, ...env };
    const program = new Program(given, undefined, this.shipped);
    this.programs.push(program);
    return program;
  }

  /** What the log of any of them tells of faults. */
  get faults(): string[] {
    return this.programs.flatMap(({ faults }) => faults);
  }

  async close(): Promise<void> {
    for (const program of this.programs) {
      program.kill();
      await program.ended;
    }
    await this.world.close();
    await this.server.dropDatabase(this.url);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
