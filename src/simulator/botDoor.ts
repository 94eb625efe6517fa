import type { WireActivity } from './wire.ts';

/** What the bot answered on its messaging endpoint. */
export interface BotAnswer {
  status: number;
  /** Parsed JSON, else the text, else null. */
  body: unknown;
}

/** How to reach a bot. */
export interface BotDoorOptions {
  /** The messaging endpoint, `…/api/messages`. */
  url: string;
  /** The value of the Authorization header; none when absent, as towards a bot without authentication. */
  authorization?: () => Promise<string>;
}

/** The way to a bot's messaging endpoint. */
export class BotDoor {
  readonly #options: BotDoorOptions;

  constructor(options: BotDoorOptions) {
    this.#options = options;
  }

  /** Brings an activity to the bot and waits for its answer; throws when there is none. */
  async deliver(activity: WireActivity): Promise<BotAnswer> {
    const { url, authorization } = this.#options;
    const headers = new Headers({ 'Content-Type': 'application/json; charset=utf-8' });
    if (authorization) headers.set('Authorization', await authorization());
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(activity) });
    return { status: response.status, body: bodyOf(await response.text()) };
  }
}

/** A body as what it most likely is. */
function bodyOf(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
