import { isAddress, type Segment } from './phraseClauses.ts';
import type { Input, Rest, Slot } from './phraseSlots.ts';

/** An address behind the people, or after "at", is where to send to. */
export function fillSend(rest: Rest, _slot: Slot, segment: Segment): Input {
  const isAsked = segment.verbs.has('send') || segment.words.has('mail');
  const last = rest.named.at(-1);
  const isElsewhere =
    last && isAddress(last) && !last.joined && (rest.named.length > 1 || last.link === 'at');
  if (!last || !isElsewhere) return isAsked ? { sendEmail: true } : {};
  rest.named.pop();
  // Without a word for sending, "reset pin for amos u@contoso.com" names two people, or one twice.
  if (!isAsked && last.link !== 'at') rest.values[''] = last.text;
  return { sendEmail: true, sendEmailToAddress: last.text };
}

/** Somebody new: an address and a name in any order, or only one of them. */
export function fillPerson(rest: Rest, slot: Slot): Input | undefined {
  const named = rest.named.splice(0);
  const addresses = named.filter(isAddress);
  const names = named.filter((one) => !isAddress(one));
  if (addresses.length > 1 || names.length > 1 || names.some((one) => one.form === 'me')) return undefined;
  const [address] = addresses;
  const name = address?.displayName ?? names[0]?.text;
  if (!address) return name === undefined ? (slot.needed ? undefined : {}) : { upn: name };
  return { upn: address.text, ...(name === undefined ? {} : { displayName: name }) };
}

/** An address and the name that goes with it, in any order. Half of it is the operation's to refuse. */
export function fillSender(rest: Rest): Input | undefined {
  const named = rest.named.splice(0);
  const addresses = named.filter(isAddress);
  const names = named.filter((one) => !isAddress(one));
  if (addresses.length > 1 || names.length > 1) return undefined;
  const name = addresses[0]?.displayName ?? names[0]?.text;
  if (addresses[0]?.displayName !== undefined && names.length > 0) return undefined;
  return {
    ...(addresses[0] && { SendEmailFromAddress: addresses[0].text }),
    ...(name !== undefined && { SendEmailFromDisplayName: name }),
  };
}
