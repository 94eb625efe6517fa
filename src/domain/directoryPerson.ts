import * as z from 'zod';

/** What the organisation's directory says of somebody; what it does not say is as it was. */
export interface DirectoryPerson {
  /** Entra object id. */
  id: string;
  upn?: string;
  displayName?: string;
  /** Primary SMTP address; null for somebody without a mailbox. */
  email?: string | null;
  department?: string;
  /** Two letters, as ISO 3166 has them. */
  country?: string;
  state?: string;
  city?: string;
  /** Such as `sv-SE`. */
  locale?: string | null;
  /** From another organisation. */
  isGuest?: boolean;
  /** Whether they can sign in. */
  isEnabled?: boolean;
  /** Deleted there, for good or restorable. */
  isRemoved?: boolean;
}

/** How far the directory was read: what is asked the next time for what has changed since. */
export const DirectoryBookmark = z.object({
  /** Opaque: the directory's own address for what comes next. */
  link: z.string(),
  at: z.iso.datetime(),
  /** Object ids of people whom it was not possible to take as they are: they are asked for again. */
  unresolved: z.array(z.string()).default([]),
});

/** How far the directory was read. */
export type DirectoryBookmark = z.infer<typeof DirectoryBookmark>;

/** The one key under which the bookmark stands. */
export const DIRECTORY_BOOKMARK_KEY = 'directory';
