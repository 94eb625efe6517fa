import { Refusal } from '../domain/refusal.ts';
import { DASHES, INVISIBLE } from './cmdletQuotes.ts';
import { LATER_CMDLETS, type CmdletShape } from './cmdletShapes.ts';
import { nearest, type Near } from './nearest.ts';

/** A line that begins with a cmdlet: which one, what follows its name, and whether the name was typed right. */
export interface Line {
  shape: CmdletShape;
  typed: string;
  rest: string;
  exact: boolean;
}

/** Letters that may be wrong in a name that still counts as meant: `Get-CsCsOnlineDialInConfencingUser` has four. */
const MISSPELT = 5;

/** How many near names a refusal offers. */
const OFFERED = 3;

/** `PS C:\> `, `>`: what stands in front of a line that was copied from a console, or around one marked as code. */
const PROMPT = /^[\s`]*(?:powershell\s*\n)?\s*(?:PS(?:\s[^>\n]{0,260})?>|[A-Z]:\\[^>\n]{0,260}>|>)?\s*/i;
const NAME = new RegExp(
  `^(\\p{L}{2,40})(\\s?[${DASHES}]\\s?|\\s)?(\\p{L}[\\p{L}\\p{N}]{0,80})?(?![\\p{L}\\p{N}_.@'])`,
  'u',
);
const VERBS =
  /^(?:add|clear|copy|disable|enable|export|find|get|grant|import|invoke|move|new|register|remove|reset|restore|revoke|send|set|show|start|stop|sync|test|unregister|update)$/i;

/**
 * Finds the cmdlet at the beginning of a text; undefined when the text begins with none.
 * Throws `cmdlet-unknown`, with the nearest ones, for a name that looks like a cmdlet's and is near none of ours.
 */
export function findCmdlet(shapes: readonly CmdletShape[], text: string): Line | undefined {
  const line = withoutFrame(text);
  const [typed, verb = '', dash = '', noun = ''] = NAME.exec(line) ?? [];
  if (typed === undefined) return undefined;
  const known = shapes.find((one) => namesOf(one).includes(`${verb}-${noun}`.toLowerCase()));
  if (known && dash.trim() !== '')
    return { shape: known, typed, rest: line.slice(typed.length), exact: true };
  // Without its hyphen the name may be the first word alone, or two.
  const name = dash.trim() === '' && nearNames(shapes, verb).length > 0 ? verb : typed;
  const near = nearNames(shapes, name);
  const [first, second] = near;
  const shape = shapes.find((one) => squeeze(one.name) === first?.word);
  if (shape && first?.distance !== second?.distance)
    return { shape, typed: name, rest: line.slice(name.length), exact: false };
  const looksLikeOne = dash.length === 1 && dash.trim() !== '' && VERBS.test(verb) && /^cs[a-z]/i.test(noun);
  if (first || looksLikeOne) throw unknown(shapes, name);
  return undefined;
}

/** Whether a line looks as if a cmdlet began it: a verb, a hyphen, and what cmdlets of this kind are called. */
export function beginsAsCmdlet(line: string): boolean {
  const [, verb = '', dash = '', noun = ''] = NAME.exec(withoutFrame(line)) ?? [];
  return dash.trim() !== '' && VERBS.test(verb) && /^(?:cs[a-z]|help$|command$)/i.test(noun);
}

/** The refusal of a cmdlet's name, with the nearest ones of ours, or with all when none is near. */
export function unknown(shapes: readonly CmdletShape[], typed: string): Refusal {
  const names = shapes.map((one) => one.name);
  const near = nearest(typed, names, Math.ceil(typed.length / 4)).slice(0, OFFERED);
  return new Refusal(
    'cmdlet-unknown',
    { value: typed },
    near.length > 0 ? near.map(({ word }) => word) : names,
  );
}

/** The text without prompt, code marks and invisible characters in front, and without the code marks behind. */
function withoutFrame(text: string): string {
  const shown = text.replace(new RegExp(`^(?:${INVISIBLE.source})+`), '');
  const behind = shown.replace(PROMPT, '');
  return /^\s*`/.test(shown) ? behind.replace(/[\s`]+$/, '') : behind;
}

/** The names that a cmdlet answers to: its own, and the singular, which is about in print. */
function namesOf(shape: CmdletShape): string[] {
  const name = shape.name.toLowerCase();
  return name.endsWith('settings') ? [name, name.slice(0, -1)] : [name];
}

/** The cmdlets, squeezed, that a misspelt name may mean, nearest first; with those that come later, which are not to be mistaken for ours. */
function nearNames(shapes: readonly CmdletShape[], typed: string): Near[] {
  const squeezed = squeeze(typed);
  if (squeezed.length < 12 || squeezed.length > 80) return [];
  const real = [...shapes.map((one) => one.name), ...LATER_CMDLETS].map(squeeze);
  return nearest(squeezed, [...new Set(real)], Math.min(MISSPELT, squeezed.length / 6));
}

/** A name without its hyphen. */
function squeeze(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
