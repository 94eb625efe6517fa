import * as z from 'zod';
import { retryAfter } from '../../domain/retryAfter.ts';
import type { Clock } from '../../ports/clock.ts';
import { DirectoryError } from '../../ports/directory.ts';
import type { GraphToken } from './graphToken.ts';

/** Attempts at one request. */
const ATTEMPTS = 5;
/** Milliseconds of the first pause where Graph names none; it doubles. */
const FIRST_PAUSE = 1_000;
/** Milliseconds of the longest pause that is waited for here; who is told to wait longer comes back later. */
const LONGEST_PAUSE = 60_000;
/** Milliseconds until an answer is given up. */
const ANSWERING = 30_000;

/** Statuses with which Graph says: not now. Source: Microsoft Graph, "Error responses" and "Throttling guidance". */
const NOT_NOW = new Set([408, 429, 500, 502, 503, 504, 509]);
/** The status with which Graph says that it has not even looked at a request. Source: "Throttling guidance". */
const TOO_BUSY = 429;
/** Codes that say that a delta link is too old. Source: "Use delta query", token duration. */
const TOO_OLD = /^(resyncRequired|syncStateNotFound|syncStateInvalid|resync\w+)$/i;

/** A page of a collection. */
const Page = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

/** What is said no with. */
const Failure = z.object({ error: z.object({ code: z.string().regex(/^[\w.-]{1,64}$/) }) });

/** Headers of a request, beside those that every request has. */
export type GraphHeaders = Readonly<Record<string, string>>;

/** What came back. */
interface Answer {
  status: number;
  retryAfter: string | null;
  /** Undefined where it was no JSON. */
  body: unknown;
}

/** Asks Microsoft Graph over HTTP: again when it says so, page after page, and nobody but the service itself. */
export class GraphClient {
  /** What is being asked or waited for, to give it up. */
  readonly #open = new Set<AbortController>();
  #isClosed = false;

  constructor(
    private readonly url: string,
    private readonly token: GraphToken,
    private readonly clock: Clock,
  ) {}

