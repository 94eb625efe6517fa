import type { ServerResponse } from 'node:http';

/** The most pages that listen at once. */
const MOST_STREAMS = 24;
/** Bytes that may wait for a page that does not read; one that has more waiting is dropped and comes back for the whole. */
const MOST_WAITING = 8 * 1024 * 1024;

/** Server-Sent Events to every open page. */
export class PageEvents {
  readonly #streams = new Set<ServerResponse>();

  /** Whether any page listens. */
  get areHeard(): boolean {
    return this.#streams.size > 0;
  }

  /** Lets a page listen; false when there are too many already. */
  add(response: ServerResponse): boolean {
    if (this.#streams.size >= MOST_STREAMS) return false;
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    this.#streams.add(response);
    response.once('close', () => this.#streams.delete(response));
    return true;
  }

  /** Tells one page something. */
  tell(response: ServerResponse, event: string, data: unknown): void {
    if (response.writableLength > MOST_WAITING) return void response.destroy();
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Tells every page something. */
  tellAll(event: string, data: unknown): void {
    for (const response of this.#streams) this.tell(response, event, data);
  }

  /** Ends every stream; pages try again by themselves. */
  close(): void {
    for (const response of this.#streams) response.end();
  }
}
