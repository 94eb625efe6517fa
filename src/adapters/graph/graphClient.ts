import * as z from 'zod';
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

/** Asks Microsoft Graph over HTTP: again when it says so, page after page, and nobody but the service itself. */
export class GraphClient {
  readonly #closing = new AbortController();

  constructor(
    private readonly url: string,
    private readonly token: GraphToken,
    private readonly clock: Clock,
  ) {}

  /** One object. Throws DirectoryError. */
  async get(path: string): Promise<unknown> {
    return json(await this.#answered(this.#addressOf(path)));
  }

  /** The pages of a collection, each item read with a schema; `link` comes with the last page of a delta. */
  async *pages<Item>(
    path: string,
    item: z.ZodType<Item>,
  ): AsyncIterable<{ items: Item[]; link: string | null }> {
    for (let next: string | undefined = path; next !== undefined;) {
      const page: z.infer<typeof Page> = read(Page, await this.get(next));
      next = page['@odata.nextLink'];
      yield { items: page.value.map((one) => read(item, one)), link: page['@odata.deltaLink'] ?? null };
    }
  }

  /** Posts once, and returns the status of an answer that is good, or one of `expected`: whoever posts has others waiting. */
  async post(path: string, body: object, expected: readonly number[]): Promise<number> {
    const address = this.#addressOf(path);
    const response = await this.#sent('POST', address, body);
    if (response && (response.ok || expected.includes(response.status))) return response.status;
    throw response ? await errorOf(response, this.clock.now()) : SILENCE;
  }

  /** Gives up what is being asked; nothing is asked any more. */
  close(): void {
    this.#closing.abort();
  }

  /** An address of the service. Links come from outside, and the token goes where they lead. */
  #addressOf(path: string): URL {
    const address = new URL(path, `${this.url}/v1.0/`);
    if (address.origin !== this.url) throw new DirectoryError('refused', 'a link that leads elsewhere');
    return address;
  }

  async #answered(address: URL): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#sent('GET', address);
      if (response?.ok) return response;
      const error = response ? await errorOf(response, this.clock.now()) : SILENCE;
      const pause = error.until
        ? error.until.getTime() - this.clock.now().getTime()
        : FIRST_PAUSE * 2 ** (attempt - 1);
      const isLast = attempt === ATTEMPTS || pause > LONGEST_PAUSE || this.#closing.signal.aborted;
      if (error.kind !== 'silent' || isLast) throw error;
      await this.#pause(Math.max(0, pause));
    }
  }

  #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#closing;
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = this.clock.after(milliseconds, end);
      signal.addEventListener('abort', end);
    });
  }

  /** Undefined when no answer came. */
  async #sent(method: 'GET' | 'POST', address: URL, body?: object): Promise<Response | undefined> {
    const token = await this.token();
    try {
      return await fetch(address, {
        method,
        headers: { Authorization: `Bearer ${token}`, ...(body && { 'Content-Type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.any([AbortSignal.timeout(ANSWERING), this.#closing.signal]),
      });
    } catch {
      return undefined;
    }
  }
}

const SILENCE = new DirectoryError('silent', 'no answer');

/** What an answer that says no means. Its text stays unread: only status and code are for the log. */
async function errorOf(response: Response, now: Date): Promise<DirectoryError> {
  const body = Failure.safeParse(await response.json().catch(() => null));
  const code = body.success ? body.data.error.code : '';
  const detail = `${response.status} ${code}`.trim();
  if (response.status === 410 || TOO_OLD.test(code)) return new DirectoryError('reset', detail);
  if (!NOT_NOW.has(response.status)) return new DirectoryError('refused', detail);
  return new DirectoryError('silent', detail, retryAfterOf(response, now));
}

/** Seconds, or an HTTP date; null where it was not said. */
function retryAfterOf({ headers }: Response, now: Date): Date | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (value === '') return null;
  const moment = new Date(/^\d+$/.test(value) ? now.getTime() + Number(value) * 1_000 : Date.parse(value));
  return Number.isNaN(moment.getTime()) ? null : moment;
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new DirectoryError('silent', `${response.status} unreadable`);
  }
}

/** What was expected, or an error that does not quote what came. */
export function read<Expected>(schema: z.ZodType<Expected>, value: unknown): Expected {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  throw new DirectoryError('refused', `not as expected at ${error.issues[0]?.path.join('.') ?? '?'}`);
}
