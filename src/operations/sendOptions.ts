import { includesRole } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { User } from '../domain/user.ts';
import { flag, mailAddress, text, type InputOf } from './field.ts';
import type { Work } from './operation.ts';

/** The fields of every command that tells people something, as in `Set-CsOnlineDialInConferencingUser`. */
export const SEND_FIELDS = {
  sendEmail: flag('SendEmail'),
  sendEmailToAddress: mailAddress('SendEmailToAddress'),
  sendEmailFromAddress: mailAddress('SendEmailFromAddress'),
  sendEmailFromDisplayName: text('SendEmailFromDisplayName'),
};

/** How a command wants its mail sent. */
export type SendOptions = InputOf<typeof SEND_FIELDS>;

/** Refuses combinations of the send fields that make no sense (rule 12). */
export function checkSendOptions(options: SendOptions): void {
  if (options.sendEmailToAddress !== undefined && !options.sendEmail) {
    throw new Refusal('send-to-without-send', { value: options.sendEmailToAddress });
  }
  const senderParts = [options.sendEmailFromAddress, options.sendEmailFromDisplayName].filter(
    (part) => part !== undefined,
  );
  if (senderParts.length === 1) throw new Refusal('sender-half', { value: senderParts.join(' ') });
  if (options.sendEmailFromAddress !== undefined && !options.sendEmail)
    throw new Refusal('send-to-without-send', { value: options.sendEmailFromAddress });
}

/** Refuses a PIN to an address that is not the person's own, unless an admin asks (rule 12). */
export function checkPinAddress(work: Work, user: User, options: SendOptions): void {
  if (goesElsewhere(user, options) && !includesRole(work.actor.role, 'admin')) {
    throw new Refusal('pin-elsewhere-admins-only', { value: options.sendEmailToAddress ?? '' });
  }
}

/** Refuses a new PIN that nobody would get to see (rules 3 and 12). */
export function checkPinIsSeen(work: Work, user: User, options: SendOptions): void {
  const { origin } = work.request;
  if (origin.personal || origin.privateConversationId !== null) return;
  const mailed =
    (options.sendEmail || work.settings.AutomaticallySendEmailsToUsers) && work.house.mailAvailable;
  const reached =
    work.settings.NotifyUsersInChat ||
    (mailed && (user.hasMailbox || options.sendEmailToAddress !== undefined));
  if (!reached) throw new Refusal('pin-no-way-to-show', { person: user.displayName });
}

/** Whether a mail goes to an address that is not the person's own. */
export function goesElsewhere(user: User, options: SendOptions): boolean {
  const address = options.sendEmailToAddress;
  return address !== undefined && address.toLowerCase() !== user.email?.toLowerCase();
}
