import type { MailBody } from './mailbox.ts';

/** A meeting, as a calendar program shows it in a list. */
export interface ListedMeeting {
  id: string;
  /** The organizer's UPN. */
  owner: string;
  subject: string;
  location: string;
  /** Of a series: when its first meeting begins and ends. */
  start: Date;
  end: Date;
  /** Every week, until the end of its last meeting or without an end; null for a single one. */
  weekly: { until: Date | null } | null;
  /** Whoever is invited besides the organizer. */
  attendees: { name: string; address: string }[];
  /** Of its invitation; another one after every change. */
  version: string;
  /** How often the attendees were sent an update. */
  updates: number;
  /** When they last were. */
  updatedAt: Date | null;
}

/** The meetings of everybody, where a calendar is kept here. */
export interface MeetingList {
  /** All of them, over or to come, in no particular order. */
  list(): Promise<ListedMeeting[]>;
  /** The text of an invitation; undefined when there is no such meeting. */
  body(id: string): Promise<MailBody | undefined>;
  /** Calls back when a meeting has come or changed; the result ends it. */
  watch(listener: () => void): () => void;
}
