/** A line of a list of PINs. */
export interface ListedPin {
  person: string;
  pin: string;
}

/** The one thing that shows a PIN: kept in memory from the reset until the card is sent, and nowhere else. */
export interface PinCard {
  person: string;
  userKey: string;
  pin: string;
  /** PINs of several people, to be handed over; then `person` and `pin` are empty. */
  list?: readonly ListedPin[];
}
