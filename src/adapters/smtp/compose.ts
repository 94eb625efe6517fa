import type { SendMailOptions } from 'nodemailer';
import type { Mail } from '../../ports/delivery.ts';

/** Who a mail comes from. */
export interface Sender {
  address: string;
  name: string;
}

/** Characters that make an address more than an address: controls, spaces, and what header syntax is made of. */
const PLAIN_ADDRESS = /^[^\s\u0000-\u001f\u007f<>",:;()[\]\\@]+@[^\s\u0000-\u001f\u007f<>",:;()[\]\\@]+$/;

/** Outbox ids name files and messages: only letters, digits, `-` and `_`. */
const SAFE_ID = /^[A-Za-z0-9_-]{1,128}$/;

/** Whether everything that goes into a header's syntax is plain; names and subjects are encoded instead. */
export function isSendable(mail: Mail, defaultFrom: Sender): boolean {
  const addresses = [mail.to, (mail.from ?? defaultFrom).address];
  return (
    isSafeId(mail.id) && addresses.every((address) => address.length <= 254 && PLAIN_ADDRESS.test(address))
  );
}

/** Whether an outbox id may name a file. */
export function isSafeId(id: string): boolean {
  return SAFE_ID.test(id);
}

/** A mail as nodemailer takes it. The Message-ID depends on the outbox id alone, so every attempt bears the same. */
export function compose(mail: Mail, defaultFrom: Sender): SendMailOptions {
  const from = mail.from ?? defaultFrom;
  return {
    messageId: `<${mail.id}@${domainOf(defaultFrom.address)}>`,
    from: { address: from.address, name: line(from.name) },
    to: { address: mail.to, name: '' },
    subject: line(mail.subject),
    text: mail.text,
    html: mail.html,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': line(mail.language) },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** One header line of words. */
function line(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}
