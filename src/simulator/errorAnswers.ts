import type { Answer } from './wire.ts';

/**
 * What the Bot Connector of Teams says no with: status and message by error code.
 * Source: Teams platform documentation, "Status codes from bot conversational APIs".
 */
const ERRORS = {
  BadArgument: [400, 'Bad argument.'],
  BotNotRegistered: [401, 'No registration found for this bot.'],
  BotDisabledByAdmin: [403, 'The tenant admin disabled this bot'],
  BotNotInConversationRoster: [403, 'The bot is not part of the conversation roster.'],
  ConversationBlockedByUser: [403, 'User blocked the conversation with the bot.'],
  ForbiddenOperationException: [403, 'The app is disabled for this user.'],
  InvalidBotApiHost: [
    403,
    'Invalid bot api host. For GCC tenants, please call https://smba.infra.gcc.teams.microsoft.com.',
  ],
  NotEnoughPermissions: [403, 'The bot may not do this.'],
  ActivityNotFoundInConversation: [404, 'Conversation not found.'],
  ConversationNotFound: [404, 'Conversation not found.'],
  MemberNotFoundInConversation: [404, 'Member not found in conversation.'],
  PreconditionFailed: [412, 'Precondition failed, please try again.'],
  MessageSizeTooBig: [413, 'Message size too large.'],
  UnsupportedMediaType: [415, 'The request must be application/json.'],
  Throttled: [429, 'Too many requests.'],
  ServiceError: [500, 'Unknown'],
} as const satisfies Record<string, readonly [number, string]>;

/** An error code of the Bot Connector. */
export type ErrorCode = keyof typeof ERRORS;

/** The answer for an error code, in the connector's own shape. */
export function errorAnswer(code: ErrorCode, message?: string): Answer {
  const [status, text] = ERRORS[code];
  return { status, body: { error: { code, message: message ?? text } } };
}

/** The other shape of a 403, which Teams gives when the conversation cannot be written to: a text with JSON in it. */
export function writesBlockedAnswer(): Answer {
  const details = { subCode: 'MessageWritesBlocked', details: 'Thread is not writable by the bot.' };
  return { status: 403, body: { errorCode: 209, message: JSON.stringify(details) } };
}

/** Ends the handling of a request with an error answer. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly answer: Answer;

  constructor(code: ErrorCode, message?: string) {
    super(message ?? code);
    this.answer = errorAnswer(code, message);
  }
}
