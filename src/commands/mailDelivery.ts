import { join } from 'node:path';
import { createMailFolder } from '../adapters/smtp/mailFolder.ts';
import { noMail } from '../adapters/smtp/noMail.ts';
import type { Config } from '../config.ts';
import type { MailDelivery } from '../ports/delivery.ts';

/** Mail by SMTP where it is configured; else into files in local mode, and none at all in production. */
export async function mailDelivery(config: Config): Promise<MailDelivery> {
  if (config.smtpUrl !== null) {
    const { createSmtpDelivery } = await import('../adapters/smtp/smtpDelivery.ts');
    return createSmtpDelivery({ url: config.smtpUrl, defaultFrom: config.mailFrom });
  }
  return config.local ? createMailFolder(join(config.dataDir, 'mail')) : noMail;
}
