import type { Item, Named } from './phraseItems.ts';
import { VALUED } from './phraseSpans.ts';

/** A part of a clause that asks for one thing: what is asked for, of what, for whom. */
export interface Segment {
  verbs: ReadonlySet<string>;
  words: ReadonlySet<string>;
  named: readonly Named[];
  numbers: readonly { text: string; link: string }[];
  /** Telephone numbers as they were typed. */
  phones: readonly { text: string; link: string }[];
  /** Everything that may be the name of a language, in its order. */
  languages: readonly string[];
  /** Values behind the words that ask for one: provider, department. */
  values: Readonly<Record<string, string>>;
  /** Those of them that something is changed to: "provider to InterCall". */
  goals: ReadonlySet<string>;
  /** Somebody or something that was spoken of before. */
  pronoun: boolean;
  today: boolean;
}

/** Cuts items where a new request begins: at an "and", a comma or a stop in front of a verb, and at every stop. */
export function clausesOf(items: readonly Item[]): Item[][] {
  const clauses: Item[][] = [];
  let clause: Item[] = [];
  items.forEach((item, at) => {
    const isBoundary = item.kind === 'stop' || (isSeparator(item) && startsWithVerb(items, at + 1));
    if (isBoundary && clause.some(isObject)) {
      clauses.push(clause);
      clause = [];
    } else clause.push(item);
  });
  return [...clauses, clause].filter((one) =>
    one.some((item) => item.kind !== 'comma' && item.kind !== 'stop'),
  );
}

function isSeparator(item: Item): boolean {
  return item.kind === 'and' || item.kind === 'comma';
}

function isObject(item: Item): boolean {
  return item.kind === 'named' || item.kind === 'phone' || (item.kind === 'concept' && item.role === 'word');
}

/** Whether the next item that says anything is a verb. */
function startsWithVerb(items: readonly Item[], from: number): boolean {
  const next = items.slice(from, from + 6).find((item) => !isSeparator(item) && item.kind !== 'pronoun');
  return next?.kind === 'concept' && next.role === 'verb';
}

/** Whether somebody is said to do something: a name right in front of the verb, as in "Amos reset his PIN". */
export function isStatement(clause: readonly Item[]): boolean {
  const told = clause.filter(
    (item) => item.kind !== 'comma' && item.kind !== 'and' && item.kind !== 'pronoun',
  );
  const verb = told.findIndex((item) => item.kind === 'concept' && item.role === 'verb');
  const subject = told[verb - 1];
  if (subject?.kind !== 'named' || subject.link !== '' || subject.form === 'me') return false;
  return told.slice(0, verb).every((item) => item.kind === 'named');
}

/**
 * Whether a clause begins with a name and ends in a question mark: "Amos forgot his PIN?" asks instead of telling.
 * So does "behöver Amos en ny PIN?", with the need in front.
 */
export function asksAboutSomebody(clause: readonly Item[]): boolean {
  const [first] = clause.filter((item) => !(item.kind === 'concept' && item.name === 'need'));
  const isAbout = first?.kind === 'named' && first.link === '' && first.form !== 'me' && first.form !== 'my';
  const isGuarded = clause.some((item) => item.kind === 'concept' && item.role === 'guard');
  return isAbout && !isGuarded && clause.some((item) => item.kind === 'question');
}

/**
 * The segments of a clause that asks for several things: cut at every "and" and comma. A segment without a verb has
 * the clause's, one without an object adds its people to the one before, one without people has those of its neighbor.
 */
export function segmentsOf(clause: readonly Item[]): Segment[] {
  const { verbs } = segmentOf(clause);
  const segments: Segment[] = [];
  for (const part of partsOf(clause)) {
    const segment = segmentOf(part);
    const last = segments.at(-1);
    if (last && segment.words.size === 0 && segment.verbs.size === 0)
      segments[segments.length - 1] = merged(last, segment);
    else segments.push({ ...segment, verbs: segment.verbs.size > 0 ? segment.verbs : verbs });
  }
  return withPeople(segments);
}

function partsOf(clause: readonly Item[]): Item[][] {
  const parts: Item[][] = [[]];
  for (const item of clause) {
    if (isSeparator(item)) parts.push([]);
    else parts.at(-1)?.push(item);
  }
  return parts.filter((part) => part.length > 0);
}

function merged(segment: Segment, addition: Segment): Segment {
  const values = { ...segment.values, ...addition.values };
  const named = [...segment.named, ...addition.named];
  return {
    ...segment,
    named,
    numbers: [...segment.numbers, ...addition.numbers],
    phones: [...segment.phones, ...addition.phones],
    languages: [...segment.languages, ...addition.languages],
    values,
    goals: new Set([...segment.goals, ...addition.goals]),
  };
}

