import { ButtonRequest } from '../domain/button.ts';
import { languageOf, type Language } from '../domain/language.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Step } from '../domain/request.ts';
import type { Operation } from '../operations/operation.ts';

/** The key under which a card's button carries its request; the card's inputs stand beside it. */
export const BUTTON_KEY = 'switchboard';

/** The key under which it carries the language of its card. */
const LANGUAGE_KEY = 'cardLanguage';

/** The most that may come back from a card, in characters of JSON; a whole card has a budget of 20 KB. */
const LARGEST = 20_000;

/** The longest token of a one-time button, in characters. */
const LONGEST_ONCE = 100;

/** What a pressed button asks for. `once` is the token of a one-time button. A button can never do without the question. */
export interface PressedButton {
  kind: 'steps';
  steps: Step[];
  preview: boolean;
  once?: string;
  /** Of the card: whoever reads French cards is answered in French. */
  language: Language | undefined;
}

/**
 * Reads what came back from a card (Action.Submit's value, Action.Execute's data), as untrusted as anything typed.
 * Throws `button-malformed`, or `operation-unknown` for an operation that the catalogue does not have.
 */
export function readButton(value: unknown, catalogue: readonly Operation[]): PressedButton {
  const data = plain(value);
  const read = ButtonRequest.safeParse(data.get(BUTTON_KEY));
  if (!read.success || (read.data.once?.length ?? 0) > LONGEST_ONCE) throw new Refusal('button-malformed');
  const { steps, once, preview = false } = read.data;
  const checked = steps.map((step, at) =>
    stepOf(step, at === 0 ? data : new Map<string, unknown>(), catalogue),
  );
  return {
    kind: 'steps',
    steps: checked,
    preview,
    ...(once === undefined ? {} : { once }),
    language: languageOf(textOf(data.get(LANGUAGE_KEY))),
  };
}

/** A copy of the value as plain data: no getters, no prototypes, no more than its size allows. */
function plain(value: unknown): Map<string, unknown> {
  try {
    const json = JSON.stringify(value) ?? '';
    const copy: unknown = json.length > LARGEST ? null : JSON.parse(json);
    if (typeof copy === 'object' && copy !== null && !Array.isArray(copy))
      return new Map(Object.entries(copy));
  } catch {
    // Falls through: what is no JSON did not come from a card.
  }
  throw new Refusal('button-malformed');
}

/** A step with its own input and, over it, what was filled in on the card; only the fields that its operation declares. */
function stepOf(step: Step, filledIn: ReadonlyMap<string, unknown>, catalogue: readonly Operation[]): Step {
  const operation = catalogue.find((one) => one.name === step.operation);
  if (!operation) throw new Refusal('operation-unknown', { value: step.operation.slice(0, 64) });
  const input: Step['input'] = {};
  for (const name of Object.keys(operation.fields)) {
    const own = Object.hasOwn(step.input, name) ? step.input[name] : undefined;
    const given = filledIn.get(name);
    // A text field that was left blank says nothing.
    const value = given === undefined || given === null || given === '' ? own : given;
    if (value !== undefined) input[name] = value;
  }
  return { operation: operation.name, input };
}

/** A text, or undefined for anything else. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
