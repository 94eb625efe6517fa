import { errorAnswer, type ErrorCode } from './errorAnswers.ts';
import type { RoutedRequest, RouteName } from './routes.ts';
import type { Answer } from './wire.ts';

/** A request that reached the connector. */
export interface ConnectorCall extends RoutedRequest {
  method: string;
  /** Parsed; undefined when there was none. */
  body: unknown;
}

/** What goes wrong with a call. */
export interface Fault {
  /** Whether the call takes effect all the same. */
  takesEffect: boolean;
  /** Milliseconds before the answer. */
  delay?: number;
  /** What comes back: the true answer when absent, `cut` destroys the connection. */
  answer?: Answer | 'cut';
}

/** Which calls a fault strikes; everything given must hold. */
export interface FaultScope {
  route?: RouteName;
  conversationId?: string;
  when?: (call: ConnectorCall) => boolean;
  /** How many calls; all of them when absent. */
  times?: number;
}

/** A fault, where it strikes, and how often still. */
interface Rule {
  fault: Fault;
  scope: FaultScope;
  left: number;
}

/** The faults that are to happen, oldest first. */
export class Faults {
  readonly #rules: Rule[] = [];

  /** Arranges for a fault; the result calls it off. */
  add(fault: Fault, scope: FaultScope = {}): () => void {
    const rule = { fault, scope, left: scope.times ?? Infinity };
    this.#rules.push(rule);
    return () => this.#remove(rule);
  }

  /** Calls everything off. */
  clear(): void {
    this.#rules.length = 0;
  }

  /** The fault that strikes this call, used up by one. */
  take(call: ConnectorCall): Fault | undefined {
    const rule = this.#rules.find(({ scope }) => strikes(scope, call));
    if (!rule) return undefined;
    rule.left -= 1;
    if (rule.left === 0) this.#remove(rule);
    return rule.fault;
  }

  #remove(rule: Rule): void {
    const at = this.#rules.indexOf(rule);
    if (at >= 0) this.#rules.splice(at, 1);
  }
}

/** Whether a call lies in the scope. */
function strikes(scope: FaultScope, call: ConnectorCall): boolean {
  if (scope.route !== undefined && scope.route !== call.route) return false;
  if (scope.conversationId !== undefined && scope.conversationId !== call.conversationId) return false;
  return scope.when?.(call) ?? true;
}

/** 429; `retryAfter` in seconds or as an HTTP date, or no such header at all. */
export function throttled(retryAfter?: number | Date): Fault {
  const answer = errorAnswer('Throttled');
  if (retryAfter === undefined) return { takesEffect: false, answer };
  const header = typeof retryAfter === 'number' ? String(retryAfter) : retryAfter.toUTCString();
  return { takesEffect: false, answer: { ...answer, headers: { 'Retry-After': header } } };
}

/** A documented error of the connector. */
export function refused(code: ErrorCode, message?: string): Fault {
  return { takesEffect: false, answer: errorAnswer(code, message) };
}

/** Any answer instead of the true one. */
export function answered(answer: Answer): Fault {
  return { takesEffect: false, answer };
}

/** A gateway's status with its own page for a body, as 502, 503 and 504 often come. */
export function gatewayError(status: number, headers: Record<string, string> = {}): Fault {
  const body = `<html><body><h1>${status}</h1></body></html>`;
  return {
    takesEffect: false,
    answer: { status, headers: { 'Content-Type': 'text/html', ...headers }, body },
  };
}

/** The true answer, late. */
export function slow(milliseconds: number): Fault {
  return { takesEffect: true, delay: milliseconds };
}

/** The connection breaks before anything was done. */
export function cutBefore(): Fault {
  return { takesEffect: false, answer: 'cut' };
}

/** Everything is done, but the connection breaks before the answer. */
export function lostAnswer(): Fault {
  return { takesEffect: true, answer: 'cut' };
}

/** Everything is done, but the answer is not what it says it is. */
export function garbage(body = '{"id": "17', contentType = 'application/json'): Fault {
  return { takesEffect: true, answer: { status: 200, headers: { 'Content-Type': contentType }, body } };
}
