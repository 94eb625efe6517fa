import { ConfigError, type Config } from '../config.ts';
import { StoreAwayError, StoreUnusableError } from '../ports/store.ts';

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
  const isExpected =
    error instanceof ConfigError || error instanceof StoreUnusableError || error instanceof StoreAwayError;
  const { message, stack } = error as Error;
  return `Switchboard does not start:\n${whyNotListening(error) ?? (isExpected ? message : stack)}\n`;
}

/** In words, why the server cannot listen; undefined when it is something else. */
function whyNotListening(error: unknown): string | undefined {
  const { code, syscall, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `PORT ${port} is taken: another program, perhaps another Switchboard, listens there. Stop it, or set PORT to another one.`;
  if (code === 'EACCES' && syscall === 'listen')
    return `PORT ${port} may not be used by this account: set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || syscall === 'getaddrinfo')
    return `HOST is no address of this machine (${code}). Leave HOST out, or set it to one.`;
  return undefined;
}
