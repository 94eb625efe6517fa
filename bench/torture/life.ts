import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import { checkCommands, checkRecords, checkWholeness } from './checks.ts';
import { nextScript, SENDERS, type Script } from './commands.ts';
import { age, evidenceIn, type Evidence } from './evidence.ts';
import { nextKilling } from './killing.ts';
import { checkNotices, checkRest } from './noticeChecks.ts';
import { built } from '../../test/support/builtProgram.ts';
import { Program } from '../../test/support/program.ts';
import { BadAnswer, Outside, type Sender } from './witness.ts';

/** What a life or several have seen. */
export interface Tally {
  kills: Record<string, number>;
  commands: number;
  acknowledged: number;
  redelivered: number;
  notices: Record<string, number>;
  snapshots: number;
}

/** Hours that a folder is aged by to have a snapshot written. */
const OVERDUE = 9;
/** Milliseconds that the courier gets for what is left at the end. */
const PATIENCE = 60_000;

/** One data folder, and the program that dies on it again and again. */
export class Life {
  readonly folder: string;
  readonly violations: string[] = [];
  readonly tally: Tally = {
    kills: {},
    commands: 0,
    acknowledged: 0,
    redelivered: 0,
    notices: {},
    snapshots: 0,
  };
  readonly #outside: Outside;
  readonly #chance: Chance;
  readonly #shipped: readonly string[];
  readonly #scripts = new Map<Sender, Script>();
  #program: Program | undefined;

  private constructor(folder: string, program: readonly string[], outside: Outside, chance: Chance) {
    this.folder = folder;
    this.#shipped = program;
    this.#outside = outside;
    this.#chance = chance;
    // The PINs of the default length are too short to be told apart in what arrives.
    this.#scripts.set(outside.senders[0]!, ['set PIN length to 8']);
  }

  static async begin(chance: Chance): Promise<Life> {
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-torture-'));
    return new Life(folder, await built(), await Outside.start(), chance);
  }

  /** Starts the program, lets everybody give commands, kills it, and looks at what is left. */
  async round(): Promise<void> {
    if (this.#chance.below(4) === 0) {
      await age(this.folder, OVERDUE);
      this.tally.snapshots += 1;
    }
    const killing = nextKilling(this.#chance);
    const program = this.#start();
    const disarm = killing.arm(program, this.#outside);
    await this.#serve(program, () => false);
    const { killed, code, errors } = await program.ended;
    disarm();
    if (!killed) this.violations.push(`ended by itself with ${code}: ${errors}`);
    this.violations.push(
      ...program.faults.map((line) => `the log tells of a fault: ${line.slice(0, 2_000)}`),
    );
    this.tally.kills[killing.kind] = (this.tally.kills[killing.kind] ?? 0) + 1;
    await this.#look(() => []);
  }

  /** Starts the program once more, lets everything come to rest, stops it, and looks at everything. */
  async rest(): Promise<void> {
    const program = this.#start();
    const end = Date.now() + PATIENCE;
    await this.#serve(program, () => this.#outside.senders.every((sender) => sender.pending === null));
    while (Date.now() < end && (await this.#isBusy())) await pause(500);
    program.stop();
    const { code, errors } = await program.ended;
    if (code !== 0) this.violations.push(`stopped with ${code}: ${errors}`);
    this.violations.push(
      ...program.faults.map((line) => `the log tells of a fault: ${line.slice(0, 2_000)}`),
    );
    await this.#look((evidence) => checkRest(evidence, this.#outside, new Date()));
    this.#count(await evidenceIn(this.folder));
  }

  /** Ends it, whatever still runs; the folder is kept when something was wrong with it. */
  async end(): Promise<void> {
    this.#program?.kill();
    await this.#program?.ended;
    await this.#outside.close();
    if (this.violations.length === 0) await rm(this.folder, { recursive: true, force: true });
  }

  #start(): Program {
    const environment = {
      DATA_DIR: this.folder,
      SMTP_URL: this.#outside.smtp.url,
      PIN_VISIBLE_MINUTES: '1',
      ADMINS: upnsOf('admin'),
      HELP_DESK: upnsOf('helpDesk'),
    };
    this.#program = new Program(environment, undefined, this.#shipped);
    return this.#program;
  }

  /** Everybody gives commands until the program is dead or enough is done. */
  async #serve(program: Program, enough: () => boolean): Promise<void> {
    const port = await program.ready;
    if (port === null || !(await this.#greet(port))) return;
    await Promise.all(
      this.#outside.senders.map(async (sender) => {
        sender.connect(port);
        try {
          if (sender.pending) this.tally.redelivered += 1;
          await sender.redelivers();
          while (!enough()) await this.#say(sender);
        } catch (error) {
          if (error instanceof BadAnswer) this.violations.push(error.message);
        }
      }),
    );
  }

  /** Whether everybody concerned has said hello. */
  async #greet(port: number): Promise<boolean> {
    try {
      await this.#outside.greet(port);
      return true;
    } catch (error) {
      if (error instanceof BadAnswer) this.violations.push(error.message);
      return false;
    }
  }

  async #say(sender: Sender): Promise<void> {
    const script = this.#scripts.get(sender);
    const [words, ...more] = script?.length ? script : nextScript(this.#chance, sender.role);
    this.#scripts.set(sender, more);
    await pause(this.#chance.below(120));
    await sender.writes(words ?? 'help');
  }

  async #look(more: (evidence: Evidence) => string[]): Promise<void> {
    try {
      const evidence = await evidenceIn(this.folder);
      this.violations.push(
        ...checkCommands(evidence, this.#outside.senders),
        ...checkWholeness(evidence),
        ...this.#outside.senders.flatMap(({ sent }) =>
          sent.flatMap(({ failed, text }) => (failed ? [`answered with a failure: "${text}"`] : [])),
        ),
        ...checkRecords(evidence),
        ...checkNotices(evidence, this.#outside),
        ...more(evidence),
      );
    } catch (error) {
      this.violations.push(`the data cannot be read: ${String(error)}`);
    }
  }

  /** Whether notices are on their way. A folder that is changed while it is copied cannot be read: its program is busy. */
  async #isBusy(): Promise<boolean> {
    const evidence = await evidenceIn(this.folder).catch(() => null);
    if (evidence === null) return true;
    return [...evidence.data.outbox.values()].some(
      ({ state, nextTryAt }) =>
        state === 'sending' || state === 'retrying' || (state === 'waiting' && nextTryAt !== null),
    );
  }

  #count({ data }: Evidence): void {
    const sent = this.#outside.senders.flatMap((sender) => sender.sent);
    this.tally.commands = sent.length;
    this.tally.acknowledged = sent.filter((one) => one.acknowledged).length;
    for (const { channel, state } of data.outbox.values()) {
      const key = `${channel} ${state}`;
      this.tally.notices[key] = (this.tally.notices[key] ?? 0) + 1;
    }
  }
}

function upnsOf(role: 'admin' | 'helpDesk'): string {
  return SENDERS.filter((sender) => sender.role === role)
    .map((sender) => sender.upn)
    .join(',');
}
