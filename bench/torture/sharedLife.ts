import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createSecrets } from '../../src/adapters/crypto/secrets.ts';
import { cryptoRandom } from '../../src/adapters/crypto/random.ts';
import { emptyData, SHAPES } from '../../src/adapters/lowdb/collections.ts';
import { openPostgresStore } from '../../src/adapters/postgres/store.ts';
import type { AuditRow } from '../../src/domain/audit.ts';
import { SETTINGS_KEY } from '../../src/domain/settings.ts';
import { built } from '../../test/support/builtProgram.ts';
import { FakeLog } from '../../test/support/fakeLog.ts';
import { PostgresServer } from '../../test/support/postgresServer.ts';
import { Program } from '../../test/support/program.ts';
import { startSplitter, type Splitter } from '../../test/support/splitter.ts';
import { TcpProxy } from '../../test/support/tcpProxy.ts';
import type { Chance } from './chance.ts';
import { checkCommands, checkRecords, checkWholeness } from './checks.ts';
import { nextScript, SENDERS, type Script } from './commands.ts';
import type { Evidence } from './evidence.ts';
import { checkNotices, checkRest } from './noticeChecks.ts';
import { Outside, type Sender } from './witness.ts';

/** What a database and its programs have been through. */
export interface SharedTally {
  disturbances: Record<string, number>;
  commands: number;
  acknowledged: number;
  /** Answered with a reference instead of being done, while the database was away. */
  failed: number;
  redelivered: number;
  notices: Record<string, number>;
}

/** Milliseconds that the couriers get for what is left at the end. */
const PATIENCE = 90_000;
const KEY = randomBytes(32);

/** One of the programs, and the network between it and the database. */
interface Slot {
  proxy: TcpProxy;
  program: Program | undefined;
  port: number | null;
}

/** One database, and two programs on it that are killed, stopped and cut off while everybody gives commands. */
export class SharedLife {
  readonly violations: string[] = [];
  readonly tally: SharedTally = {
    disturbances: {},
    commands: 0,
    acknowledged: 0,
    failed: 0,
    redelivered: 0,
    notices: {},
  };
  readonly #scripts = new Map<Sender, Script>();
  readonly #slots: Slot[] = [];
  #working = true;

  private constructor(
    private readonly folder: string,
    private readonly shipped: readonly string[],
    private readonly server: PostgresServer,
    private readonly database: string,
    private readonly outside: Outside,
    private readonly splitter: Splitter,
    private readonly chance: Chance,
  ) {
    this.#scripts.set(outside.senders[0]!, ['set PIN length to 8']);
  }

  static async begin(chance: Chance): Promise<SharedLife> {
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-torture-'));
    const server = await PostgresServer.start({ durable: true });
    const life = new SharedLife(
      folder,
      await built(),
      server,
      await server.createDatabase(),
      await Outside.start(),
      await startSplitter(),
      chance,
    );
    for (let at = 0; at < 2; at += 1) {
      const slot: Slot = { proxy: await TcpProxy.start(server.port), program: undefined, port: null };
      life.#slots.push(slot);
      await life.#start(slot);
    }
    const port = life.#slots[0]?.port;
    if (port) await life.outside.greet(port);
    return life;
  }

