import { NO_PROVIDER } from '../domain/user.ts';
import { fillPerson, fillSend, fillSender } from './phraseAddressSlots.ts';
import { isWords, type Segment } from './phraseClauses.ts';
import type { Named } from './phraseItems.ts';
import { fillDigits, fillLanguages, fillPhone, fillPhones, fillPlace } from './phraseNumberSlots.ts';

const SLOTS = [
  'people',
  'me',
  'flag',
  'send',
  'conferenceId',
  'conferenceIdTo',
  'number',
  'page',
  'provider',
  'providerTo',
  'thirdParty',
  'valueTo',
  'department',
  'sender',
  'person',
  'by',
  'subject',
  'day',
  'text',
  'textTo',
  'phone',
  'digits',
  'phones',
  'languages',
  'place',
] as const;

/** What a slot takes from a segment. */
export type SlotName = (typeof SLOTS)[number];

/** A place in a frame for something that is not a word of the grammar. */
export interface Slot {
  name: SlotName;
  /** The input field that it fills. */
  field: string;
  needed: boolean;
}

/** Whether frames may have such a slot. */
export function isSlotName(name: string): name is SlotName {
  return (SLOTS as readonly string[]).includes(name);
}

/** What is still to be taken from a segment. */
export interface Rest {
  named: Named[];
  numbers: { text: string; link: string }[];
  phones: { text: string; link: string }[];
  values: Record<string, string>;
}

/** What slots give to an operation. */
export type Input = Record<string, unknown>;

/** Fills slots with everything that a segment has; undefined when something is missing, or left over. */
export function fillSlots(slots: readonly Slot[], segment: Segment): Input | undefined {
  const rest: Rest = {
    named: [...segment.named],
    numbers: [...segment.numbers],
    phones: [...segment.phones],
    values: { ...segment.values },
  };
  const input: Input = {};
  for (const slot of [...slots].sort((a, b) => FIRST.indexOf(b.name) - FIRST.indexOf(a.name))) {
    const filled = FILLERS[slot.name](rest, slot, segment);
    if (!filled || (slot.needed && slot.name !== 'me' && Object.keys(filled).length === 0)) return undefined;
    Object.assign(input, filled);
  }
  const left = [...rest.named, ...rest.numbers, ...rest.phones, ...Object.keys(rest.values)];
  return left.length > 0 ? undefined : input;
}

/** Slots that are filled before the others, the last one first: what they leave are people. */
const FIRST: readonly SlotName[] = ['valueTo', 'thirdParty', 'providerTo', 'send'];

type Filler = (rest: Rest, slot: Slot, segment: Segment) => Input | undefined;

const FILLERS: Readonly<Record<SlotName, Filler>> = {
  people(rest, slot) {
    const named = rest.named.splice(0);
    // Names that do not continue a list may mean anything: "send me amos's info".
    if (named.some((one, at) => at > 0 && !one.joined)) return undefined;
    const people = named.map((one) => one.text);
    return slot.needed && people.length === 0 ? undefined : { [slot.field]: people };
  },
  /** The asker, who goes without saying: nothing is filled in. */
  me(rest, slot) {
    const own = rest.named.filter((one) => one.form === 'me' || one.form === 'my');
    rest.named = rest.named.filter((one) => !own.includes(one));
    return slot.needed && own.length === 0 ? undefined : {};
  },
  flag: (_rest, slot, segment) => (segment.words.has(slot.field) ? { [slot.field]: true } : {}),
  send: fillSend,
  conferenceId: fillConferenceId,
  /** With *reset*, only "to …" makes clear that a number is the ID to be set. */
  conferenceIdTo: (rest, slot) => (rest.numbers[0]?.link === 'to' ? fillConferenceId(rest, slot) : undefined),
  number: fillNumber,
  page: fillNumber,
  provider: (rest, slot, segment) =>
    segment.words.has('withoutProvider') ? { [slot.field]: NO_PROVIDER } : fillValue(rest, slot, segment),
  providerTo: fillProviderTo,
  thirdParty: fillThirdParty,
  valueTo: fillValueTo,
  /** By its word; "in Finance" may be a country as well. */
  department(rest, slot, segment) {
    const links = slot.needed ? ['in'] : ['in', 'for', 'of'];
    const inside = rest.named.findIndex((one) => links.includes(one.link));
    if (rest.values['department'] !== undefined || inside < 0) return fillValue(rest, slot, segment);
    return { place: rest.named.splice(inside, 1)[0]?.text };
  },
  sender: fillSender,
  person: fillPerson,
  /** Who did it: "by adele". */
  by(rest, slot) {
    const at = rest.named.findIndex((one) => one.link === 'by' || one.link === 'to');
    return at < 0 ? {} : takeOne(rest, slot, at);
  },
  /** Who did it: "what did adele do", where the last word is none of the name. */
  subject(rest, slot) {
    const [first, ...others] = rest.named;
    if (first?.link !== '') return undefined;
    rest.named = [{ ...first, text: first.text.replace(/ do$/, '') }, ...others];
    return takeOne(rest, slot, 0);
  },
  day(rest, slot, segment) {
    if (segment.today) return { [slot.field]: 'today' };
    if (segment.words.has('yesterday')) return { [slot.field]: 'yesterday' };
    const at = rest.numbers.findIndex((number) => /^\d{4}-\d{2}-\d{2}$/.test(number.text));
    return at < 0 ? {} : { [slot.field]: rest.numbers.splice(at, 1)[0]?.text };
  },
  text(rest, slot) {
    const words = rest.named.splice(0).filter((one) => one.form === 'name' || one.form === 'quoted');
    if (words.length > 1) return undefined;
    return words[0] ? { [slot.field]: words[0].text } : {};
  },
  textTo(rest, slot) {
    // French renames "en …".
    const at = rest.named.findIndex(
      (one) => ['to', 'in'].includes(one.link) && (one.form === 'name' || one.form === 'quoted'),
    );
    return at < 0 ? {} : { [slot.field]: rest.named.splice(at, 1)[0]?.text };
  },
  phone: fillPhone,
  digits: fillDigits,
  phones: fillPhones,
  languages: fillLanguages,
  place: fillPlace,
};

