/** How mails are sent. */
export interface MailSettings {
  /** Null where none are. */
  smtpUrl: string | null;
  /** The sender of mails unless a tenant setting overrides it. */
  mailFrom: { address: string; name: string };
}

type Read = (name: string) => string;

/** Reads them; faults name their variable. */
export function readMailSettings(read: Read, faults: string[]): MailSettings {
  return {
    smtpUrl: smtpUrlOf(read, faults),
    mailFrom: { address: mailFromOf(read, faults), name: 'Switchboard' },
  };
}

function smtpUrlOf(read: Read, faults: string[]): string | null {
  const url = read('SMTP_URL');
  if (url === '') return null;
  // The URL holds a password: the fault does not repeat it.
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol))
    faults.push('SMTP_URL is not of the form smtp://user:password@host:587 or smtps://…');
  return url;
}

/** MAIL_FROM, else the account at the mail server, else a name at its host. */
function mailFromOf(read: Read, faults: string[]): string {
  const given = read('MAIL_FROM');
  if (given !== '' && !/^[^\s@<>]+@[^\s@<>]+$/.test(given))
    faults.push(`MAIL_FROM is ${given}: it must be alias@domain.`);
  if (given !== '') return given;
  const { username, hostname } = URL.canParse(read('SMTP_URL'))
    ? new URL(read('SMTP_URL'))
    : { username: '', hostname: '' };
  if (username.includes('%40')) return decodeURIComponent(username);
  return `switchboard@${/[a-z]/i.test(hostname) && !hostname.startsWith('[') ? hostname : 'localhost'}`;
}
