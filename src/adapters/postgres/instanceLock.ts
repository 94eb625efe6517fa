import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Log } from '../../ports/log.ts';
import { StoreUnusableError } from '../../ports/store.ts';

/** The lock that one program at a time has; any number that nobody else takes. */
const LOCK = 7_827_413;
/** Milliseconds between two tries to have it. */
const PAUSE = 500;
/** How often it is tried at a start: the session of a program that was killed ends a moment later. */
const TRIES = 10;

/** The right of one program to the database, for as long as its session lasts; a lost one is taken again as soon as that goes. */
export class InstanceLock {
  #client: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #given = false;

  private constructor(
    private readonly url: string,
    private readonly log: Log,
  ) {}

  /** Takes the lock, waiting up to five seconds for it. */
  static async take(url: string, log: Log): Promise<InstanceLock> {
    const lock = new InstanceLock(url, log);
    for (let attempt = 1; !(await lock.#try()); attempt += 1) {
      if (attempt === TRIES)
        throw new StoreUnusableError(
          'The database of DATABASE_URL is in use by another Switchboard. Stop that one, or choose another database.',
        );
      await pause(PAUSE);
    }
    return lock;
  }

  /** Whether it is held now. */
  get held(): boolean {
    return this.#client !== undefined;
  }

  async release(): Promise<void> {
    this.#given = true;
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
    this.#client = undefined;
  }

  /** Whether it could be had; throws when the database cannot be reached. */
  async #try(): Promise<boolean> {
    const client = new Client({ connectionString: this.url, keepAlive: true });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    await client.connect();
    const { rows } = await client.query<{ had: boolean }>('SELECT pg_try_advisory_lock($1) AS had', [LOCK]);
    if (rows[0]?.had) this.#client = client;
    else await client.end();
    return this.held;
  }

  #lost(client: Client): void {
    if (this.#given || this.#client !== client) return;
    this.#client = undefined;
    this.log.error(
      {},
      'the connection that holds the lock of the database was lost; nothing is done until it is back',
    );
    this.#again();
  }

  #again(): void {
    this.#timer = setTimeout(() => {
      void this.#try()
        .catch(() => false)
        .then((had) => {
          if (had) this.log.info({}, 'the lock of the database is held again');
          else if (!this.#given) this.#again();
        });
    }, PAUSE).unref();
  }
}
