import type { MailDelivery } from '../../ports/delivery.ts';

/** No transport is configured: no mail is tried, and the rest of the product says so. */
export const noMail: MailDelivery = {
  available: false,
  send: async () => ({ outcome: 'failed', reason: 'no-mail-transport', detail: '' }),
};
