import type { Message } from './message.ts';

/** Every way to be told no; each has a text and a next step in the locale files (`refusal.<code>`, `refusalNext.<code>`). */
export const REFUSAL_CODES = [
  'right-missing',
  'not-known',
  'user-not-found',
  'too-many-people',
  'person-missing',
  'pin-own',
  'pin-of-admin',
  'pin-elsewhere-admins-only',
  'pin-no-way-to-show',
  'third-party',
  'no-provider',
  'not-licensed',
  'dynamic-ids',
  'conference-id-malformed',
  'conference-id-taken',
  'conference-id-quarantined',
  'conference-id-same',
  'conference-id-set-and-reset',
  'pin-length',
  'sender-half',
  'sender-address',
  'mail-address',
  'send-to-without-send',
  'no-mail-transport',
  'no-own-mailbox',
  'setting-value',
  'setting-missing',
  'value-malformed',
  'value-missing',
  'parameter-unknown',
  'parameter-ambiguous',
  'parameter-value-missing',
  'parameter-conflict',
  'parameter-not-yet',
  'cmdlet-unknown',
  'cmdlet-malformed',
  'operation-unknown',
  'button-malformed',
  'question-foreign',
  'question-expired',
  'question-none',
  'changed-meanwhile',
  'language-unknown',
  'only-local',
  'text-too-long',
  'one-at-a-time',
  'line-needs-yes',
  'line-unclear',
  'too-many-pins',
  'script-too-long',
] as const;

/** The code of a refusal. */
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** An expected no, told to the person in their language with the offending value and the next step, and audited. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /** `params` fill the texts; `choices` are values to offer instead (free IDs, near parameter names …). */
  constructor(
    readonly code: RefusalCode,
    readonly params: Message['params'] = {},
    readonly choices: readonly string[] = [],
    /** The same command was refused for other reasons as well: all are told. */
    readonly also: readonly Refusal[] = [],
  ) {
    super(code);
  }
}
