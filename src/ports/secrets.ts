/** The keyed operations on secrets; the key itself never leaves the adapter. */
export interface Secrets {
  /** Says which key made a hash or a seal. */
  readonly keyId: string;
  /** HMAC-SHA-256 of a PIN under a key derived for PINs, over salt, user and PIN. */
  hashPin(userKey: string, salt: string, pin: string): string;
  newSalt(): string;
  /** SHA-256 of a text in base64: the same for the same text, and for no other. */
  fingerprint(text: string): string;
  /** AES-256-GCM under a key derived for sealing; `boundTo` (outbox id, user) must be given again to open. */
  seal(plain: string, boundTo: string): string;
  /** Throws when the seal was made with another key, for something else, or was tampered with. */
  open(sealed: string, boundTo: string): string;
}
