/** The keyed operations on secrets; the key itself never leaves the adapter. */
export interface Secrets {
  /** Says which key makes hashes and seals. */
  readonly keyId: string;
  /** The ids of all keys at hand: this one, and earlier ones that are kept for reading. */
  readonly keyIds: readonly string[];
  /** HMAC-SHA-256 of a PIN under a key derived for PINs, over salt, user and PIN. */
  hashPin(userKey: string, salt: string, pin: string): string;
  /** Whether a PIN is the one that was stored, with whichever key at hand; false where its key is none of them. */
  isPin(userKey: string, stored: { keyId: string; salt: string; hash: string }, pin: string): boolean;
  newSalt(): string;
  /** SHA-256 of a text in base64: the same for the same text, and for no other. */
  fingerprint(text: string): string;
  /** AES-256-GCM under a key derived for sealing; `boundTo` (outbox id, user) must be given again to open. */
  seal(plain: string, boundTo: string): string;
  /** Throws when the seal was made with a key that is not at hand, for something else, or was tampered with. */
  open(sealed: string, boundTo: string): string;
  /** The id of the key at hand that opens a seal; undefined when none does. */
  sealedWith(sealed: string, boundTo: string): string | undefined;
}
