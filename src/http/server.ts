import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import restify from 'restify';
import { BodyRefused, readJson } from './jsonBody.ts';

/** What a mounted handler is given of a request. */
export interface HttpRequest {
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

/** What it answers; a body is sent as JSON. */
export interface HttpAnswer {
  status: number;
  body?: unknown;
}

/** A plain handler for everything at or below a path; `/` stands for itself alone. */
export interface Mount {
  path: string;
  handle: (request: IncomingMessage, response: ServerResponse) => void;
}

/** What the server serves. */
export interface ServerOptions {
  /** Takes `POST /api/messages`. */
  messages: (request: HttpRequest) => Promise<HttpAnswer>;
  /** Answers `GET /health` and `GET /health/ready`. */
  health: () => HttpAnswer;
  /** Local mode: only requests from and for this machine. */
  loopbackOnly: boolean;
  /** Handlers beside these, tried first. */
  mounts?: readonly Mount[];
}

/** A running server. */
export interface RunningServer {
  port: number;
  close(): Promise<void>;
}

/** Milliseconds within which a request must have arrived whole. */
const ARRIVAL_TIMEOUT = 30_000;

/** Starts the HTTP server; rejects when the port cannot be had. */
export async function startServer(
  host: string,
  port: number,
  options: ServerOptions,
): Promise<RunningServer> {
  const server = restify.createServer({ name: '', ignoreTrailingSlash: true });
  const close = closing(server);
  server.pre(withSafeHeaders(options.loopbackOnly));
  if (options.loopbackOnly) server.pre(loopbackOnly);
  server.pre(mounted(options.mounts ?? []));
  server.on('restifyError', plainError);
  const told =
    (tell: () => HttpAnswer) => (_request: unknown, response: restify.Response, next: restify.Next) => {
      answer(response, tell());
      next();
    };
  server.get('/health', told(options.health));
  server.get('/health/ready', told(options.health));
  // Whoever can answer this lives, whatever the store says: a new start would not help a database that is away.
  server.get(
    '/health/live',
    told(() => ({ status: 200, body: { status: 'alive' } })),
  );
  server.post('/api/messages', (request, response, next) => {
    void answerMessage(request, options)
      .then((given) => answer(response, given))
      .finally(() => next());
  });
  server.server.requestTimeout = ARRIVAL_TIMEOUT;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close,
  };
}

/** Gives what closes a server: what has come is answered, and nobody keeps it by a connection that has its next request already. */
function closing(server: restify.Server): () => Promise<void> {
  let isClosing = false;
  server.pre((_request, response, next) => {
    if (isClosing) response.setHeader('Connection', 'close');
    // Of one that was being answered when it began nobody has said that it ends.
    response.once('close', () => isClosing && (server.server as Server).closeIdleConnections());
    next();
  });
  return () => {
    isClosing = true;
    return new Promise((resolve) => void server.close(() => resolve()));
  };
}

/** What every answer tells a browser: it is no page, belongs into no frame, and is not to be kept; in production, HTTPS only. */
function withSafeHeaders(isLocal: boolean) {
  const headers: readonly (readonly [name: string, value: string])[] = [
    ['X-Content-Type-Options', 'nosniff'],
    ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
    ['Referrer-Policy', 'no-referrer'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Cache-Control', 'no-store'],
    ...(isLocal ? [] : [['Strict-Transport-Security', 'max-age=31536000'] as const]),
  ];
  return (_request: restify.Request, response: restify.Response, next: restify.Next): void => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

/** Gives requests to the handler that is mounted at their path. */
function mounted(mounts: readonly Mount[]) {
  return (request: restify.Request, response: restify.Response, next: restify.Next): void => {
    const path = (request.url ?? '/').split('?')[0] ?? '';
    const mount = mounts.find(
      (one) => path === one.path || (one.path !== '/' && path.startsWith(`${one.path}/`)),
    );
    if (!mount) return next();
    response.once('close', () => next(false));
    try {
      mount.handle(request, response);
    } catch {
      // A fault of one request is no reason for the program to end.
      response.destroy();
    }
  };
}

/** Reads an activity and has it handled; what goes wrong is a status without a word. */
async function answerMessage(request: restify.Request, { messages }: ServerOptions): Promise<HttpAnswer> {
  try {
    return await messages({ headers: request.headers, body: await readJson(request) });
  } catch (error) {
    return { status: error instanceof BodyRefused ? error.status : 500 };
  }
}

/** Sends an answer; what of a request was not read is not waited for. */
function answer(response: restify.Response, { status, body }: HttpAnswer): void {
  if (status === 413) response.setHeader('Connection', 'close');
  if (body === undefined) response.send(status);
  else response.json(status, body);
}

/** Local mode has no authentication: a page from elsewhere, or a foreign name for this machine, gets nothing. */
function loopbackOnly(request: restify.Request, response: restify.Response, next: restify.Next): void {
  const { origin, host } = request.headers;
  const foreign = !isLoopback(`http://${host ?? ''}`) || (origin !== undefined && !isLoopback(origin));
  if (!foreign) return next();
  response.send(403);
  next(false);
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

/** Errors of the server itself: their status, never their text. */
function plainError(
  _request: restify.Request,
  response: restify.Response,
  error: { statusCode?: number; toJSON?: () => unknown; toString?: () => string },
  next: () => void,
): void {
  response.send(error.statusCode ?? 500);
  next();
}
