import type { Language } from './language.ts';
import type { Refusal } from './refusal.ts';

/** One thing to do: an operation of the catalogue and its fields, as untrusted as the words it came from. */
export interface Step {
  operation: string;
  input: Record<string, unknown>;
  /** The correlation id of the request that it takes back: set by the gate alone, never by a door. */
  undoes?: string | undefined;
  /** The ask that it fulfils: set by the gate alone. */
  fulfils?: string | undefined;
}

/** Where a request comes from. */
export interface Origin {
  channelId: string;
  conversationId: string;
  /** A conversation of the bot with one person; anything else is a group. */
  personal: boolean;
  /** The asker's personal conversation, for what a group must not see; null when there is none. */
  privateConversationId: string | null;
  /** In local mode, the id under which a caller without an identity acts as somebody; else null. */
  localActor: string | null;
  /** The asker's time zone by its IANA name, where the channel tells it; UTC where not. */
  timeZone?: string | undefined;
  /** Who is in the conversation, as the channel vouches for it; there only for requests that need it. */
  roster?: readonly RosterPerson[];
}

/** Somebody in a conversation of whom the store may know nothing. */
export interface RosterPerson {
  /** Entra object id. */
  id: string;
  upn: string;
  displayName: string;
  email: string | null;
  isGuest: boolean;
}

/** What a door makes of words: the steps of one command, done together or not at all. */
export interface Request {
  /** The same for every arrival of the same request: activity id, or the token of a one-time button. */
  id: string;
  /** The activity that brought it this time. */
  arrival: string;
  actorKey: string;
  origin: Origin;
  /** Of the words, the client or the directory; the person's own choice goes before it. */
  language: Language;
  /** *What if*: answer as the real thing, change nothing. */
  preview: boolean;
  /** `-Confirm:$false`, `-Force`: the person does not want to be asked. */
  unasked: boolean;
  steps: Step[];
  /** It came as a cmdlet: what it shows stands as a list to copy as well. */
  byCmdlet?: boolean;
  /** A line of a script: nobody can answer a question between the lines, and only so many PINs may still be shown. */
  unattended?: { pinsLeft: number };
  /** The door's own no, to words that cannot be read; told and recorded like every other. */
  refused: Refusal | null;
}