/** "pin and conference ID for amos": the people stand at the end; "amos's pin and conference ID": at the beginning. */
function withPeople(segments: readonly Segment[]): Segment[] {
  const filled: Segment[] = [];
  segments.forEach((segment, at) => {
    const next = segments.slice(at).find((one) => one.named.length > 0)?.named ?? [];
    const named = segment.named.length > 0 ? segment.named : (filled.at(-1)?.named ?? next);
    filled.push({ ...segment, named });
  });
  return filled;
}

/** The concepts, names and values of some items, as one segment. */
export function segmentOf(items: readonly Item[]): Segment {
  const values = valuesOf(items);
  const taken = new Set(values.map((value) => value.item));
  const named = items.filter((item) => item.kind === 'named').filter((item) => !taken.has(item));
  const concepts = items.filter((item) => item.kind === 'concept');
  return {
    verbs: new Set(concepts.filter((item) => item.role === 'verb').map((item) => item.name)),
    words: new Set(
      concepts.filter((item) => item.role === 'word' || item.role === 'guard').map((item) => item.name),
    ),
    named: withoutRepeatedMe(named),
    numbers: items.filter((item) => item.kind === 'number'),
    phones: items.filter((item) => item.kind === 'phone'),
    languages: items.flatMap(languageNamed),
    values: Object.fromEntries(values.map((value) => [value.name, value.item.text])),
    goals: new Set(values.filter((value) => value.item.link === 'to').map((value) => value.name)),
    pronoun: items.some((item) => item.kind === 'pronoun'),
    today: concepts.some((item) => item.role === 'day'),
  };
}

/** The languages that the grammar has words for. */
const LANGUAGE_WORDS: Readonly<Record<string, string>> = { english: 'en', french: 'fr', swedish: 'sv' };

/** The language that an item may name: by a word of the grammar, or by any other. */
function languageNamed(item: Item): string[] {
  if (item.kind === 'named') return isWords(item) ? [item.text] : [];
  const tag = item.kind === 'concept' ? LANGUAGE_WORDS[item.name] : undefined;
  return tag === undefined ? [] : [tag];
}

/** The names that belong to words like *department*. */
function valuesOf(items: readonly Item[]): { name: string; item: Named }[] {
  const values: { name: string; item: Named }[] = [];
  items.forEach((item, at) => {
    if (item.kind !== 'concept' || !VALUED.includes(item.name)) return;
    const near = item.name === 'provider' ? nearProvider(items, at) : [items[at + 1], items[at - 1]];
    const value = near.find((one) => one?.kind === 'named' && isWords(one));
    if (value?.kind === 'named') values.push({ name: item.name, item: value });
  });
  return values;
}

/** Where the provider may be named: not by whom it is the provider of, nor by whom something is the provider to. */
function nearProvider(items: readonly Item[], at: number): (Item | undefined)[] {
  const [item, before, behind] = [items[at], items[at - 1], items[at + 1]];
  const linkOf = (one: Item | undefined) => (one?.kind === 'named' ? one.link : '');
  // "the provider change"
  if (behind?.kind === 'concept' && behind.role === 'verb') return [];
  // "make InterCall to Amos's provider"
  if (linkOf(before) === 'to') return [items[at - 2]];
  // "Tara's provider" names nobody but Tara.
  const isAlone = items.filter((one) => one.kind === 'named').length === 1;
  const inFront = isAlone ? [] : [before];
  if (['of', 'for', 'in'].includes(linkOf(behind))) return inFront;
  // "InterCall as provider to Amos"
  const isAs = item?.kind === 'concept' && item.link === 'to' && linkOf(behind) === 'to';
  return isAs ? inFront : [behind, ...inFront];
}

/** Whether somebody or something is named by words of its own. */
export function isWords(named: Named): boolean {
  return named.form === 'name' || named.form === 'quoted';
}

/** "send me my conference info" speaks of one person; so does "reset amos's pin for me". */
function withoutRepeatedMe(named: readonly Named[]): Named[] {
  return named.filter((one, at) => {
    if (one.form !== 'me' || one.joined) return true;
    const next = named[at + 1];
    if (next?.form === 'my' && !next.joined) return false;
    return !(one.link === 'for' && named.some((other) => other.form !== 'me'));
  });
}

/** Whether a name is a mail address. */
export function isAddress(named: Named): boolean {
  return named.form === 'address' || named.form === 'mailbox';
}
