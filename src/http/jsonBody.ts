import type { IncomingMessage } from 'node:http';

/** The largest body that is read, in bytes; an activity of Teams has at most some 100 KB. */
const LARGEST_BODY = 256 * 1024;

/** The most levels of objects and arrays inside each other: activities have a dozen, and whoever walks them recurses. */
const DEEPEST = 64;

/** Why a body is not taken, as the status to answer. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused';

  constructor(readonly status: 400 | 413 | 415) {
    super(`the body is not taken: ${status}`);
  }
}

/**
 * Reads a request's body as JSON in UTF-8. Throws BodyRefused for what is too large, compressed, of another type, not JSON,
 * nested absurdly, or apt to pass for an object's prototype.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  if (!/^application\/json\s*(;|$)/i.test(type) || encoding !== 'identity') throw new BodyRefused(415);
  const bytes = await readBytes(request);
  const body = parsed(bytes);
  if (!isHarmless(body)) throw new BodyRefused(400);
  return body;
}

/** Reads as much as is taken, and not a byte more. */
async function readBytes(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) throw new BodyRefused(413);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // The request is left open when reading ends early: it is answered before its connection is closed.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_BODY) throw new BodyRefused(413);
      chunks.push(chunk);
    }
  } catch (error) {
    // A client that went away in the middle has sent no body.
    throw error instanceof BodyRefused ? error : new BodyRefused(400);
  }
  return Buffer.concat(chunks);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new BodyRefused(400);
  }
}

/** Whether a parsed value is nested within reason and has no key that libraries could take for a prototype. */
function isHarmless(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const containers = level.filter((one) => typeof one === 'object' && one !== null);
    if (depth === DEEPEST && containers.length > 0) return false;
    if (containers.some((one) => Object.hasOwn(one, '__proto__'))) return false;
    level = containers.flatMap((one) => Object.values(one) as unknown[]);
  }
  return true;
}
