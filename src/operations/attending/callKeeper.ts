import type { Call } from '../../domain/call.ts';
import type { Telephony } from '../../ports/telephony.ts';
import type { Gate } from '../operation.ts';
import type { Worker } from '../worker.ts';
import { askedInVain } from './callsDue.ts';

/** Milliseconds between two looks: nothing here has to be done to the second. */
const PAUSE = 30_000;
/** Calls of one look. */
const AT_ONCE = 20;

/**
 * Asks the engine for what calls leave to be done: forgets the names of those that have ended, and ends those that have lasted long
 * enough though the engine has not. Of several programs the one that leads does it; `telephony` is null where no engine can be asked.
 */
export function createCallKeeper(gate: Gate, telephony: Telephony | null): Worker {
  return new CallKeeper(gate, telephony);
}

class CallKeeper implements Worker {
  readonly #gate: Gate;
  readonly #telephony: Telephony | null;
  #running = false;
  #look: Promise<void> | null = null;
  #cancelPause: (() => void) | null = null;

  constructor(gate: Gate, telephony: Telephony | null) {
    this.#gate = gate;
    this.#telephony = telephony;
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
      if (store.place?.rank !== 0) return;
      const due = await store.transaction((tx) => tx.calls.due(clock.now(), AT_ONCE));
      for (const call of due) if (this.#running) await this.#ask(engine, call);
    } catch (error) {
      log.error({ err: error }, 'calls cannot be looked after');
    }
  }

  async #ask(engine: Telephony, call: Call): Promise<void> {
    const { store, clock, log } = this.#gate;
    const isDone = await asked(engine, call).then(
      () => true,
      (error: unknown) => {
        log.warn({ err: error, call: call.id, tries: call.dueTries + 1 }, 'the engine did not do it');
        return false;
      },
    );
    await store.transaction(async (tx) => {
      const now = await tx.calls.get(call.id);
      // What has happened to it meanwhile is due at another time.
      if (now?.dueAt === call.dueAt) await tx.calls.put(isDone ? done(now) : askedInVain(now, clock.now()));
    });
  }
}

/** The engine knows the call without the name of the engine before it. */
async function asked(engine: Telephony, { id, stage, recording }: Call): Promise<void> {
  if (stage !== 'ended') await engine.hangUp(id.slice(id.indexOf(':') + 1));
  else if (recording !== null) await engine.forget(recording);
}

function done(call: Call): Call {
  const recording = call.stage === 'ended' ? null : call.recording;
  return { ...call, recording, dueAt: null, dueTries: 0 };
}