/** Digits, also in groups: "827 19 64" is one ID. Two IDs are none. */
function fillConferenceId(rest: Rest, slot: Slot): Input | undefined {
  const digits = rest.numbers.splice(0).map((number) => number.text);
  const id = digits.join('').replaceAll('-', '');
  if (digits.length > 1 && id.length !== 7) return undefined;
  return digits.length === 0 ? {} : { [slot.field]: id };
}

/** One number, or the one that something changes to: "from 5 to 6". */
function fillNumber(rest: Rest, slot: Slot): Input | undefined {
  const numbers = rest.numbers.splice(0);
  const goals = numbers.length > 1 ? numbers.filter((number) => number.link === 'to') : numbers;
  if (numbers.length > 2 || goals.length > 1 || (goals.length === 0 && numbers.length > 0)) return undefined;
  if (numbers.length === 1 && goals[0]?.link === 'from') return undefined;
  return goals[0] ? { [slot.field]: Number(goals[0].text) } : {};
}

/** A value behind the word that asks for it; the word without a value is half a request. */
function fillValue(rest: Rest, slot: Slot, segment: Segment): Input | undefined {
  const value = rest.values[slot.name];
  if (value === undefined) return segment.words.has(slot.name) ? undefined : {};
  rest.values = Object.fromEntries(Object.entries(rest.values).filter(([name]) => name !== slot.name));
  return { [slot.field]: value };
}

/** A provider: next to its word, behind "to", or behind "for" where the person is said to have one ("de Tara pour InterCall"). */
function fillProviderTo(rest: Rest, slot: Slot): Input {
  const { provider, ...values } = rest.values;
  rest.values = values;
  if (provider !== undefined) return { [slot.field]: provider };
  const isOwned = rest.named.some((one) => one.link === 'of');
  const to = rest.named.findLastIndex(
    (one) => isWords(one) && (one.link === 'to' || (isOwned && one.link === 'for')),
  );
  return to < 0 ? {} : { [slot.field]: rest.named.splice(to, 1)[0]?.text };
}

/** The name of a third party beside the person's: "add third-party provider PGi to tara". */
function fillThirdParty(rest: Rest, slot: Slot): Input {
  const at = rest.named.length > 1 ? rest.named.findIndex((one) => isWords(one) && one.link === '') : -1;
  return at < 0 || rest.named[at + 1]?.joined ? {} : { [slot.field]: rest.named.splice(at, 1)[0]?.text };
}

/** Whatever stands behind "to": a name or address, digits in groups, or both: "+1 800 555 0144". */
function fillValueTo(rest: Rest, slot: Slot): Input {
  const to = rest.named.findLastIndex((one) => one.link === 'to');
  const named = to < 0 ? [] : rest.named.splice(to, 1).map((one) => one.text);
  const phones = rest.phones.filter((phone) => phone.link === 'to').map((phone) => phone.text);
  if (named.length === 0 && phones.length === 0 && rest.numbers[0]?.link !== 'to') return {};
  rest.phones = rest.phones.filter((phone) => phone.link !== 'to');
  const digits = rest.numbers.splice(0).map((number) => number.text);
  return { [slot.field]: [...named, ...phones, ...digits].join(' ') };
}

/** Takes one of the names; of a list of them none, for there is room for one only. */
function takeOne(rest: Rest, slot: Slot, at: number): Input | undefined {
  if (rest.named[at + 1]?.joined) return undefined;
  const [taken] = rest.named.splice(at, 1);
  return taken && { [slot.field]: [taken.text] };
}
