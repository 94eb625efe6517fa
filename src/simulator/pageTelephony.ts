import * as z from 'zod';
import type { Recording, Telephony } from '../ports/telephony.ts';
import type { ActOutcome } from './pageActs.ts';
import type { PageEvents } from './pageEvents.ts';

/** Somebody says their name on a telephone of the page: it is typed there. */
export const SaidName = z.object({ name: z.string().trim().min(1).max(60) });

/** Names that are kept; the oldest goes first. */
const MOST_NAMES = 500;

/** The telephones of the page, as the engine that they are: whoever has the page open carries out what is asked. */
export class PageTelephony implements Telephony {
  readonly #names = new Map<string, string>();
  readonly engine = 'twilio';

  /** `newId`: never the same twice, after a restart neither. */
  constructor(
    private readonly events: Pick<PageEvents, 'tellAll'>,
    private readonly newId: () => string,
  ) {}

  /** Keeps what was said; the answer has the name of the recording. */
  record({ name }: z.infer<typeof SaidName>): ActOutcome {
    const recording = `name-${this.newId()}`;
    this.#names.set(recording, name);
    const [oldest] = this.#names.keys();
    if (this.#names.size > MOST_NAMES && oldest !== undefined) this.#names.delete(oldest);
    return { status: 200, text: null, recording };
  }

  async announce(engineRoom: string, url: string): Promise<void> {
    this.events.tellAll('announcement', { engineRoom, url });
  }

  /** As text, which is how it was said. */
  async recording(name: string): Promise<Recording | undefined> {
    const said = this.#names.get(name);
    return said === undefined ? undefined : { type: 'text/plain; charset=utf-8', body: Buffer.from(said) };
  }

  async forget(recording: string): Promise<void> {
    this.#names.delete(recording);
  }

  async hangUp(call: string): Promise<void> {
    this.events.tellAll('hangUp', { call });
  }
}
