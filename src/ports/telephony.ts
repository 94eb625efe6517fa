/** Audio, and what kind of it. */
export interface Recording {
  type: string;
  body: Buffer;
}

/** What a telephony engine does when it is asked, rather than in answer to its webhooks. What it cannot do is a TelephonyError. */
export interface Telephony {
  /** Which engine it is, as it stands before the names of its calls. */
  readonly engine: 'twilio' | 'jambonz';
  /** Has what an address answers with spoken to everybody in a room. */
  announce(engineRoom: string, url: string): Promise<void>;
  /** Undefined when there is none of that name. */
  recording(name: string): Promise<Recording | undefined>;
  /** Removes a recording; one that is gone counts as removed. */
  forget(recording: string): Promise<void>;
  /** Ends a call, by the engine's name for it; one that has ended counts as well. */
  hangUp(call: string): Promise<void>;
}

/** Why an engine did not do it; the detail is a status, never what it wrote. */
export class TelephonyError extends Error {
  override readonly name = 'TelephonyError';

  constructor(readonly detail: string) {
    super(`the telephony engine: ${detail}`);
  }
}
