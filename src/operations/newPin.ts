import { pinFlaw, type StoredPin } from '../domain/pin.ts';
import type { User } from '../domain/user.ts';
import type { Work } from './operation.ts';

/** A new PIN for a person: random, of the current length, unlike the previous one and unlike their ID and numbers (rule 1). */
export function newPin(work: Work, user: User): { pin: string; stored: StoredPin } {
  const around = {
    conferenceId: user.conferenceId,
    phoneNumbers: [user.serviceNumber, user.tollFreeServiceNumber].filter((number) => number !== null),
  };
  for (;;) {
    const pin = work.house.random.digits(work.settings.PinLength);
    if (pinFlaw(pin, around) !== undefined || isPrevious(work, user, pin)) continue;
    return { pin, stored: hashed(work, user, pin) };
  }
}

/** Whether a candidate is the PIN that the person has now. */
function isPrevious(work: Work, user: User, pin: string): boolean {
  return user.pin !== null && work.house.secrets.isPin(user.key, user.pin, pin);
}

/** What the store keeps of a PIN. */
function hashed(work: Work, user: User, pin: string): StoredPin {
  const { secrets } = work.house;
  const salt = secrets.newSalt();
  return {
    hash: secrets.hashPin(user.key, salt, pin),
    salt,
    keyId: secrets.keyId,
    length: pin.length,
    setAt: work.now.toISOString(),
    setBy: work.actor.user.key,
  };
}
