import type { Chance } from './chance.ts';
import type { Program } from '../../test/support/program.ts';
import type { Outside } from './witness.ts';

/** Milliseconds after which a kill comes in any case, however long what it waited for takes. */
const LATEST = 1_500;
/** Milliseconds of a start, with the wait for the lock of the process that was killed before. */
const START = 2_000;

/** When the program is to die. */
export interface Killing {
  /** The moment in a word or two, for the report. */
  kind: string;
  /** Arms it; the program has just been started. The result calls it off. */
  arm(program: Program, outside: Outside): () => void;
}

/** A random moment: of the start, of serving, or of the world outside having been reached, or about to be. */
export function nextKilling(chance: Chance): Killing {
  const kind = chance.oneOf([
    'while starting',
    'by time',
    'by time',
    'before a call',
    'after a message',
    'after a mail',
  ]);
  if (kind === 'while starting') return { kind, arm: (program) => later(program, chance.below(START)) };
  if (kind === 'by time') return afterReady(kind, chance.below(LATEST), () => () => undefined);
  const nth = 1 + chance.below(16);
  if (kind === 'before a call')
    return afterReady(kind, LATEST, (kill, outside) => beforeCall(nth, kill, outside));
  if (kind === 'after a message')
    return afterReady(kind, LATEST, (kill, outside) => afterMessage(nth, kill, outside));
  return afterReady(kind, LATEST, (kill, outside) => afterMail(1 + (nth % 8), kill, outside));
}

/** Kills when something happens, but `latest` milliseconds after the program is ready at the latest. */
function afterReady(
  kind: string,
  latest: number,
  watch: (kill: () => void, outside: Outside) => () => void,
): Killing {
  return {
    kind,
    arm(program, outside) {
      const cancels = [watch(() => program.kill(), outside)];
      void program.ready.then(() => cancels.push(later(program, latest)));
      return () => cancels.forEach((cancel) => cancel());
    },
  };
}

function later(program: Program, milliseconds: number): () => void {
  const timer = setTimeout(() => program.kill(), milliseconds);
  return () => clearTimeout(timer);
}

/** The request has arrived and nothing of it has been done. */
function beforeCall(nth: number, kill: () => void, { running }: Outside): () => void {
  let calls = 0;
  const when = () => {
    calls += 1;
    if (calls === nth) kill();
    return false;
  };
  return running.connector.faults.add({ takesEffect: true }, { when });
}

/** The message stands in the chat and its answer is not yet written. */
function afterMessage(nth: number, kill: () => void, { running }: Outside): () => void {
  let messages = 0;
  return running.chat.subscribe((event) => {
    if (event.kind !== 'posted' || event.author !== 'bot') return;
    messages += 1;
    if (messages === nth) kill();
  });
}

/** The mail was received whole and is not yet acknowledged. */
function afterMail(nth: number, kill: () => void, { smtp }: Outside): () => void {
  let mails = 0;
  smtp.onMessage = () => {
    mails += 1;
    if (mails === nth) kill();
  };
  return () => delete smtp.onMessage;
}
