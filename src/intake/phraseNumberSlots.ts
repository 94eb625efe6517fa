import { countryCodeOf } from '../domain/places.ts';
import type { Segment } from './phraseClauses.ts';
import type { Input, Rest, Slot } from './phraseSlots.ts';

/** One telephone number, in whatever groups. */
export function fillPhone(rest: Rest, slot: Slot): Input | undefined {
  // "Change the number from …" tells only half of it.
  if (rest.phones.length > 1 || rest.phones[0]?.link === 'from') return undefined;
  const [phone] = rest.phones.splice(0);
  return phone ? { [slot.field]: phone.text } : {};
}

/** A telephone number, or digits that are none: where the words speak of nothing else, they are the operation's to refuse. */
export function fillDigits(rest: Rest, slot: Slot): Input | undefined {
  if (rest.phones.length > 0) return fillPhone(rest, slot);
  const digits = rest.numbers.splice(0).map((number) => number.text);
  return digits.length === 0 ? {} : { [slot.field]: digits.join(' ') };
}

/**
 * Two telephone numbers: the old one and the new one, by "from" and "to", else in their order. A slot with a field of its own
 * names by it the number that takes the place of another.
 */
export function fillPhones(rest: Rest, slot: Slot): Input | undefined {
  const [first, second, ...others] = rest.phones.splice(0);
  if (!first || !second || others.length > 0) return undefined;
  const isTurned = first.link === 'to' || second.link === 'from';
  if (isTurned && (first.link === second.link || first.link === 'from' || second.link === 'to'))
    return undefined;
  const [from, to] = isTurned ? [second, first] : [first, second];
  return slot.field === slot.name
    ? { fromNumber: from.text, toNumber: to.text }
    : { number: from.text, [slot.field]: to.text };
}

/** The languages of a number in their order: the first one, and the others; a slot with a field of its own takes one alone. */
export function fillLanguages(rest: Rest, slot: Slot, segment: Segment): Input | undefined {
  const isWord = ({ form }: Rest['named'][number]) => form === 'name' || form === 'quoted';
  if (!rest.named.every(isWord)) return undefined;
  rest.named = [];
  const [primaryLanguage, ...secondaryLanguages] = segment.languages;
  if (primaryLanguage === undefined) return {};
  if (slot.field === slot.name) return { primaryLanguage, secondaryLanguages };
  return secondaryLanguages.length > 0 ? undefined : { [slot.field]: primaryLanguage };
}

/** A country or a city, behind "in". */
export function fillPlace(rest: Rest): Input | undefined {
  const at = rest.named.findIndex((one) => PLACE_LINKS.includes(one.link) && one.form === 'name');
  const named = at < 0 ? undefined : rest.named.splice(at, 1)[0];
  if (!named) return {};
  const country = countryCodeOf(named.text);
  return country === undefined ? { city: named.text } : { country };
}

/** "in Sweden", "à Paris". */
const PLACE_LINKS: readonly string[] = ['in', 'at', 'to'];
