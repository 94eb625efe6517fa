import { pino, type DestinationStream, type Logger } from 'pino';

/** The program's log: JSON lines on standard output unless told otherwise. Of an error only what says where and what it was. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const serializers = { error: whatItWas, err: whatItWas };
  const options = { level, serializers, redact: ['*.secret', '*.pin', '*.password', '*.authorization'] };
  return destination ? pino(options, destination) : pino(options);
}

/** Errors of clients carry requests and answers with them, and those carry what was sent: none of that is logged. */
function whatItWas(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : typeof error;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  return { type: error.name, code, statusCode, stack: error.stack };
}
