import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** Where Debian puts the versions of PostgreSQL. */
const VERSIONS = '/usr/lib/postgresql';

/** The folder with the programs of the newest PostgreSQL; undefined where there is none. */
export const POSTGRES = existsSync(VERSIONS)
  ? readdirSync(VERSIONS)
      .sort((one, other) => Number(other) - Number(one))
      .map((version) => join(VERSIONS, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'postgres')))
  : undefined;

/** A name for a suite that needs PostgreSQL, with the reason why it is pending where it is. */
export function postgresTitle(name: string): string {
  return POSTGRES ? name : `${name} (pending: no PostgreSQL found; on Debian: apt-get install postgresql)`;
}

/** A real PostgreSQL server of the tests, on this machine only; it ends with their process. */
export class PostgresServer {
  #process: ChildProcess | undefined;

  private constructor(
    private readonly durable: boolean,
    private readonly folder: string,
    readonly port: number,
    private readonly owner: { uid?: number; gid?: number },
  ) {}

  /** Starts one; only with `durable` does what it writes reach the disk before it answers, as in real life. */
  static async start({ durable = false } = {}): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'switchboard-postgres-'));
    const owner = ownerOf(folder);
    const initdb = ['-D', join(folder, 'data'), '-U', 'switchboard', '-A', 'trust', '-E', 'UTF8'];
    const { status, stderr } = spawnSync(join(POSTGRES ?? '', 'initdb'), initdb, {
      ...owner,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`initdb: ${stderr}`);
    const server = new PostgresServer(durable, folder, await freePort(), owner);
    process.once('exit', () => {
      server.#process?.kill('SIGQUIT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });
    await server.run();
    return server;
  }

  /** Runs it, also again; it does not keep the process of the tests from ending. */
  async run(): Promise<void> {
    const { folder, port, owner } = this;
    const options = ['-D', join(folder, 'data'), '-h', '127.0.0.1', '-p', String(port), '-k', folder];
    options.push('-c', 'max_connections=200');
    // Nobody cuts the power of a test: what a database writes need not reach the disk.
    if (!this.durable) options.push('-c', 'fsync=off', '-c', 'full_page_writes=off');
    this.#process = spawn(join(POSTGRES ?? '', 'postgres'), options, { ...owner, stdio: 'ignore' });
    this.#process.unref();
    await this.#answering();
  }

  /** Ends it at once, without waiting for connections. */
  async stop(): Promise<void> {
    const ended = this.#process && once(this.#process, 'exit');
    this.#process?.kill('SIGQUIT');
    await ended;
  }

  /** Makes a database, empty or like another that nobody uses. Returns its address. */
  async createDatabase(like?: string): Promise<string> {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    const template = like === undefined ? '' : ` TEMPLATE ${databaseOf(like)}`;
    await this.#say('postgres', `CREATE DATABASE ${name}${template}`);
    return this.url(name);
  }

  async dropDatabase(url: string): Promise<void> {
    await this.#say('postgres', `DROP DATABASE ${databaseOf(url)} WITH (FORCE)`);
  }

  url(database: string): string {
    return `postgres://switchboard@127.0.0.1:${this.port}/${database}`;
  }

  async #say(database: string, sql: string): Promise<void> {
    const client = new Client({ connectionString: this.url(database) });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  async #answering(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (this.#process?.exitCode !== null) throw new Error('PostgreSQL does not start');
      try {
        return await this.#say('postgres', 'SELECT 1');
      } catch {
        await pause(50);
      }
    }
    throw new Error('PostgreSQL does not answer');
  }
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** PostgreSQL does not run as root: then as the user whom its package made, who gets the folder. */
function ownerOf(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (option: string) => Number(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout);
  const owner = { uid: idOf('-u'), gid: idOf('-g') };
  chownSync(folder, owner.uid, owner.gid);
  return owner;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
