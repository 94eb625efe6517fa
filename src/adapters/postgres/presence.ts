import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Log } from '../../ports/log.ts';
import type { Place } from '../../ports/store.ts';

/** Milliseconds between two signs of life. */
const BEAT = 1_000;
/** Milliseconds until it is tried again to show one. */
const AGAIN = 200;
/** Milliseconds after its last sign of life at which a program counts as gone. */
export const LEASE = 5_000;
/** Milliseconds for which a program that joins others waits, until all of them know of it. */
const JOINING = 2_500;
/** Milliseconds until an answer is given up: well within the lease, so that there is time for another try. */
const PATIENCE = 2_000;
/** Milliseconds in which several calls of other programs are answered once. */
const CALM = 50;
/** The channel on which programs call each other. */
const CHANNEL = 'switchboard';

/** Gives the names of those who have shown a sign of life within the lease, the oldest first. */
export const INSTANCES = `SELECT id FROM instances WHERE seen_at > clock_timestamp() - interval '${LEASE} milliseconds' ORDER BY number`;

/**
 * This program among those that work on the database: shows that it is there, and hears of the others. A program that cannot show it
 * for the length of the lease knows that the others count it as gone, before they do.
 */
export class Presence {
  readonly instance = randomUUID();
  /** A statement that calls the other programs when the transaction commits that it stands in. */
  readonly call = `NOTIFY ${CHANNEL}, '${this.instance}'`;
  readonly #listeners: (() => void)[] = [];
  #client: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #calling: NodeJS.Timeout | undefined;
  #beating: Promise<void> = Promise.resolve();
  #alive: readonly string[] = [];
  #heardAt = -Infinity;
  #mayActAt = Infinity;
  #place = '';
  #left = false;

  constructor(
    private readonly url: string,
    private readonly log: Log,
  ) {}

  /** Joins; throws when the database cannot be reached. */
  async join(): Promise<void> {
    await this.#connect();
    await this.#beat();
    this.#goOn();
  }

  /** Whether the database has answered within the lease. */
  get usable(): boolean {
    return !this.#left && performance.now() - this.#heardAt < LEASE;
  }

  get place(): Place | null {
    const rank = this.#alive.indexOf(this.instance);
    if (!this.usable || rank < 0 || performance.now() < this.#mayActAt) return null;
    return { instance: this.instance, rank, of: this.#alive.length };
  }

  watch(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Says goodbye: what this program had taken is free at once. */
  async leave(): Promise<void> {
    this.#left = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#calling);
    await this.#beating;
    try {
      await this.#client?.query('DELETE FROM instances WHERE id = $1', [this.instance]);
      await this.#client?.query(this.call);
    } catch {
      // The lease ends by itself.
    }
    await this.#drop();
  }

  #goOn(): void {
    if (this.#left) return;
    this.#timer = setTimeout(
      () => {
        this.#beating = this.#sign().then(() => this.#goOn());
      },
      this.#client ? BEAT : AGAIN,
    ).unref();
  }

  /** Shows a sign of life, over a new connection when the old one is of no use. Does not throw. */
  async #sign(): Promise<void> {
    try {
      if (!this.#client) await this.#connect();
      await this.#beat();
    } catch (error) {
      if (this.#client) this.log.warn({ err: error }, 'the database does not answer');
      await this.#drop();
    }
    this.#tellChanges();
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      keepAlive: true,
      connectionTimeoutMillis: PATIENCE,
      query_timeout: PATIENCE,
    });
    // A connection that breaks is replaced at the next sign of life.
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => payload !== this.instance && this.#called());
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    // Calls may have been missed meanwhile.
    this.#called();
  }

  async #drop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // One that does not answer does not say goodbye either.
    const ended = client?.end().catch(() => undefined);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, CALM).unref())]);
  }

  async #beat(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    const began = performance.now();
    const away = began - this.#heardAt >= LEASE;
    // Whoever was counted as gone is the youngest again.
    if (away) await client.query('DELETE FROM instances WHERE id = $1', [this.instance]);
    const { rowCount } = await client.query(
      'UPDATE instances SET seen_at = clock_timestamp() WHERE id = $1',
      [this.instance],
    );
    const isNew = rowCount === 0;
    if (isNew)
      await client.query('INSERT INTO instances VALUES ($1, DEFAULT, clock_timestamp())', [this.instance]);
    const { rows } = await client.query<{ id: string }>(INSTANCES);
    this.#alive = rows.map(({ id }) => id);
    this.#heardAt = began;
    if (isNew) {
      // The first one need not wait for anybody: who comes later sees it.
      const isFirst = this.#mayActAt === Infinity && this.#alive.length === 1;
      this.#mayActAt = isFirst ? began : began + JOINING;
      await client.query(`DELETE FROM instances WHERE seen_at < clock_timestamp() - interval '1 day'`);
    }
  }

  #called(): void {
    this.#calling ??= setTimeout(() => {
      this.#calling = undefined;
      for (const listener of this.#listeners) listener();
    }, CALM).unref();
  }

  /** A program that leads now, or has another share, has something to do; so has everybody when one is gone. */
  #tellChanges(): void {
    const place = JSON.stringify([this.place, this.#alive]);
    if (place === this.#place) return;
    this.#place = place;
    this.#called();
  }
}
