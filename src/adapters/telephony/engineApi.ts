import { TelephonyError } from '../../ports/telephony.ts';

/** Where an engine's REST interface is, and what proves who asks. */
export interface EngineApiOptions {
  /** Scheme, host, and the path up to what is asked for. */
  url: string;
  authorization: string;
}

/** Milliseconds until an answer is given up. */
const ANSWERING = 10_000;

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
  const content = await response.arrayBuffer().catch((error: unknown) => {
    throw new TelephonyError(`status ${status}, and no whole answer: ${reasonOf(error)}`);
  });
  if (!response.ok && !expected.includes(status)) throw new TelephonyError(`status ${status}`);
  return { status, type: headers.get('content-type') ?? '', body: Buffer.from(content) };
}

/** A code, such as ECONNREFUSED: what a failure says may hold the address, and that the account. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? name;
}