  /** One object. Throws DirectoryError. */
  async get(path: string, headers: GraphHeaders = {}): Promise<unknown> {
    const address = this.#addressOf(path);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#sent('GET', address, headers);
      if (answer && isGood(answer)) return answer.body;
      const error = errorOf(answer, this.clock.now());
      const pause = error.until
        ? error.until.getTime() - this.clock.now().getTime()
        : FIRST_PAUSE * 2 ** (attempt - 1);
      const isLast = attempt === ATTEMPTS || pause > LONGEST_PAUSE || this.#isClosed;
      if (error.kind !== 'silent' || isLast) throw error;
      await this.#pause(Math.max(0, pause));
    }
  }

  /** The pages of a collection, each item read with a schema; `link` comes with the last page of a delta. */
  async *pages<Item>(
    path: string,
    item: z.ZodType<Item>,
    headers: GraphHeaders = {},
  ): AsyncIterable<{ items: Item[]; link: string | null }> {
    for (let next: string | undefined = path; next !== undefined;) {
      const page: z.infer<typeof Page> = read(Page, await this.get(next, headers));
      next = page['@odata.nextLink'];
      yield { items: page.value.map((one) => read(item, one)), link: page['@odata.deltaLink'] ?? null };
    }
  }

  /** Posts once, and returns the status of an answer that is good, or one of `expected`: whoever posts has others waiting. */
  async post(path: string, body: object, expected: readonly number[]): Promise<number> {
    const answer = await this.#sent('POST', this.#addressOf(path), {}, body);
    if (answer && (isGood(answer) || expected.includes(answer.status))) return answer.status;
    throw errorOf(answer, this.clock.now());
  }

  /**
   * Changes something, once: asked again after an answer that was lost, the service would find its own change and say that somebody
   * else was there. Only where it was too busy to do anything it is asked again. Throws DirectoryError; one of kind `silent` leaves
   * open whether it was done.
   */
  async patch(path: string, headers: GraphHeaders, body: object): Promise<void> {
    const address = this.#addressOf(path);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#sent('PATCH', address, headers, body);
      if (answer && isGood(answer)) return;
      const error = errorOf(answer, this.clock.now());
      const pause = error.until ? error.until.getTime() - this.clock.now().getTime() : Infinity;
      const isLast = attempt === ATTEMPTS || pause > LONGEST_PAUSE || this.#isClosed;
      if (answer?.status !== TOO_BUSY || isLast) throw error;
      await this.#pause(Math.max(0, pause));
    }
  }

  /** Whether a link leads to the service that is asked here. */
  isOwn(link: string): boolean {
    return URL.canParse(link) && new URL(link).origin === this.url;
  }

  /** Gives up what is being asked; nothing is asked any more. */
  close(): void {
    this.#isClosed = true;
    for (const one of this.#open) one.abort();
  }

  /** An address of the service. Links come from outside, and the token goes where they lead. */
  #addressOf(path: string): URL {
    if (!URL.canParse(path, `${this.url}/v1.0/`)) throw new DirectoryError('refused', 'a link that is none');
    const address = new URL(path, `${this.url}/v1.0/`);
    if (address.origin !== this.url) throw new DirectoryError('refused', 'a link that leads elsewhere');
    return address;
  }

  /** Ends early when it is given up. */
  async #pause(milliseconds: number): Promise<void> {
    let cancel = () => {};
    const passed = () => new Promise<void>((resolve) => (cancel = this.clock.after(milliseconds, resolve)));
    await this.#abortable(passed).catch(() => undefined);
    cancel();
  }

  /** Undefined when no whole answer came. */
  async #sent(
    method: 'GET' | 'POST' | 'PATCH',
    address: URL,
    given: GraphHeaders,
    body?: object,
  ): Promise<Answer | undefined> {
    if (this.#isClosed) return undefined;
    try {
      return await this.#abortable(async (signal) => {
        const headers = {
          ...given,
          Authorization: `Bearer ${await this.token()}`,
          ...(body && { 'Content-Type': 'application/json' }),
        };
        const text = body && { body: JSON.stringify(body) };
        const response = await fetch(address, { method, headers, ...text, redirect: 'error', signal });
        return {
          status: response.status,
          retryAfter: response.headers.get('retry-after'),
          body: jsonIn(await response.text()),
        };
      }, ANSWERING);
    } catch (error) {
      if (error instanceof DirectoryError) throw error;
      return undefined;
    }
  }

  /** Does something until it is given up, or for so many milliseconds; rejects then, whatever becomes of it. */
  async #abortable<Result>(work: (signal: AbortSignal) => Promise<Result>, limit?: number): Promise<Result> {
    const controller = new AbortController();
    const { signal } = controller;
    const timer = limit === undefined ? undefined : setTimeout(() => controller.abort(), limit);
    this.#open.add(controller);
    try {
      return await new Promise<Result>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('given up')));
        work(signal).then(resolve, reject);
      });
    } finally {
      clearTimeout(timer);
      this.#open.delete(controller);
    }
  }
}

function isGood({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What an answer that says no means, or none at all. Its text stays unread: only status and code are for the log. */
function errorOf(answer: Answer | undefined, now: Date): DirectoryError {
  if (!answer) return new DirectoryError('silent', 'no answer');
  const { success, data } = Failure.safeParse(answer.body);
  const code = success ? data.error.code : '';
  const detail = `${answer.status} ${code}`.trim();
  if (answer.status === 410 || TOO_OLD.test(code)) return new DirectoryError('reset', detail);
  if (!NOT_NOW.has(answer.status)) return new DirectoryError('refused', detail);
  return new DirectoryError('silent', detail, retryAfter(answer.retryAfter, now));
}

/** What was expected, or an error that does not quote what came. */
export function read<Expected>(schema: z.ZodType<Expected>, value: unknown): Expected {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  throw new DirectoryError('refused', `not as expected at ${error.issues[0]?.path.join('.') ?? '?'}`);
}
