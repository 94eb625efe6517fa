import type { DeliveryResult } from '../../ports/delivery.ts';

/** What nodemailer adds to its errors. */
interface SmtpError {
  code?: string;
  responseCode?: number;
  response?: string;
}

/** Nodemailer's codes for a connection that could not be made, was lost, or was not let in. */
const CONNECTION_CODES = [
  'ECONNECTION',
  'ETIMEDOUT',
  'ESOCKET',
  'EDNS',
  'ETLS',
  'EPROTOCOL',
  'EPROXY',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
];

/** Statuses of RFC 3463 for a mailbox that does not exist. */
const NO_MAILBOX = /\b5\.1\.(1|10)\b/;

/**
 * What an error of nodemailer means for a delivery. `dataBegan` tells whether the server had asked for the message: a
 * connection that is lost afterwards leaves it unknown whether the message arrived. A login that is refused is a matter of our
 * configuration and not of the mail: it is tried again.
 */
export function translateSmtpError(error: unknown, dataBegan: boolean): DeliveryResult {
  const { code = '', responseCode, response } = (error ?? {}) as SmtpError;
  const detail = detailOf(code, response);
  const lost = responseCode === undefined && CONNECTION_CODES.includes(code);
  if (lost && dataBegan) return { outcome: 'unknown', reason: 'no-answer', detail };
  if (code === 'EAUTH' || lost || isTransient(responseCode)) {
    return {
      outcome: 'throttled',
      until: null,
      reason: responseCode === undefined || code === 'EAUTH' ? 'service-error' : 'throttled',
      detail,
    };
  }
  return {
    outcome: 'failed',
    reason: NO_MAILBOX.test(response ?? '') ? 'mailbox-unknown' : 'rejected',
    detail,
  };
}

function isTransient(responseCode: number | undefined): boolean {
  return responseCode !== undefined && responseCode >= 400 && responseCode < 500;
}

/** The server's reply on one line, else nodemailer's code. */
function detailOf(code: string, response: string | undefined): string {
  const reply = (response ?? '').replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return (reply === '' ? code : reply).slice(0, 200);
}
