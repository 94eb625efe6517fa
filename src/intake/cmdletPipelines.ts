import { Refusal } from '../domain/refusal.ts';
import type { Step } from '../domain/request.ts';
import { endsBareWord, opensQuote, readQuoted } from './cmdletQuotes.ts';
import { malformed } from './cmdletTokens.ts';
import type { Understood } from './understood.ts';

/** Reads one cmdlet line; the cmdlet door without pipelines. */
type ReadLine = (text: string) => Understood | undefined;

/** The cmdlet that a pipeline begins with. */
const SOURCE = /^\s*Get-CsOnlineDialInConferencingUser\b/i;

/** `Where-Object {$_.Department -eq "Finance" -and …}`, or without braces and `$_.`; by its aliases too. */
const WHERE = /^\s*(?:Where-Object|Where|\?)\s+(?:-FilterScript\s+)?(?:\{([^{}]*)\}|([^{}]*))\s*$/i;

/** One condition: a property, `-eq`, and a text in quotes, a bare word, or a truth. */
const CONDITION =
  /^\s*(?:\$_\.|\$PSItem\.)?(\w+)\s+-(?:c|i)?eq\s+(?:"([^"]*)"|'([^']*)'|[“”]([^“”]*)[“”]|(\$true|\$false)|([^\s$"']+))\s*$/i;

/** What can be compared, and the field of a selection that it fills. */
const PROPERTIES: Readonly<Record<string, string>> = {
  department: 'department',
  provider: 'provider',
  acpprovider: 'provider',
  country: 'country',
  usagelocation: 'country',
};

/** What can be compared with `$false`, and the flag of a selection that it sets. */
const LACKS: Readonly<Record<string, string>> = {
  hasmailbox: 'withoutMailbox',
  licensed: 'withoutLicense',
  haslicense: 'withoutLicense',
};

/**
 * Reads `Get-CsOnlineDialInConferencingUser … | Where-Object {…} | Set-… `, in the simple forms of the documentation, as something
 * for everybody who fits; without the last part, as a list of them. Undefined for a line without a pipe. Throws Refusal for any
 * other pipeline.
 */
export function readPipeline(text: string, readLine: ReadLine): Understood | undefined {
  const parts = partsOf(text);
  const [source = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined || !SOURCE.test(source)) return undefined;
  const from = selectionOf(source, readLine);
  if (WHERE.test(last) && !('names' in from)) {
    const input = narrowed(from, filtersOf([...rest, last]));
    return { kind: 'steps', steps: [{ operation: 'listUsers', input }], preview: false, language: undefined };
  }
  const selection = narrowed(from, filtersOf(rest));
  const target = readLine(`${last.trim()} -Identity "*"`);
  if (target?.kind !== 'steps') throw malformed(last);
  const steps = target.steps.map((step) => withoutPeople(step, last));
  const { resultSize: _size, ...narrowing } = selection;
  const given = Object.keys(narrowing).length > 0 ? selection : { ...selection, everybody: true };
  return { ...target, steps: [{ operation: 'bulk', input: { steps, ...given } }] };
}

/** The text cut at every pipe that stands outside quotes; whole when a quote is never closed. */
function partsOf(text: string): string[] {
  const cuts: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '`') at += 1;
    else if (character === '|') cuts.push(at);
    else if (opensQuote(character) && beginsWord(text, at)) {
      const end = endOfQuote(text, at);
      if (end === undefined) return [text];
      at = end - 1;
    }
  }
  return [...cuts, text.length].map((cut, index) => text.slice((cuts[index - 1] ?? -1) + 1, cut));
}

/** Whether a quote at this place is none inside a word, such as in `o'brien`. */
function beginsWord(text: string, at: number): boolean {
  return endsBareWord(text.charAt(at)) || /^$|[\s,(){}=|]/.test(text.charAt(at - 1));
}

function endOfQuote(text: string, at: number): number | undefined {
  try {
    return readQuoted(text, at).end;
  } catch {
    return undefined;
  }
}

/** The people that the first cmdlet names; none when it lists everybody. */
function selectionOf(source: string, readLine: ReadLine): Step['input'] {
  const read = readLine(source.trim());
  const [step] = read?.kind === 'steps' ? read.steps : [];
  if (step?.operation === 'listUsers') return step.input;
  const people = step?.input['people'];
  if (step?.operation !== 'showUser' || people === undefined) throw malformed(source);
  return { names: Array.isArray(people) ? people : [people] };
}

/** A selection with all filters; two for the same thing would hide one another, and people named one by one cannot be narrowed. */
function narrowed(selection: Step['input'], filters: readonly Filter[]): Step['input'] {
  return filters.reduce((soFar, { field, value, condition }) => {
    if (field in soFar || 'names' in soFar) throw unknownCondition(condition);
    return { ...soFar, [field]: value };
  }, selection);
}

/** One condition, as a field of a selection and its value. */
interface Filter {
  field: string;
  value: unknown;
  condition: string;
}

function filtersOf(parts: readonly string[]): Filter[] {
  return parts.flatMap((part) => {
    const [, inBraces, bare] = WHERE.exec(part) ?? [];
    const condition = inBraces ?? bare;
    if (condition === undefined) throw malformed(part);
    return condition.split(/\s-and\s/i).map((one) => filterOf(one));
  });
}

function filterOf(condition: string): Filter {
  const [, property = '', ...values] = CONDITION.exec(condition.replace(/^\s*\((.*)\)\s*$/, '$1')) ?? [];
  const value = values.find((one) => one !== undefined);
  const name = property.toLowerCase();
  const lack = LACKS[name];
  if (lack !== undefined && value?.toLowerCase() === '$false') return { field: lack, value: true, condition };
  const field = PROPERTIES[name];
  if (field === undefined || value === undefined || value.startsWith('$')) throw unknownCondition(condition);
  return { field, value, condition };
}

/** The refusal of a condition by another property or operator than those of the tables above. */
function unknownCondition(condition: string): Refusal {
  const value = condition.trim();
  return new Refusal('condition-unknown', { value: value.length > 60 ? `${value.slice(0, 59)}…` : value });
}

/** What is to be done, without for whom. */
function withoutPeople(step: Step, part: string): Step {
  const { people, ...input } = step.input;
  if (people === undefined) throw malformed(part);
  return { ...step, input };
}
