import type { Call } from '../../domain/call.ts';
import { TelephonyError, type Telephony } from '../../ports/telephony.ts';
import type { Gate } from '../operation.ts';
import type { Worker } from '../worker.ts';
import { attend } from './attendant.ts';
import { askedInVain } from './callsDue.ts';

/** Milliseconds between two looks: nothing here has to be done to the second. */
const PAUSE = 10_000;
/** Calls that are asked about at the same time. */
const AT_ONCE = 20;

/**
 * Asks the engine for what calls leave to be done: forgets the names of those that have ended, and ends those that have lasted long
 * enough though the engine has not. Of several programs the one that leads does it; `telephony` is null where no engine can be asked;
 * `ended` is called when a call has ended by this.
 */
export function createCallKeeper(gate: Gate, telephony: Telephony | null, ended: () => void): Worker {
  return new CallKeeper(gate, telephony, ended);
}

class CallKeeper implements Worker {
  readonly #gate: Gate;
  readonly #telephony: Telephony | null;
  readonly #ended: () => void;
  #running = false;
  #look: Promise<void> | null = null;
  #cancelPause: (() => void) | null = null;

  constructor(gate: Gate, telephony: Telephony | null, ended: () => void) {
    this.#gate = gate;
    this.#telephony = telephony;
    this.#ended = ended;
  }

  start(): void {
    this.#running = true;
    this.wake();
  }

  wake(): void {
    const engine = this.#telephony;
    if (!this.#running || !engine || this.#look) return;
    this.#cancelPause?.();
    this.#look = this.#lookAfter(engine).then(() => {
      this.#look = null;
      if (this.#running) this.#cancelPause = this.#gate.clock.after(PAUSE, () => this.wake());
    });
  }

  async stop(): Promise<void> {
    this.#running = false;
    await this.#look;
    this.#cancelPause?.();
  }

  async idle(): Promise<void> {
    await this.#look;
  }

  /** Does not throw. */
  async #lookAfter(engine: Telephony): Promise<void> {
    const { store, clock, log } = this.#gate;
    try {
      for (let isMore = true; isMore && this.#running && store.place?.rank === 0;) {
        const due = await store.transaction((tx) => tx.calls.due(clock.now(), AT_ONCE));
        await Promise.all(due.map((call) => this.#ask(engine, call)));
        isMore = due.length === AT_ONCE;
      }
    } catch (error) {
      log.error({ err: error }, 'calls cannot be looked after');
    }
  }

  async #ask(engine: Telephony, call: Call): Promise<void> {
    try {
      await asked(engine, call);
    } catch (error) {
      return this.#inVain(call, error);
    }
    if (call.stage === 'ended')
      return this.#change(call, (now) => ({ ...now, recording: null, dueAt: null }));
    // The engine's own word for it may be lost, which may be why it had to be asked.
    await attend(this.#gate, { kind: 'ended', call: call.id, recording: null });
    this.#ended();
  }

  async #inVain(call: Call, error: unknown): Promise<void> {
    const { log, clock } = this.#gate;
    const after = askedInVain(call, clock.now());
    const told = { err: error, call: call.id, tries: after.dueTries };
    if (after.dueAt === null) log.error(told, `the engine is not asked any more to ${errandOf(call)}`);
    else log.warn(told, `the engine could not be asked to ${errandOf(call)}`);
    await this.#change(call, (now) => ({ ...now, dueAt: after.dueAt, dueTries: after.dueTries }));
  }

  /** What has happened to a call meanwhile is due at another time. */
  async #change(call: Call, change: (now: Call) => Call): Promise<void> {
    await this.#gate.store.transaction(async (tx) => {
      const now = await tx.calls.get(call.id);
      if (now?.dueAt === call.dueAt) await tx.calls.put(change(now));
    });
  }
}

function errandOf({ stage }: Call): string {
  return stage === 'ended' ? 'remove a recorded name' : 'end a call';
}

/** Each engine knows its calls by their names without its own in front. Throws TelephonyError. */
async function asked(engine: Telephony, { id, stage, recording }: Call): Promise<void> {
  const [own = '', ...name] = id.split(':');
  if (own !== engine.engine) throw new TelephonyError(`a call of ${own}`);
  if (stage !== 'ended') await engine.hangUp(name.join(':'));
  else if (recording !== null) await engine.forget(recording);
}
