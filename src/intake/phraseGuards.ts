import type { Item } from './phraseItems.ts';
import type { NothingReason } from './understood.ts';

/** Concepts that cannot both be meant. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['reset', 'set'],
  ['on', 'off'],
  ['enable', 'disable'],
  ['add', 'remove'],
  ['allow', 'disallow'],
];

const GUARD_REASONS: Readonly<Record<string, NothingReason>> = {
  denial: 'denial',
  except: 'denial',
  no: 'denial',
  cancel: 'denial',
  reported: 'ambiguous',
  condition: 'ambiguous',
  alternative: 'ambiguous',
  enabledThen: 'past',
  disabledThen: 'past',
  licensedThen: 'past',
  past: 'past',
  yesterday: 'past',
  statement: 'past',
  question: 'past',
};

/** Whether items ask for a thing and for its opposite. */
export function hasOpposites(items: readonly Item[]): boolean {
  const names = namesOf(items);
  return OPPOSITES.some(([one, other]) => names.has(one) && names.has(other));
}

/** The concepts and guards among items. */
export function namesOf(items: readonly Item[]): Set<string> {
  return new Set(items.map((item) => (item.kind === 'concept' ? item.name : '')));
}

/** Why items lead to nothing. */
export function reasonOf(items: readonly Item[]): NothingReason {
  const isContradiction = hasOpposites(items) || isAffirmedAndDenied(items);
  return isContradiction ? 'contradiction' : (guardOf(items) ?? 'unknown');
}

/** "reset and don't reset": a denial, and the same verb twice. */
function isAffirmedAndDenied(items: readonly Item[]): boolean {
  const verbs = items.flatMap((item) => (item.kind === 'concept' && item.role === 'verb' ? [item.name] : []));
  return namesOf(items).has('denial') && new Set(verbs).size < verbs.length;
}

/** The guard that forbids a change beside it, as the reason why nothing is done. */
export function guardOf(items: readonly Item[]): NothingReason | undefined {
  const names = namesOf(items);
  return Object.entries(GUARD_REASONS).find(([name]) => names.has(name))?.[1];
}
