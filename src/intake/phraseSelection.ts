import type { Step } from '../domain/request.ts';
import { NO_PROVIDER } from '../domain/user.ts';
import { stepOf, type Frame } from './grammarFrames.ts';
import { COMBINABLE } from './phraseCombining.ts';
import type { Segment } from './phraseClauses.ts';
import type { Named } from './phraseItems.ts';

/** The concepts that say for whom, and not what. */
const SELECTING = [
  'users',
  'user',
  'provider',
  'department',
  'country',
  'withoutMailbox',
  'withoutLicense',
  'withoutProvider',
  'belowPinLength',
];

/** The concepts that narrow a selection by themselves. */
const FLAGS = ['withoutMailbox', 'withoutLicense', 'belowPinLength'] as const;

/** The prepositions in front of the name of a department or a country. */
const PLACING = ['in'];

/** Stands for everybody while it is found out what is to be done to them. */
const EVERYBODY: Named = { kind: 'named', form: 'name', text: '*', link: 'for', joined: false };

/** "reset PIN for department Finance", "for all without mailbox": something for everybody who fits; undefined for anything else. */
export function bulkStepOf(frames: readonly Frame[], segment: Segment): Step | undefined {
  // "Who reset the PIN for everybody" asks, and asks for nothing to be done.
  const selected = segment.words.has('who') ? undefined : selectionOf(segment);
  if (!selected) return undefined;
  const words = new Set([...segment.words].filter((word) => !SELECTING.includes(word)));
  const bare = { ...segment, words, named: segment.named.filter(isValue), values: goalsOf(segment) };
  // "Set provider of department Finance to InterCall" asks for the provider, it does not select by it.
  const isChanged = bare.named.length + Object.keys(bare.values).length > 0;
  const withProvider = { ...bare, words: new Set([...words, 'provider']) };
  const step = toAll(frames, bare) ?? (isChanged ? toAll(frames, withProvider) : undefined);
  return step && { operation: 'bulk', input: { steps: [step], ...selected } };
}

/** What is asked for, to be done to people of whom it is said elsewhere who they are; undefined when people are named, or it cannot be done to many. */
export function toAll(frames: readonly Frame[], segment: Segment): Step | undefined {
  const step = stepOf(frames, { ...segment, named: [...segment.named, EVERYBODY] });
  const { people, ...input } = step?.input ?? {};
  if (!step || !COMBINABLE.includes(step.operation)) return undefined;
  return JSON.stringify(people) === JSON.stringify([EVERYBODY.text])
    ? { operation: step.operation, input }
    : undefined;
}

/** For whom the words ask, as input of a bulk operation; undefined when they name people, or nobody. */
function selectionOf(segment: Segment): Record<string, unknown> | undefined {
  const others = segment.named.filter((named) => !isValue(named));
  const places = others.filter(isPlace);
  if (places.length !== others.length || places.length > 1) return undefined;
  const goals = goalsOf(segment);
  const given: Record<string, unknown> = Object.fromEntries(
    Object.entries(segment.values).filter(([name]) => !(name in goals)),
  );
  if (places[0]) given['place'] = places[0].text;
  if (segment.words.has('withoutProvider')) given['provider'] = NO_PROVIDER;
  for (const flag of FLAGS) if (segment.words.has(flag)) given[flag] = true;
  const isNarrowed = Object.keys(given).length > 0;
  if (!isNarrowed && !segment.words.has('users')) return undefined;
  // "reset the PIN in Finance" may leave out a name; "for everybody in Finance" does not.
  if (places.length > 0 && !segment.words.has('users') && !segment.words.has('user')) return undefined;
  return isNarrowed ? given : { everybody: true };
}

/** The values that something is changed to. */
function goalsOf({ values, goals }: Segment): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => goals.has(name)));
}

function isPlace(named: Named): boolean {
  return PLACING.includes(named.link) && !named.joined && (named.form === 'name' || named.form === 'quoted');
}

/** What something is changed to: no more a person than a place. */
function isValue(named: Named): boolean {
  return named.link === 'to' && !named.joined && (named.form === 'name' || named.form === 'quoted');
}
