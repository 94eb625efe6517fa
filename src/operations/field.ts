import * as z from 'zod';
import { LANGUAGES, languageOf, type Language } from '../domain/language.ts';
import { Refusal, type RefusalCode } from '../domain/refusal.ts';
import type { User } from '../domain/user.ts';

/** One input of an operation: how it is read from untrusted words, and its name in a cmdlet. */
export interface Field<Value> {
  /** Its parameter in the operation's cmdlet; null where a cmdlet cannot set it. */
  readonly parameter: string | null;
  /** People are looked up by the gate, after the right was checked; everything else is read at once. */
  readonly kind: 'people' | 'flag' | 'value';
  /** Reads an untrusted value; throws Refusal. Of people it gives the names, not yet the people. */
  read(raw: unknown, name: string): unknown;
  /** Only carries the type. */
  readonly value?: Value;
  /** How many people one command may name. */
  readonly max?: number;
  /** The values to choose from, where a form offers a list. */
  readonly choices?: readonly string[];
}

/** What `run` gets for the fields of an operation. */
export type InputOf<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends Field<infer Value> ? Value : never;
};

/** The most people that one command may name; more is a bulk operation. */
export const MOST_PEOPLE = 5;

/** One or more people, named by UPN, alias, name, `@mention` or `me`. */
export function people(max = MOST_PEOPLE): Field<User[]> {
  return {
    parameter: 'Identity',
    kind: 'people',
    max,
    read(raw) {
      // A card's form has one text field for several people.
      const listed: unknown[] = Array.isArray(raw)
        ? raw
        : typeof raw === 'string'
          ? raw.split(/[,;\n]/)
          : [raw];
      const names = listed.filter((name) => name !== undefined && name !== null);
      const read = names.map((name) => (typeof name === 'string' ? name.trim() : ''));
      if (read.length === 0 || read.some((name) => name === '')) throw new Refusal('person-missing');
      if (read.length > max) throw new Refusal('too-many-people', { count: read.length, max });
      return [...new Set(read)];
    },
  };
}

/** The person of a field that admits exactly one. */
export function onlyPerson(users: readonly User[]): User {
  const [user] = users;
  if (!user) throw new Refusal('person-missing');
  return user;
}

/** People who may be named, or nobody. */
export function anyPeople(max = MOST_PEOPLE): Field<User[]> {
  const named = people(max);
  const isNobody = (raw: unknown) => raw === undefined || (Array.isArray(raw) && raw.length === 0);
  return {
    ...named,
    parameter: null,
    read: (raw, name) => (isNobody(raw) ? [] : named.read(raw, name)),
  };
}

/** One of a few values, by its name in whatever case; any other is refused, naming them all. */
export function choice<Value extends string>(
  choices: readonly Value[],
  parameter: string | null = null,
): Field<Value | undefined> {
  return {
    parameter,
    kind: 'value',
    choices,
    read(raw, name) {
      if (raw === undefined) return undefined;
      const typed = typeof raw === 'string' ? raw.trim().toLowerCase() : raw;
      const found = choices.find((one) => one.toLowerCase() === typed);
      if (found !== undefined) return found;
      throw new Refusal('value-not-offered', { value: shown(raw), parameter: parameter ?? name }, choices);
    },
  };
}

/** Yes or no; absent means no. */
export function flag(parameter: string | null = null): Field<boolean> {
  return { parameter, kind: 'flag', read: (raw, name) => truthOf(raw ?? false, parameter ?? name) };
}

/** A setting that is switched on or off; absent leaves it as it is. */
export function toggle(parameter: string): Field<boolean | undefined> {
  return {
    parameter,
    kind: 'value',
    choices: ['true', 'false'],
    read: (raw) => (raw === undefined ? undefined : truthOf(raw, parameter)),
  };
}

/** A field that may not be left out. */
export function needed<Value>(field: Field<Value | undefined>): Field<Value> {
  return {
    ...(field as Field<Value>),
    read(raw, name) {
      if (raw === undefined) throw new Refusal('value-missing', { parameter: field.parameter ?? name });
      return field.read(raw, name);
    },
  };
}

/** A value read by a schema; a value that does not fit is refused with `code` and itself. Absent is left to the schema. */
export function value<Schema extends z.ZodType>(
  schema: Schema,
  code: RefusalCode,
  parameter: string | null = null,
): Field<z.infer<Schema>> {
  return {
    parameter,
    kind: 'value',
    read(raw, name) {
      const result = schema.safeParse(raw);
      if (result.success) return result.data;
      if (raw === undefined) throw new Refusal('value-missing', { parameter: parameter ?? name });
      throw new Refusal(code, { value: shown(raw), parameter: parameter ?? name });
    },
  };
}

/** A text of one line. */
export function text(parameter: string | null = null): Field<string | undefined> {
  const line = z
    .string()
    .trim()
    .max(256)
    .regex(/^[^\u0000-\u001f\u007f]*$/);
  return value(line.optional(), 'value-malformed', parameter);
}

/** A mail address, `alias@domain`; never anything that could end a mail header. */
export function mailAddress(parameter: string | null = null): Field<string | undefined> {
  return value(MailAddress.optional(), 'mail-address', parameter);
}

/** A mail address of the plain form; quoted local parts are not accepted. */
export const MailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\]{2,}$/u);

/** A whole number in a range. Digits in a text count. */
export function wholeNumber(
  min: number,
  max: number,
  code: RefusalCode,
  parameter: string | null = null,
): Field<number | undefined> {
  const digits = z.union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d{1,9}$/)
      .transform(Number),
  ]);
  return value(digits.pipe(z.number().int().min(min).max(max)).optional(), code, parameter);
}

/** One of a few words, where a form offers a list; absent is left to the operation. */
export function oneOf<Choice extends string>(
  choices: readonly [Choice, ...Choice[]],
): Field<Choice | undefined> {
  const field = value(z.enum(choices).optional(), 'value-malformed');
  return { ...field, choices };
}

/** A language by its tag or its name in one of the languages. */
export function language(): Field<Language> {
  const names: Record<string, Language> = {
    english: 'en',
    anglais: 'en',
    engelska: 'en',
    french: 'fr',
    francais: 'fr',
    franska: 'fr',
    swedish: 'sv',
    suedois: 'sv',
    svenska: 'sv',
  };
  const read = (raw: string) =>
    languageOf(raw) ?? names[raw.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()];
  return {
    ...value(z.string().transform(read).pipe(z.enum(LANGUAGES)), 'language-unknown'),
    choices: LANGUAGES,
  };
}

/** Reads what PowerShell, cards and JSON have for true and false. */
function truthOf(raw: unknown, parameter: string): boolean {
  if (raw === true || raw === 1 || /^(\$?true|1|on|yes)$/i.test(String(raw))) return true;
  if (raw === false || raw === 0 || /^(\$?false|0|off|no)$/i.test(String(raw))) return false;
  throw new Refusal('value-not-offered', { value: shown(raw), parameter }, ['$true', '$false']);
}

/** An offending value, short enough to show. */
function shown(raw: unknown): string {
  const text = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? '');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
