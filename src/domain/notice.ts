import * as z from 'zod';

/**
 * Kinds that show a card of its own: an ask for admins to decide, what they decided, a large plan that waits for approval, callers who
 * wait for their organizer, somebody's PIN that was locked because it was guessed, invitations that could not be changed.
 */
export const CARD_KINDS = ['ask', 'decision', 'approval', 'lobby', 'pinLock', 'migration'] as const;

/**
 * What a notice tells: E1 enabled, E2 coordinates changed, E3 PIN reset, E4 disabled, E5 conference info;
 * `pinElsewhere` tells a person that their PIN was mailed to another address; `testMail` tries the sender.
 */
export const NOTICE_KINDS = [
  'E1',
  'E2',
  'E3',
  'E4',
  'E5',
  'pinElsewhere',
  'testMail',
  ...CARD_KINDS,
] as const;

/** What a notice tells. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Kinds that carry the PIN: without it they are not sent, and the PIN has to be reset again. */
export const PIN_KINDS: readonly NoticeKind[] = ['E1', 'E3'];

/** Kinds that tell people their dial-in details. */
export const INFORMING_KINDS: readonly NoticeKind[] = ['E1', 'E2', 'E3', 'E5'];

/** The ways to a person. */
export const NOTICE_CHANNELS = ['chat', 'mail'] as const;

/** A way to a person. */
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** The states of a delivery that an admin can see. */
export const DELIVERY_STATES = [
  'waiting',
  'sending',
  'retrying',
  'sent',
  'uncertain',
  'givenUp',
  'superseded',
] as const;

/** The state of a delivery. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** States in which a notice can still go out by itself. */
export const OPEN_STATES: readonly DeliveryState[] = ['waiting', 'sending', 'retrying'];

/** States of what has not arrived and was not superseded. */
export const UNDELIVERED_STATES: readonly DeliveryState[] = [...OPEN_STATES, 'uncertain', 'givenUp'];

/** States that *retry failed* takes up again. */
export const FAILED_STATES: readonly DeliveryState[] = ['uncertain', 'givenUp'];

/** Why a delivery is where it is; the text stands in the locale files under `deliveryReason.<code>`. */
export const DELIVERY_REASONS = [
  'not-installed',
  'blocked',
  'conversation-gone',
  'throttled',
  'service-error',
  'rejected',
  'no-answer',
  'mailbox-unknown',
  'no-mail-transport',
  'expired',
  'newer-pin',
  'newer-details',
  'disabled',
  'decided',
] as const;

/** Why a delivery is where it is. */
export type DeliveryReason = (typeof DELIVERY_REASONS)[number];

/** The facts of a notice, as they were when the change was made. Never a PIN. */
export const NoticeFacts = z.object({
  displayName: z.string(),
  conferenceId: z.string().nullable(),
  previousConferenceId: z.string().nullable(),
  /** E.164, toll first. */
  numbers: z.array(z.string()),
  /** With dynamic IDs each meeting has its own: the info then says so instead of an ID. */
  dynamicIds: z.boolean(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
  meetingUpdateToolUrl: z.string(),
  /** The other address that a PIN was sent to; only in `pinElsewhere`. */
  sentTo: z.string().nullable(),
  /** When the invitations of existing meetings are brought up to date without the person's doing; absent where they are not. */
  invitationsAt: z.iso.datetime().nullable().optional(),
});

/** The facts of a notice. */
export type NoticeFacts = z.infer<typeof NoticeFacts>;

/** Days that a notice waits for a way to its person. */
export const NOTICE_WAIT_DAYS = 30;
