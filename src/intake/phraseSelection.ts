import type { Step } from '../domain/request.ts';
import { stepOf, type Frame } from './grammarFrames.ts';
import { COMBINABLE } from './phraseCombining.ts';
import type { Segment } from './phraseClauses.ts';
import type { Named } from './phraseItems.ts';

/** The concepts that say for whom, and not what. */
const SELECTING = ['users', 'user', 'provider', 'department', 'country', 'withoutMailbox', 'belowPinLength'];

/** The concepts that narrow a selection by themselves. */
const FLAGS = ['withoutMailbox', 'belowPinLength'] as const;

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
  const step = stepOf(frames, { ...segment, words, named: [EVERYBODY], values: {} });
  const { people, ...input } = step?.input ?? {};
  // Only what changes people can be done to many.
  if (!step || !COMBINABLE.includes(step.operation)) return undefined;
  if (JSON.stringify(people) !== JSON.stringify([EVERYBODY.text])) return undefined;
  return { operation: 'bulk', input: { steps: [{ operation: step.operation, input }], ...selected } };
}

/** For whom the words ask, as input of a bulk operation; undefined when they name people, or nobody. */
function selectionOf(segment: Segment): Record<string, unknown> | undefined {
  const places = segment.named.filter(isPlace);
  if (places.length !== segment.named.length || places.length > 1) return undefined;
  const given: Record<string, unknown> = { ...segment.values };
  if (places[0]) given['place'] = places[0].text;
  for (const flag of FLAGS) if (segment.words.has(flag)) given[flag] = true;
  const isNarrowed = Object.keys(given).length > 0;
  if (!isNarrowed && !segment.words.has('users')) return undefined;
  // "reset the PIN in Finance" may leave out a name; "for everybody in Finance" does not.
  if (places.length > 0 && !segment.words.has('users') && !segment.words.has('user')) return undefined;
  return isNarrowed ? given : { everybody: true };
}

function isPlace(named: Named): boolean {
  return PLACING.includes(named.link) && !named.joined && (named.form === 'name' || named.form === 'quoted');
}
