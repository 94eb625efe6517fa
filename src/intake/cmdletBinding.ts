import { Refusal } from '../domain/refusal.ts';
import { parameterOf } from './cmdletParameters.ts';
import type { CmdletShape, Parameter } from './cmdletShapes.ts';
import { malformed, type Scalar, type Token } from './cmdletTokens.ts';

/** What was given for the parameters of a cmdlet. */
export interface Bound {
  /** By the parameter's full name; of people always a list, of switches always true or false. */
  values: ReadonlyMap<string, unknown>;
  /** Whether something had to be guessed: it may be offered then, not done. */
  guessed: boolean;
}

/** `-Identity` as a translation machine renders it. */
const TRANSLATED_IDENTITY = /^n['\u2018\u2019]affiche-?/i;

/** What to show of a token that is in the wrong place. */
const PUNCTUATION: Readonly<Record<string, string>> = { comma: ',', open: '(', close: ')' };

/** Gives each token to its parameter; throws the refusals of unknown, doubled, incomplete and misplaced ones. */
export function bind(tokens: readonly Token[], shape: CmdletShape): Bound {
  const binder = new Binder(tokens, shape);
  return binder.bind();
}

/** Walks over the tokens once. */
class Binder {
  readonly #tokens: readonly Token[];
  readonly #shape: CmdletShape;
  /** What may come first without its name: the people, or the one value that the cmdlet is about. */
  readonly #people: Parameter | undefined;
  readonly #values = new Map<string, unknown>();
  /** The parameter whose value, written without quotes, was read last: another word behind it may belong to it. */
  #openEnded: Parameter | undefined;
  /** People named before any parameter was, until the end shows that none is named twice. */
  #positional: Scalar[] | undefined;
  #guessed = false;
  #at = 0;

  constructor(tokens: readonly Token[], shape: CmdletShape) {
    this.#tokens = tokens;
    this.#shape = shape;
    const ours = shape.parameters.filter((one) => one.standing === 'ours');
    this.#people =
      ours.find((one) => one.kind === 'people') ??
      ours.find((one) => one.name === 'Identity') ??
      shape.parameters.find((one) => one.name === shape.positional);
  }

  bind(): Bound {
    while (this.#at < this.#tokens.length) this.#bindNext();
    if (this.#people && this.#positional) this.#put(this.#people, this.#firstValue(this.#positional));
    return { values: this.#values, guessed: this.#guessed };
  }

  /** People are always a list. */
  #firstValue(values: Scalar[]): unknown {
    return this.#people?.kind === 'people' || values.length !== 1 ? values : values[0];
  }

  #bindNext(): void {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'parameter') return this.#bindPositional();
    this.#at += 1;
    const parameter = parameterOf(this.#shape, token.name);
    this.#put(
      parameter,
      parameter.kind === 'switch' ? this.#switchValue(parameter, token.colon) : this.#namedValue(parameter),
    );
  }

  #put(parameter: Parameter, value: unknown): void {
    if (this.#values.has(parameter.name)) {
      throw new Refusal('parameter-conflict', { value: `-${parameter.name}` });
    }
    this.#values.set(parameter.name, value);
  }

  /** A switch is on, unless `:$false` says otherwise; `-Confirm $false` is a common way to write it, and clear. */
  #switchValue(parameter: Parameter, colon: boolean): boolean {
    this.#openEnded = undefined;
    const next = this.#tokens[this.#at];
    const given = next?.kind === 'value' && (colon || typeof next.value === 'boolean') ? next : undefined;
    if (colon && !given) throw missing(parameter);
    if (!given) return true;
    this.#at += 1;
    if (/^(true|1)$/i.test(String(given.value))) return true;
    if (/^(false|0)$/i.test(String(given.value))) return false;
    throw new Refusal('value-malformed', { value: String(given.value), parameter: parameter.name });
  }

  #namedValue(parameter: Parameter): unknown {
    const start = this.#tokens[this.#at];
    if (start === undefined || start.kind === 'parameter' || start.kind === 'close') throw missing(parameter);
    const values = this.#readValues();
    const isList = values.length !== 1 || start.kind === 'open';
    this.#openEnded = start.kind === 'value' && start.bare ? parameter : undefined;
    return isList ? values : valueOf(parameter, values);
  }

  /** A word that no parameter asked for: the person, when none is named yet. */
  #bindPositional(): void {
    const token = this.#tokens[this.#at];
    const word = token?.kind === 'value' ? token : undefined;
    if (this.#openEnded && word) return this.#bindStray(word.value, this.#openEnded);
    const mayBegin = word !== undefined || token?.kind === 'open';
    if (!this.#people || this.#positional || !mayBegin)
      throw malformed(word ? String(word.value) : (PUNCTUATION[token?.kind ?? ''] ?? ''));
    if (word?.bare && TRANSLATED_IDENTITY.test(String(word.value)))
      return this.#bindTranslated(String(word.value));
    this.#positional = this.#readValues();
    this.#openEnded = word?.bare ? this.#people : undefined;
  }

  /** `n'affiche-amos.marble`, `n'affiche amos.marble`. */
  #bindTranslated(word: string): void {
    this.#guessed = true;
    this.#at += 1;
    const name = word.replace(TRANSLATED_IDENTITY, '');
    if (name !== '') this.#positional = [name];
  }

  /** A second word behind a name without quotes is most likely the rest of it (`Amos Marble`); behind another value, who knows. */
  #bindStray(word: Scalar, before: Parameter): void {
    const bound = this.#positional ?? this.#values.get(before.name);
    const names: unknown[] = Array.isArray(bound) ? bound : [];
    const last = names.at(-1);
    if (before.kind !== 'people' || typeof last !== 'string' || typeof word !== 'string') {
      throw malformed(String(word), this.#people ? [`-${this.#people.name} ${String(word)}`] : []);
    }
    this.#at += 1;
    this.#guessed = true;
    names[names.length - 1] = `${last} ${word}`;
  }

  /** One value, or several with commas between them, or a list in brackets. */
  #readValues(): Scalar[] {
    const inBrackets = this.#take('open');
    const values: Scalar[] = [];
    do {
      const token = this.#tokens[this.#at];
      if (inBrackets && values.length === 0 && token?.kind === 'close') break;
      if (token?.kind !== 'value') throw malformed(inBrackets ? '(' : ',');
      // In brackets a word without quotes is a command to PowerShell.
      if (inBrackets && token.bare) throw malformed(`(${String(token.value)}`);
      values.push(token.value);
      this.#at += 1;
    } while (this.#take('comma'));
    if (inBrackets && !this.#take('close')) throw malformed('(');
    return values;
  }

  #take(kind: Token['kind']): boolean {
    const taken = this.#tokens[this.#at]?.kind === kind;
    if (taken) this.#at += 1;
    return taken;
  }
}

/** One value stands for itself, of people it is a list. */
function valueOf(parameter: Parameter, values: readonly Scalar[]): unknown {
  return parameter.kind === 'people' || values.length !== 1 ? values : values[0];
}

/** A parameter without the value that it needs. */
function missing(parameter: Parameter): Refusal {
  return new Refusal('parameter-value-missing', { value: `-${parameter.name}` });
}
