import { TelephonyError } from '../../ports/telephony.ts';

/** Where an engine's REST interface is, and what proves who asks. */
export interface EngineApiOptions {
  /** Scheme, host, and the path up to what is asked for. */
  url: string;
  authorization: string;
}

/** Milliseconds until an answer is given up. */
const ANSWERING = 10_000;

/** Bytes of the largest answer: a name of some seconds. */
const LARGEST = 2 * 1024 * 1024;

/** What came back. */
export interface EngineAnswer {
  status: number;
  type: string;
  body: Buffer;
}

/** Asks an engine once; `expected` are the statuses, besides those of success, that the caller knows what to do with. Throws TelephonyError. */
export async function askEngine(
  { url, authorization }: EngineApiOptions,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  { body, expected = [] }: { body?: URLSearchParams | object; expected?: readonly number[] } = {},
): Promise<EngineAnswer> {
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      Authorization: authorization,
      ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWERING),
  }).catch((error: unknown) => {
    throw new TelephonyError(`no answer: ${reasonOf(error)}`);
  });
  const { status, headers } = response;
  const content = await bodyOf(response).catch((error: unknown) => {
    throw new TelephonyError(`status ${status}, and no whole answer: ${reasonOf(error)}`);
  });
  if (!response.ok && !expected.includes(status)) throw new TelephonyError(`status ${status}`);
  return { status, type: headers.get('content-type') ?? '', body: content };
}

async function bodyOf({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > LARGEST) throw new RangeError('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A code, such as ECONNREFUSED: what a failure says may hold the address, and that the account. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? name;
}
