import type { Clock } from '../ports/clock.ts';
import type { Place } from '../ports/store.ts';
import { Waits } from './waits.ts';

/** So many calls in so many milliseconds, in whichever span of that length one looks. */
interface Limit {
  calls: number;
  milliseconds: number;
}

/** What Teams takes from a bot in one conversation (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). */
export const PER_CONVERSATION: readonly Limit[] = [
  { calls: 7, milliseconds: 1_000 },
  { calls: 8, milliseconds: 2_000 },
  { calls: 60, milliseconds: 30_000 },
  { calls: 1_800, milliseconds: 3_600_000 },
];

/** What a bot should keep to in all conversations of a tenant together, from the same page. */
export const IN_ALL: readonly Limit[] = [{ calls: 30, milliseconds: 1_000 }];

/** Milliseconds more than the span of a limit, so that it holds with both its ends too. */
const MARGIN = 1;

/** Milliseconds in which a conversation of which nothing is heard is forgotten: the longest span of a limit. */
const FORGOTTEN = 3_600_000;

/** The most calls of each second that are kept free for edits that wait, so that a long list of notices does not keep cards back. */
const MOST_KEPT = 5;

/** Milliseconds after which it is looked again whether an edit may go out. */
const LONGEST_WAIT = 1_000;

/** The most edits that can wait and do wait in one conversation: a card further up is looked at by nobody. */
const MOST_PATIENT = 200;

/** What waits for its turn in a conversation; each is told whether it has come, or never will. */
interface Line {
  urgent: ((may: boolean) => void)[];
  patient: ((may: boolean) => void)[];
}

/**
 * Keeps everything that goes out by itself within what Teams takes: asks before, notes when it goes. Of several programs each has
 * its share, so that together they keep within it as well; one without a place has none.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #place: () => Place | null;
  readonly #all = new Calls(IN_ALL);
  readonly #conversations = new Map<string, Calls>();
  /** Edits by conversation. */
  readonly #lines = new Map<string, Line>();
  /** The first of each line, as far as they have to wait. */
  readonly #waiting: Waits;
  #swept = -Infinity;
  #closed = false;

  constructor(clock: Clock, place: () => Place | null) {
    this.#clock = clock;
    this.#place = place;
    this.#waiting = new Waits(clock);
  }

  /** Milliseconds until so many calls may go out at once, whichever conversations they are for; what waits for an edit is kept free. */
  pauseInAll(calls: number): number {
    return this.#pauseOf(this.#all, calls + Math.min(this.#waiting.size, MOST_KEPT));
  }

  /** Milliseconds until one more message may go into a conversation. */
  pauseIn(conversation: string): number {
    const calls = this.#conversations.get(conversation);
    return calls ? this.#pauseOf(calls, 1) : 0;
  }

  /** Notes what goes out now. */
  note(conversation: string, calls = 1): void {
    const now = this.#now();
    this.#all.note(now, calls);
    this.noteIn(conversation);
    this.#sweep(now);
  }

  /** Notes that what went out just now has turned out to stand in this conversation. */
  noteIn(conversation: string): void {
    const calls = this.#conversations.get(conversation) ?? new Calls(PER_CONVERSATION);
    this.#conversations.set(conversation, calls);
    calls.note(this.#now(), 1);
  }

  /** Resolves, to true, when an edit may go out, and notes it. */
  turn(conversation: string): Promise<boolean> {
    return this.#lineUp(conversation, 'urgent');
  }

  /** The same for an edit that lets the others pass; false when so many wait after it that it is not worth its turn any more. */
  patientTurn(conversation: string): Promise<boolean> {
    return this.#lineUp(conversation, 'patient');
  }

  /** Lets nobody wait any more: what is left of a program that stops is worth a refusal. */
  close(): void {
    this.#closed = true;
    this.#waiting.end();
  }

  #lineUp(conversation: string, kind: keyof Line): Promise<boolean> {
    const known = this.#lines.get(conversation);
    const line = known ?? { urgent: [], patient: [] };
    const turn = new Promise<boolean>((resolve) => line[kind].push(resolve));
    if (line.patient.length > MOST_PATIENT) line.patient.shift()?.(false);
    if (known) return turn;
    this.#lines.set(conversation, line);
    void this.#serve(conversation, line);
    return turn;
  }

  /** One after the other, until nobody is left. Does not throw. */
  async #serve(conversation: string, { urgent, patient }: Line): Promise<void> {
    while (urgent.length + patient.length > 0) {
      const pause = Math.max(this.pauseIn(conversation), this.#pauseOf(this.#all, 1));
      if (pause > 0 && !this.#closed) {
        await this.#waiting.wait(Math.min(pause, LONGEST_WAIT));
        continue;
      }
      this.note(conversation);
      (urgent.shift() ?? patient.shift())?.(true);
    }
    this.#lines.delete(conversation);
  }

  #pauseOf(calls: Calls, more: number): number {
    const place = this.#place();
    return place ? calls.pause(more, this.#now(), place) : Infinity;
  }

  #sweep(now: number): void {
    if (now - this.#swept < FORGOTTEN && now >= this.#swept) return;
    this.#swept = now;
    for (const [conversation, calls] of this.#conversations)
      if (calls.latest <= now - FORGOTTEN) this.#conversations.delete(conversation);
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

/** When calls went out, as far back as some limits look. */
class Calls {
  readonly #limits: readonly Limit[];
  readonly #most: number;
  #moments: number[] = [];

  constructor(limits: readonly Limit[]) {
    this.#limits = limits;
    this.#most = Math.max(...limits.map(({ calls }) => calls));
  }

  get latest(): number {
    return this.#moments.at(-1) ?? -Infinity;
  }

  note(now: number, calls: number): void {
    this.#follow(now);
    for (let call = 0; call < calls; call += 1) this.#moments.push(now);
    if (this.#moments.length > 2 * this.#most) this.#moments = this.#moments.slice(-this.#most);
  }

  /** Milliseconds until so many more fit into every limit; without end for more than a limit has. */
  pause(more: number, now: number, place: Place): number {
    this.#follow(now);
    const pauses = this.#limits.map(({ calls, milliseconds }) => {
      const share = shareOf(calls, place);
      if (more > share) return Infinity;
      const before = this.#moments[this.#moments.length - 1 - (share - more)];
      return before === undefined ? 0 : before + milliseconds + MARGIN - now;
    });
    return Math.max(0, ...pauses);
  }

  /** A clock that was set back takes what it has noted along: nobody waits for the hour that it was set back by. */
  #follow(now: number): void {
    const ahead = this.latest - now;
    if (ahead > 0) this.#moments = this.#moments.map((moment) => moment - ahead);
  }
}

/** What one of several programs has of a limit: the shares of all are the whole, as long as everybody has one call at least. */
function shareOf(calls: number, { rank, of }: Place): number {
  return Math.max(1, Math.floor(calls / of) + (rank < calls % of ? 1 : 0));
}