  /** So many disturbances while everybody works; then everything comes to rest and is looked at. */
  async go(disturbances: number, tell: (line: string) => void): Promise<void> {
    const senders = this.outside.senders.map((sender) => this.#work(sender));
    for (let count = 1; count <= disturbances; count += 1) {
      await pause(300 + this.chance.below(1_500));
      await this.#disturb(this.chance.oneOf(this.#slots));
      if (count % 10 === 0) tell(`${count} of ${disturbances} disturbances`);
    }
    this.#working = false;
    await Promise.all(senders);
    await this.#rest();
  }

  /** Ends everything; the database server ends with the process. */
  async end(): Promise<void> {
    for (const { program } of this.#slots) {
      program?.kill();
      await program?.ended;
    }
    for (const { proxy } of this.#slots) await proxy.close();
    await this.splitter.close();
    await this.outside.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #start(slot: Slot): Promise<void> {
    const upnsOf = (role: string) =>
      SENDERS.filter((sender) => sender.role === role)
        .map(({ upn }) => upn)
        .join(',');
    const environment = {
      DATA_DIR: this.folder,
      DATABASE_URL: this.database.replace(`:${this.server.port}/`, `:${slot.proxy.port}/`),
      SECRET_KEY: KEY.toString('base64'),
      SMTP_URL: this.outside.smtp.url,
      PIN_VISIBLE_MINUTES: '1',
      ADMINS: upnsOf('admin'),
      HELP_DESK: upnsOf('helpDesk'),
    };
    const program = new Program(environment, undefined, this.shipped);
    slot.program = program;
    slot.port = await program.ready;
    if (slot.port === null) this.violations.push(`does not start: ${(await program.ended).errors}`);
    else this.splitter.add(slot, slot.port);
  }

  /** Gives commands to whichever program there is, and what was not acknowledged once more, perhaps to another, or to both at once. */
  async #work(sender: Sender): Promise<void> {
    while (this.#working || sender.pending) {
      const ports = this.#slots.flatMap(({ port }) => port ?? []);
      if (ports.length === 0) {
        await pause(50);
        continue;
      }
      const toSeveral = this.chance.below(4) === 0;
      sender.connect(toSeveral ? this.splitter.port : this.chance.oneOf(ports), toSeveral);
      try {
        if (sender.pending) {
          this.tally.redelivered += 1;
          await sender.redelivers();
        } else await this.#say(sender);
      } catch {
        await pause(100);
      }
    }
  }

  async #say(sender: Sender): Promise<void> {
    const script = this.#scripts.get(sender);
    const [words, ...more] = script?.length ? script : nextScript(this.chance, sender.role);
    this.#scripts.set(sender, more);
    await pause(this.chance.below(200));
    await sender.writes(words ?? 'help');
  }

  /** Something happens to one of the programs, or to its way to the database. */
  async #disturb(slot: Slot): Promise<void> {
    const { proxy } = slot;
    const away = () => pause(200 + this.chance.below(this.chance.below(3) === 0 ? 9_000 : 2_000));
    const deeds: Record<string, () => Promise<void>> = {
      kill: async () => {
        slot.program?.kill();
        await slot.program?.ended;
        slot.port = null;
        await away();
        await this.#start(slot);
      },
      stop: async () => {
        const { program } = slot;
        slot.port = null;
        program?.stop();
        const ended = await program?.ended;
        if (ended?.code !== 0)
          this.violations.push(
            `stopped with ${ended?.code}: ${ended?.errors} ${program?.faults.at(-1) ?? ''}`,
          );
        await this.#start(slot);
      },
      interrupt: async () => proxy.interrupt(),
      cut: async () => {
        proxy.cut();
        await away();
        proxy.pass();
      },
      'half open': async () => {
        proxy.silence();
        await away();
        proxy.pass();
      },
    };
    const kind = this.chance.oneOf(Object.keys(deeds));
    this.tally.disturbances[kind] = (this.tally.disturbances[kind] ?? 0) + 1;
    await deeds[kind]?.();
  }

  async #rest(): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end && isBusy(await this.#evidence())) await pause(1_000);
    // Cards are masked a minute after they were shown.
    await pause(75_000);
    const evidence = await this.#evidence();
    this.violations.push(
      ...checkCommands(evidence, this.outside.senders),
      ...checkWholeness(evidence),
      ...checkRecords(evidence),
      ...checkNotices(evidence, this.outside),
      ...checkRest(evidence, this.outside, new Date()),
    );
    const sent = this.outside.senders.flatMap((sender) => sender.sent);
    this.tally.commands = sent.length;
    this.tally.acknowledged = sent.filter((one) => one.acknowledged).length;
    this.tally.failed = sent.filter((one) => one.failed).length;
    for (const { channel, state } of evidence.data.outbox.values()) {
      const key = `${channel} ${state}`;
      this.tally.notices[key] = (this.tally.notices[key] ?? 0) + 1;
    }
  }

  /** What the database holds, as it is at one moment. */
  async #evidence(): Promise<Evidence> {
    const store = await openPostgresStore({
      url: this.database,
      migrations: 'migrations',
      log: new FakeLog(),
      fraction: () => cryptoRandom.fraction(),
      serves: false,
    });
    const data = emptyData();
    const audit: AuditRow[] = [];
    for await (const [name, record] of store.everything()) {
      if (name === 'audit') audit.push(record as AuditRow);
      else (data[name] as Map<string, object>).set(SHAPES[name].keyOf(record as never), record);
    }
    await store.close();
    const pinLength = data.settings.get(SETTINGS_KEY)?.PinLength ?? 5;
    return { data, audit, secrets: createSecrets(KEY), pinLength };
  }
}

function isBusy({ data }: Evidence): boolean {
  return [...data.outbox.values()].some(
    ({ state, nextTryAt }) =>
      state === 'sending' || state === 'retrying' || (state === 'waiting' && nextTryAt !== null),
  );
}
