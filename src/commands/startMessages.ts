import { ConfigError, type Config } from '../config.ts';
import { StoreUnusableError } from '../ports/store.ts';

/** What the log says when the bot is ready. */
export function banner(config: Config, port: number, mailAvailable: boolean): string {
  const mode = config.local
    ? 'LOCAL MODE: no authentication, this machine only, sample organisation'
    : `serving tenant ${config.bot.MicrosoftAppTenantId}`;
  const mails = mailAvailable ? '' : '. No SMTP_URL: no mail is sent';
  return `Switchboard is ready on http://${config.local ? 'localhost' : config.host}:${port}/api/messages. ${mode}${mails}`;
}

/** Why the program does not start: expected faults in words, anything else with its stack. */
export function whyNot(error: unknown): string {
  const { code, message, stack } = error as NodeJS.ErrnoException;
  const isExpected =
    error instanceof ConfigError ||
    error instanceof StoreUnusableError ||
    code === 'EADDRINUSE' ||
    code === 'EACCES';
  return `Switchboard does not start:\n${isExpected ? message : stack}\n`;
}
