/** A mail that was written, as a mail program shows it in a list. */
export interface StoredMail {
  id: string;
  /** Bare addresses, in lower case. */
  to: string[];
  from: { name: string; address: string };
  subject: string;
  at: Date;
}

/** The body of a mail. */
export interface MailBody {
  /** A whole document, or null when the mail is plain text only. */
  html: string | null;
  text: string;
}

/** Mails that are kept here instead of being sent. */
export interface Mailbox {
  /** The newest mails, oldest first. */
  list(limit: number): Promise<StoredMail[]>;
  /** Undefined when there is no such mail. */
  body(id: string): Promise<MailBody | undefined>;
  /** Calls back when a mail has come or changed; the result ends it. */
  watch(listener: () => void): () => void;
}
