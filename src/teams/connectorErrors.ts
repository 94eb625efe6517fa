import { retryAfter } from '../domain/retryAfter.ts';
import type { DeliveryResult } from '../ports/delivery.ts';

/** Codes of a connection that was never made, so that nothing can have arrived. */
const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|E(HOST|NET)(UNREACH|DOWN)|EPROTO|ERR_TLS\w*|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/;

/** Statuses with which the channel says: not now, nothing was done. Source: Teams, "Status codes retry guidance". */
const NOT_NOW = new Set([401, 408, 412, 425, 502, 503, 504]);

/** Codes of a 403 that says the request was wrong, not that the person cannot be reached. */
const WRONG_REQUEST = new Set(['InvalidBotApiHost', 'NotEnoughPermissions']);

/** A request that went to the wire and got no usable answer. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  /** The system's code, or the name of what went wrong. */
  readonly code: string;
  /** Whether the request can have arrived. */
  readonly mayHaveArrived: boolean;

  constructor(cause: unknown) {
    const { code, name, message = '' } = cause as { code?: unknown; name?: unknown; message?: string };
    const known = typeof code === 'string' ? code : String(name);
    super(`no answer from the channel: ${known}`, { cause });
    this.code = known === 'AbortError' ? 'TIMEOUT' : known;
    // Of a time-out of the system's only the text tells whether it was met while connecting.
    this.mayHaveArrived =
      !NEVER_CONNECTED.test(known) && !(known === 'ETIMEDOUT' && /^(connect |$)/.test(message));
  }
}

/** What the SDK throws when the channel answers with an error. */
interface ConnectorError {
  statusCode: number;
  code?: string;
  details?: unknown;
  response?: { headers?: { get(name: string): string | undefined } };
}

/**
 * What an error of the channel's client means for a delivery. `harmless` says that the request may be made again even
 * if it did arrive: opening a conversation finds the same one, an update writes the same card.
 */
export function deliveryResultOf(error: unknown, now: Date, harmless: boolean): DeliveryResult {
  const result = isConnectorError(error) ? resultOfAnswer(error, now) : resultOfSilence(error);
  if (result.outcome !== 'unknown' || !harmless) return result;
  return { outcome: 'throttled', until: null, reason: result.reason, detail: result.detail };
}

/** No answer at all. What is thrown before the wire (a token that could not be had) cannot have arrived. */
function resultOfSilence(error: unknown): DeliveryResult {
  const noAnswer = error instanceof NoAnswerError;
  const detail = noAnswer ? error.code : nameOf(error);
  if (noAnswer && error.mayHaveArrived) return { outcome: 'unknown', reason: 'no-answer', detail };
  return { outcome: 'throttled', until: null, reason: 'service-error', detail };
}

/** An answer with an error in it. */
function resultOfAnswer(error: ConnectorError, now: Date): DeliveryResult {
  const status = error.statusCode;
  const code = errorCodeOf(error);
  const detail = code ? `${status} ${code}` : String(status);
  if (status < 300) return { outcome: 'unknown', reason: 'no-answer', detail: `${status} unreadable` };
  if (status === 429)
    return { outcome: 'throttled', until: retryAfterOf(error, now), reason: 'throttled', detail };
  if (NOT_NOW.has(status))
    return { outcome: 'throttled', until: retryAfterOf(error, now), reason: 'service-error', detail };
  if (status === 403) return resultOfForbidden(code, detail);
  if (status === 404) return resultOfNotFound(code, detail);
  // Teams advises against repeating a 500: it does not say how far it came.
  if (status >= 500) return { outcome: 'unknown', reason: 'service-error', detail };
  return { outcome: 'failed', reason: 'rejected', detail };
}

/** 403: the app is not there, was blocked or disabled, or we asked for something we may not do. */
function resultOfForbidden(code: string | null, detail: string): DeliveryResult {
  if (code !== null && WRONG_REQUEST.has(code)) return { outcome: 'failed', reason: 'rejected', detail };
  const reason = code === 'BotNotInConversationRoster' ? 'not-installed' : 'blocked';
  return { outcome: 'unreachable', reason, detail, forget: false };
}

/** 404: the conversation is no more, or only the message. */
function resultOfNotFound(code: string | null, detail: string): DeliveryResult {
  if (code === 'ActivityNotFoundInConversation') return { outcome: 'failed', reason: 'rejected', detail };
  return {
    outcome: 'unreachable',
    reason: 'conversation-gone',
    detail,
    forget: code === 'ConversationNotFound',
  };
}

/** The channel's own code for an error; null when it gave none. Never its text, which may quote what we sent. */
function errorCodeOf({ code, details }: ConnectorError): string | null {
  const { error, message } = (details ?? {}) as { error?: { code?: unknown }; message?: unknown };
  const subCode = typeof message === 'string' ? /"subCode"\s*:\s*"(\w+)"/.exec(message)?.[1] : undefined;
  const known = [error?.code, subCode, code].find(
    (one) => typeof one === 'string' && /^[\w.-]{1,64}$/.test(one),
  );
  return typeof known === 'string' ? known : null;
}

/** When the channel wants to be asked again; null when it did not say. */
function retryAfterOf({ response }: ConnectorError, now: Date): Date | null {
  return retryAfter(response?.headers?.get('retry-after'), now);
}

/** Whether the channel answered. */
function isConnectorError(error: unknown): error is ConnectorError {
  return typeof (error as { statusCode?: unknown } | null)?.statusCode === 'number';
}

/** The kind of an error, without its text. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
